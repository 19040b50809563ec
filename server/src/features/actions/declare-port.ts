import type { LinkedContainer, LinkedPod, Listener } from '../../analysis/linked.ts';
import { protocolOf } from '../../kubernetes/defaults.ts';
import { inDocument } from '../../rules/edits.ts';
import { appendItem, insertPair } from '../../yaml/edit.ts';
import type { Edits } from '../../yaml/edit.ts';
import type { ActionFamily } from './action.ts';
import { containerAt } from './at-place.ts';
import { offered } from './refactoring.ts';

/** Declares the ports that a container is known to listen on, and does not declare. */
export const declarePort: ActionFamily = {
  name: 'declare',
  kinds: ['refactor.rewrite'],
  offer(place) {
    const found = containerAt(place);
    if (!found) return [];
    const { pod, container } = found;
    const proposals = container.listeners
      .filter((listener) => isUndeclared(pod, listener))
      .slice(0, MOST_OFFERED)
      .map((listener) => ({
        id: `declare-port:${listener.port}/${listener.protocol}`,
        title: `Declare port ${portWords(listener)} of ${container.label}`,
        kind: 'refactor.rewrite' as const,
        edits: inDocument(pod.document, declaration(pod, container, listener)) ?? [],
      }));
    return offered(place, proposals);
  },
};

/** Nobody looks through a menu of more, and for each of them the container's lines are read once more. */
const MOST_OFFERED = 20;

/**
 * A declaration is for those who come from outside of the pod. Where another container declares the port, the two
 * have already said between them whose it is.
 */
function isUndeclared({ containers }: LinkedPod, listener: Listener): boolean {
  const { port, protocol, certainty, address } = listener;
  if (certainty === 'possible' || address.type === 'loopback') return false;
  return !containers.some(({ container }) =>
    container.ports.some(
      (entry) => entry.containerPort?.value === port && protocolOf(entry) === protocol,
    ),
  );
}

function declaration(
  { document }: LinkedPod,
  { container }: LinkedContainer,
  { port, protocol }: Listener,
): Edits {
  const entry = { containerPort: port, protocol: protocol === 'TCP' ? undefined : protocol };
  if (container.portList) return appendItem(document.yaml, container.portList, entry);
  const keys = container.node.pairs.map(({ key }) => key.text);
  const after = ['args', 'command', 'image', 'name'].find((key) => keys.includes(key));
  return insertPair(document.yaml, container.node, 'ports', [entry], after ? { after } : {});
}

function portWords({ port, protocol }: Listener): string {
  return protocol === 'TCP' ? String(port) : `${port}/${protocol}`;
}
