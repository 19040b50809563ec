import type { PodFacts } from '../analysis/facts.ts';
import {
  claimsCollide,
  nodePortClaims,
  nodeSockets,
  socketsCollide,
} from '../analysis/node-ports.ts';
import { mustMeet, placementOf, replicasOf } from '../analysis/placement.ts';
import type { LinkedContainer, LinkedPod } from '../analysis/linked.ts';
import { protocolOf, usesHostNetwork } from '../kubernetes/defaults.ts';
import { groupBy } from '../text/group-by.ts';
import type { Located } from '../kubernetes/located.ts';
import type { ContainerPort } from '../kubernetes/model.ts';
import { fixOf, setValue } from './edits.ts';
import { freePort } from './free-port.ts';
import { listedFirst, quoted } from './messages.ts';
import { lateness } from './refusal.ts';
import { defineRule, MOST_RELATED } from './rule.ts';
import type { Fix, Report } from './rule.ts';

export const hostPortConflict = defineRule({
  meta: {
    id: 'host-port-conflict',
    severity: 'error',
    summary: 'A port of the node is claimed twice',
    why: 'A `hostPort` is a port of the node, and the API server refuses a pod that claims one twice: the same protocol, `hostIP` and `hostPort`, as they are written. Where one of the two names a `hostIP` and the other leaves it open, it accepts the pod with a warning, and which of the two gets the traffic is not defined. Between pods the scheduler keeps claims apart, so they matter only where two pods have to be on one node: the second stays pending, or fails.',
    source: 'https://kubernetes.io/docs/concepts/configuration/overview/#services',
    fix: 'unsafe',
    messages: {
      same: 'hostPort {port}/{protocol} is also claimed by {others}.{late}',
      again: 'hostPort {port}/{protocol} is claimed twice by "{container}".{late}',
      pods: 'hostPort {port}/{protocol} is also claimed by {others}, which {must} on the same node.',
      replicas:
        'hostPort {port}/{protocol} is claimed by each of {replicas} replicas, which are all pinned to node {node}.',
      hidden:
        'Port {port}/{protocol} of the node is also bound by {others}, which {must} on the same node; without an entry under ports the scheduler does not keep them apart.',
      ambiguous:
        'hostPort {port}/{protocol} is also claimed by {others}, on another hostIP of which one is every address.',
    },
  },
  checkPod(pod, report) {
    const claims = pod.containers.flatMap(claimsOf);
    const byPort = groupBy(claims, ({ hostPort }) => hostPort.value);
    for (const claim of claims) {
      const near = (byPort.get(claim.hostPort.value) ?? []).slice(0, MOST_COMPARED);
      const pairs = near.flatMap((other) => {
        const clash = other === claim ? undefined : compare(claim, other);
        return clash ? [{ other, clash }] : [];
      });
      const same = pairs.filter(({ clash }) => clash === 'same');
      const shown = same.length > 0 ? same : pairs;
      if (shown.length === 0) continue;
      const names = [...new Set(shown.map(({ other }) => other.container.label))];
      const again = names.length === 1 && names[0] === claim.container.label;
      report({
        at: claim.hostPort.span,
        message: same.length === 0 ? 'ambiguous' : again ? 'again' : 'same',
        data: {
          port: claim.hostPort.value,
          protocol: protocolOf(claim.port),
          container: claim.container.label,
          others: quoted(names),
          late: lateness(pod),
        },
        certainty: same.length === 0 ? 'likely' : 'certain',
        related: shown.slice(0, MOST_RELATED).map(({ other }) => ({
          document: pod.document,
          span: other.hostPort.span,
          message: `"${other.container.label}" claims hostPort ${other.hostPort.value} here`,
        })),
        fixes: () => fixes(pod, claim),
      });
    }
    reportBetweenPods(pod, report);
    reportHidden(pod, report);
    reportReplicas(pod, report);
  },
});

/** A pod that claims one port a thousand times is said to do so at each of them. */
const MOST_COMPARED = 100;

/** Claims of other pods of the scope that have to be on the node of this one. */
function reportBetweenPods({ facts, scope }: LinkedPod, report: Report): void {
  const claims = nodePortClaims(facts);
  if (claims.length === 0) return;
  const neighbours = scope
    .podsOnNodeOf(facts)
    .filter((other) => !isAlternative(facts, other) && mustMeet(facts, other));
  const theirs = groupBy(neighbours.flatMap(nodePortClaims), ({ at }) => at.value);
  for (const claim of claims) {
    const others = (theirs.get(claim.at.value) ?? []).filter((other) =>
      claimsCollide(claim, other),
    );
    if (others.length === 0) continue;
    const pinned = others.every((other) => isPinned(facts) && isPinned(other.pod));
    report({
      at: claim.at.span,
      message: 'pods',
      data: {
        port: claim.at.value,
        protocol: claim.protocol,
        others: podsListed(others),
        must: others.length === 1 ? 'has to be' : 'have to be',
      },
      // A DaemonSet and its selector may be meant for other nodes than what else is in the scope.
      certainty: pinned ? 'certain' : 'likely',
      container: claim.container,
      related: others.map((other) => ({
        document: other.pod.document,
        span: other.at.span,
        message: `${podLabel(other.pod)} claims port ${other.at.value} of its node here`,
      })),
    });
  }
}

/** Sockets on the node's network that the scheduler is not told of. */
function reportHidden({ facts, scope }: LinkedPod, report: Report): void {
  const sockets = nodeSockets(facts);
  if (sockets.length === 0) return;
  const neighbours = scope.podsOnNodeOf(facts).filter((other) => !isAlternative(facts, other));
  const theirs = groupBy(neighbours.flatMap(nodeSockets), ({ port }) => port);
  for (const socket of sockets) {
    const others = (theirs.get(socket.port) ?? []).filter((other) => socketsCollide(socket, other));
    if (others.length === 0) continue;
    const must = others.some((other) => mustMeet(facts, other.pod));
    report({
      at: socket.span,
      message: 'hidden',
      data: {
        port: socket.port,
        protocol: socket.protocol,
        others: podsListed(others),
        must: must ? 'has to be' : 'may be',
      },
      certainty: must ? 'likely' : 'possible',
      container: socket.container,
      related: others.map((other) => ({
        document: other.pod.document,
        span: other.span,
        message: `${podLabel(other.pod)} binds port ${other.port} of its node here`,
      })),
    });
  }
}

/**
 * The pod itself, a template that nothing is made from yet, or a workload of the same kind and name: in another
 * namespace too that is far more often a variant than a second installation.
 */
function isAlternative(pod: PodFacts, other: PodFacts): boolean {
  if (other === pod || [pod, other].some(({ resource }) => resource.kind.value === 'PodTemplate'))
    return true;
  const [first, second] = [pod.resource, other.resource];
  return (
    first.name !== undefined &&
    first.kind.value === second.kind.value &&
    first.name.value === second.name?.value
  );
}

/** Replicas of a workload that is pinned to a single node. */
function reportReplicas({ facts }: LinkedPod, report: Report): void {
  const placement = placementOf(facts);
  const replicas = replicasOf(facts.workload);
  if (placement.type !== 'pinned' || placement.nodes.length !== 1 || replicas < 2) return;
  for (const claim of nodePortClaims(facts)) {
    report({
      at: claim.at.span,
      message: 'replicas',
      data: {
        port: claim.at.value,
        protocol: claim.protocol,
        replicas,
        node: placement.nodes[0]?.value ?? '',
      },
      certainty: 'certain',
      container: claim.container,
    });
  }
}

function isPinned(pod: PodFacts): boolean {
  return placementOf(pod).type === 'pinned';
}

function podsListed(others: readonly { readonly pod: PodFacts }[]): string {
  return listedFirst([...new Set(others.map(({ pod }) => podLabel(pod)))]);
}

function podLabel({ resource }: PodFacts): string {
  const name = resource.name?.value;
  return name === undefined ? `a ${resource.kind.value}` : `${resource.kind.value} "${name}"`;
}

interface Claim {
  readonly container: LinkedContainer;
  readonly port: ContainerPort;
  readonly hostPort: Located<number>;
}

function claimsOf(container: LinkedContainer): readonly Claim[] {
  return container.container.ports.flatMap((port) =>
    // 0 counts as not set (validateContainerPorts, v1.35).
    port.hostPort && port.hostPort.value !== 0
      ? [{ container, port, hostPort: port.hostPort }]
      : [],
  );
}

/**
 * What the API server makes of two claims (AccumulateUniqueHostPorts and the warnings of pkg/api/pod, v1.35): it
 * compares the written texts, so that an absent hostIP is not 0.0.0.0; and it never compares an init container's
 * claims, a sidecar's neither, with those of another container.
 */
function compare(a: Claim, b: Claim): 'same' | 'ambiguous' | undefined {
  if (a.hostPort.value !== b.hostPort.value || protocolOf(a.port) !== protocolOf(b.port))
    return undefined;
  const bothMain = a.container.container.role === 'main' && b.container.container.role === 'main';
  if (a.container !== b.container && !bothMain) return undefined;
  const [first, second] = [a.port.hostIP?.value ?? '', b.port.hostIP?.value ?? ''];
  if (first === second) return 'same';
  const samePort = a.port.containerPort?.value === b.port.containerPort?.value;
  return samePort && (first === '' || second === '') ? 'ambiguous' : undefined;
}

function fixes(pod: LinkedPod, claim: Claim): readonly Fix[] {
  // With hostNetwork it has to equal containerPort, which is port-conflict's to move.
  if (usesHostNetwork(pod.facts.pod)) return [];
  const free = freePort(pod, claim.hostPort.value);
  return fixOf(`Change this hostPort to ${free}`, false, [
    setValue(pod.document, claim.hostPort, free),
  ]);
}
