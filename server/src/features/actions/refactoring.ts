import type { Action, ActionKind, ActionPlace, Change } from './action.ts';
import { objectionTo } from './sound.ts';

/** What a refactoring would do. */
export interface Proposal {
  readonly id: string;
  readonly title: string;
  readonly kind: ActionKind;
  readonly edits: Change['edits'];
}

/** Those that change something. Whether the manifests are as sound after one is looked for when it is chosen. */
export function offered(
  { project }: ActionPlace,
  proposals: readonly Proposal[],
): readonly Action[] {
  return proposals
    .filter(({ edits }) => edits.length > 0)
    .map(({ id, title, kind, edits }) => ({
      id,
      title,
      kind,
      problems: [],
      preferred: false,
      createsFile: false,
      change: () => ({ edits }),
      objection: () => objectionTo(project, { edits }),
    }));
}
