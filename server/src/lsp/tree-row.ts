import type { Location } from 'vscode-languageserver';
import type { Place } from '../analysis/facts.ts';
import type { FilePlace, TreeItem } from '../features/tree-item.ts';
import type { DiagnosticContext } from './diagnostics.ts';
import { withoutImages } from './markup.ts';
import { toLocations } from './place.ts';
import type { TreeRow } from './protocol.ts';

/** Between the ids on the way to a row; no name has a line break in it. */
const STEP = '\n';

/** A row is addressed by the ids on the way to it. */
export function pathTo(parent: string, { id }: { readonly id: string }): string {
  return parent === '' ? id : `${parent}${STEP}${id}`;
}

export function stepsOf(path: string): readonly string[] {
  return path.split(STEP);
}

/** An item as the client wants it, below the row `parent`. */
export function toRow(context: DiagnosticContext, item: TreeItem, parent: string): TreeRow {
  const { kind, label, description, hasChildren, problems, place, evidence } = item;
  const { hold, reference, services } = item;
  const location = place && locationOf(context, place);
  const links = (evidence ?? []).flatMap((one) =>
    toLocations(context, [one]).map(({ uri, range: { start } }) => {
      const words = one.words.replace(/[[\]\\`*_]/g, '\\$&');
      return `- [${words}, line ${start.line + 1}](${uri}#L${start.line + 1},${start.character + 1})`;
    }),
  );
  return {
    id: pathTo(parent, item),
    kind,
    label,
    description,
    tooltip: withoutImages(
      links.length > 0 ? `${item.tooltip}\n\n${links.join('\n')}` : item.tooltip,
    ),
    hasChildren,
    problems,
    ...(hold && { hold }),
    ...(reference !== undefined && { reference }),
    ...(services !== undefined && { services }),
    ...(location && { location }),
  };
}

function locationOf(context: DiagnosticContext, place: Place | FilePlace): Location | undefined {
  if (!('uri' in place)) return toLocations(context, [place])[0];
  const { project, converter, clientUri } = context;
  const file = project.snapshot.file(place.uri);
  if (!file) return undefined;
  const range = converter.rangeIn(file, place.document, place.span);
  return { uri: clientUri(place.uri), range };
}

export function sameRow(a: TreeRow, b: TreeRow): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
