import type { DocumentFacts, PlacedEdit } from '../analysis/facts.ts';
import type { LinkedPod } from '../analysis/linked.ts';
import type { Container } from '../kubernetes/model.ts';
import type { TextEdit } from '../text/edit.ts';
import type { Located } from '../kubernetes/located.ts';
import { appendItem, insertPair, replaceValue } from '../yaml/edit.ts';
import type { YamlScalar } from '../yaml/node.ts';
import type { Fix } from './rule.ts';

/** Edits of one part of a fix; undefined where it cannot be made honestly, and so the whole fix cannot. */
export type EditPart = readonly PlacedEdit[] | undefined;

/** Says which document the edits are for. */
export function inDocument(
  document: DocumentFacts,
  edits: readonly TextEdit[] | undefined,
): EditPart {
  return edits?.map(({ span, newText }) => ({ document, span, newText }));
}

/** One fix, if all of its parts can be made. The same edit, wanted by two parts, is made once. */
export function fixOf(title: string, safe: boolean, parts: readonly EditPart[]): readonly Fix[] {
  const edits: PlacedEdit[] = [];
  for (const part of parts) {
    if (!part) return [];
    for (const edit of part) {
      const { span } = edit;
      const same = edits.some(
        (other) =>
          span.end > span.start &&
          other.document === edit.document &&
          other.span.start === span.start &&
          other.span.end === span.end,
      );
      if (!same) edits.push(edit);
    }
  }
  return edits.length > 0 ? [{ title, safe, edits: inOrder(edits) }] : [];
}

/** In the order of the text. Of new lines at one place the deeper ones go first, as they belong to what is above. */
function inOrder(edits: readonly PlacedEdit[]): readonly PlacedEdit[] {
  return [...edits].sort((a, b) => a.span.start - b.span.start || depthOf(b) - depthOf(a));
}

/** How far to the right the first of an edit's new lines begins; a list may stand as far left as its key. */
function depthOf({ newText }: PlacedEdit): number {
  const [, indent = '', dash = ''] = /^[\r\n]+( *)(-?)/.exec(newText) ?? [];
  return 2 * indent.length + dash.length;
}

/** Adds an empty volume that lives as long as the pod. */
export function addEmptyDir(pod: LinkedPod, name: string): EditPart {
  const { document, pod: spec } = pod.facts;
  const volume = { name, emptyDir: {} };
  return inDocument(
    document,
    spec.volumeList
      ? appendItem(document.yaml, spec.volumeList, volume)
      : insertPair(document.yaml, spec.spec, 'volumes', [volume]),
  );
}

export function addMount(
  document: DocumentFacts,
  container: Container,
  mount: { readonly name: string; readonly mountPath: string; readonly subPath?: string },
): EditPart {
  return inDocument(
    document,
    container.mountList
      ? appendItem(document.yaml, container.mountList, mount)
      : insertPair(document.yaml, container.node, 'volumeMounts', [mount]),
  );
}

/** Writes another value in the place of one; undefined where it is not a scalar of its own. */
export function setValue(
  document: DocumentFacts,
  { node }: Located<unknown>,
  value: string | number | boolean,
): EditPart {
  return inDocument(document, replaceValue(document.yaml, node, value));
}

/** Another name for a key, in the quotes that the key has. */
export function inQuotesOf({ chunk }: DocumentFacts, key: YamlScalar, name: string): string {
  const quote = chunk.text.charAt(key.span.start);
  return quote === '"' || quote === "'" ? quote + name + quote : name;
}
