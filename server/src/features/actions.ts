import type { Action, ActionFamily, ActionKind, ActionPlace } from './actions/action.ts';
import { addSidecar } from './actions/add-sidecar.ts';
import { declarePort } from './actions/declare-port.ts';
import { describing } from './actions/describing.ts';
import { fixAll, fixAllBesideFix } from './actions/fix-all.ts';
import { fixes } from './actions/fixes.ts';
import { moveContainer, moveContainerAsCure } from './actions/move-container.ts';
import { quieting } from './actions/quieting.ts';
import { shareDirectory } from './actions/share-directory.ts';
import { sidecar } from './actions/sidecar.ts';
import { wrapPod } from './actions/wrap-pod.ts';

/** In the order of the light bulb's menu: cures first, quieting last. */
const FAMILIES: readonly ActionFamily[] = [
  fixes,
  moveContainerAsCure,
  describing,
  fixAllBesideFix,
  moveContainer,
  wrapPod,
  addSidecar,
  sidecar,
  shareDirectory,
  declarePort,
  quieting,
  fixAll,
];

/** All kinds of actions that there are. */
export const ACTION_KINDS: readonly ActionKind[] = [
  ...new Set(FAMILIES.flatMap(({ kinds }) => kinds)),
];

/** What the author can have done at a place, of the kinds that are wanted; each with an id of its own. */
export function actionsAt(
  place: ActionPlace,
  isWanted: (kind: ActionKind) => boolean,
): readonly Action[] {
  const offered = FAMILIES.filter(({ kinds }) => kinds.some(isWanted))
    .flatMap(({ offer }) => offer(place))
    .filter(({ kind }) => isWanted(kind));
  return toldApart(offered);
}

/** The action that was offered at the place under the id; undefined where it is not offered any more. */
export function findAction(
  place: ActionPlace,
  { id, kind }: Pick<Action, 'id' | 'kind'>,
): Action | undefined {
  return actionsAt(place, (wanted) => wanted === kind).find((action) => action.id === id);
}

/** Numbers those of a kind that have the same id, in their order. */
function toldApart(actions: readonly Action[]): readonly Action[] {
  const counts = new Map<string, number>();
  return actions.map((action) => {
    const key = `${action.kind} ${action.id}`;
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    return count === 1 ? action : { ...action, id: `${action.id}#${count}` };
  });
}
