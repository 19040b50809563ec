import type { Action, ActionKind, ActionPlace, Change } from './action.ts';
import { keepsSound } from './sound.ts';

/** What a refactoring would do, before anybody has looked whether the result is sound. */
export interface Proposal {
  readonly id: string;
  readonly title: string;
  readonly kind: ActionKind;
  readonly edits: Change['edits'];
}

/** The proposals after which the manifests are as sound as before. */
export function offered(
  { project }: ActionPlace,
  proposals: readonly Proposal[],
): readonly Action[] {
  return proposals
    .filter(({ edits }) => edits.length > 0 && keepsSound(project, { edits }))
    .map(({ id, title, kind, edits }) => ({
      id,
      title,
      kind,
      problems: [],
      preferred: false,
      createsFile: false,
      change: () => ({ edits }),
    }));
}
