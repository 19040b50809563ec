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
import { splitProcesses } from './actions/split-processes.ts';
import { wrapPod } from './actions/wrap-pod.ts';

/** In the order of the light bulb's menu: cures first, quieting last. */
const FAMILIES: readonly ActionFamily[] = [
  fixes,
  moveContainerAsCure,
  splitProcesses,
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
  const all = FAMILIES.filter(({ kinds }) => kinds.some(isWanted)).flatMap((family) =>
    offeredBy(family, place).filter(({ kind }) => isWanted(kind)),
  );
  // What cures a problem is not offered once more for its own sake.
  const cures = new Set(all.flatMap(({ kind, title }) => (kind === 'quickfix' ? [title] : [])));
  return all.filter(({ kind, title }) => kind === 'quickfix' || !cures.has(title));
}

/** The action that was offered at the place under the id; undefined where it is not offered any more. */
export function findAction(
  place: ActionPlace,
  { id, kind }: Pick<Action, 'id' | 'kind'>,
): Action | undefined {
  const family = FAMILIES.find(({ name }) => id.startsWith(`${name}/`));
  return family && offeredBy(family, place).find((one) => one.id === id && one.kind === kind);
}

function offeredBy({ name, offer }: ActionFamily, place: ActionPlace): readonly Action[] {
  return toldApart(offer(place).map((action) => ({ ...action, id: `${name}/${action.id}` })));
}

/** Numbers those that have the same id, in their order. */
function toldApart(actions: readonly Action[]): readonly Action[] {
  const counts = new Map<string, number>();
  return actions.map((action) => {
    const count = (counts.get(action.id) ?? 0) + 1;
    counts.set(action.id, count);
    return count === 1 ? action : { ...action, id: `${action.id}#${count}` };
  });
}
