import type { DocumentFacts } from '../../server/src/analysis/facts.ts';
import type { SourceFile } from '../../server/src/analysis/source-file.ts';
import { actionsAt } from '../../server/src/features/actions.ts';
import type { Action } from '../../server/src/features/actions/action.ts';
import type { Project } from '../../server/src/features/project.ts';
import { spanOf } from '../../server/src/text/span.ts';
import type { Span } from '../../server/src/text/span.ts';
import { applied, commentsIn, lostComments, newErrors, rewrittenEnds } from './change-faults.ts';
import type { ChangeFault, TriedChanges } from './change-faults.ts';

/**
 * Makes every refactoring that is offered in a file, each by itself: the text is read as well as before, by us and by
 * the `yaml` package; no error is new in all files that belong together; every comment is kept, wherever it stands
 * then; no line is written anew that stays as it was; and what was done is not offered once more. Where something would
 * be wrong, it has to be refused.
 */
export function tryRefactoringsOf(project: Project, uri: string): TriedChanges {
  const file = project.snapshot.file(uri);
  if (!file) return { tried: 0, refused: [], faults: [] };
  let tried = 0;
  const refused: ChangeFault[] = [];
  const faults: ChangeFault[] = [];
  for (const { offset, action } of offeredIn(project, file)) {
    tried++;
    const line = file.text.slice(0, offset).split('\n').length;
    const what = { uri, line, origin: action.id, title: action.title };
    const objection = action.objection?.();
    if (objection !== undefined) refused.push({ ...what, fault: objection });
    else faults.push(...faultsOf(project, action).map((fault) => ({ ...what, fault })));
  }
  return { tried, refused, faults };
}

function faultsOf(project: Project, action: Action): readonly string[] {
  const { edits } = action.change();
  const change = applied(project, edits);
  return [
    ...change.faults,
    ...lostComments(change, commentsIn(project, change.edits, 'all')),
    ...rewrittenEnds(change),
    ...newErrors(change),
  ];
}

interface OfferedAt {
  readonly offset: number;
  readonly action: Action;
}

/** What is offered where a resource, a pod, a container or an image is named, each once. */
function offeredIn(project: Project, file: SourceFile): readonly OfferedAt[] {
  return file.documents.flatMap((document, index) => {
    const seen = new Map<string, OfferedAt>();
    for (const span of placesIn(project, document)) {
      const place = { project, file, selection: [{ document, index, span }], asked: true };
      const start = project.snapshot.locate(document)?.start ?? 0;
      for (const action of actionsAt(place, (kind) => kind.startsWith('refactor')))
        if (!seen.has(`${action.id} ${action.title}`))
          seen.set(`${action.id} ${action.title}`, { offset: start + span.start, action });
    }
    return [...seen.values()];
  });
}

function placesIn(project: Project, document: DocumentFacts): readonly Span[] {
  return project.snapshot
    .link(document)
    .pods.flatMap(({ facts: { resource }, containers }) => [
      resource.kind.span,
      ...containers.flatMap(({ container: { node, image } }) => [
        spanOf(node.span.start, node.span.start),
        ...(image ? [spanOf(image.span.start, image.span.start)] : []),
      ]),
    ]);
}
