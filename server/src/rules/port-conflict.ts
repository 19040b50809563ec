import { injectedConflicts, portConflicts } from '../analysis/conflicts.ts';
import type { PortConflict } from '../analysis/conflicts.ts';
import type { LinkedContainer, LinkedPod, Listener } from '../analysis/linked.ts';
import { protocolOf, usesHostNetwork } from '../kubernetes/defaults.ts';
import { identityOf } from '../kubernetes/model.ts';
import type { Span } from '../text/span.ts';
import { fixOf } from './edits.ts';
import { consequenceForPods } from './refusal.ts';
import { freePort } from './free-port.ts';
import { quoted } from './messages.ts';
import { movePort } from './move-port.ts';
import { defineRule, MOST_RELATED } from './rule.ts';
import type { Fix, Related } from './rule.ts';

export const portConflict = defineRule({
  meta: {
    id: 'port-conflict',
    severity: 'error',
    summary: 'Two containers of a pod listen on the same port',
    why: 'The containers of a pod share one network namespace, and so one space of ports: the second that binds a port gets "address already in use". It makes no difference whether the port is declared. Containers that never run at the same time, other protocols and addresses that do not overlap do not conflict.',
    source: 'https://kubernetes.io/docs/concepts/workloads/pods/#pod-networking',
    fix: 'unsafe',
    messages: {
      conflict: 'Port {port}/{protocol} is already taken in this pod: {others} {listen} on it too.',
      refused:
        'Port {port}/{protocol} is already taken in this pod: {others} {listen} on it too. {consequence}',
      perhaps:
        'Port {port}/{protocol} may be taken already in this pod: {others} may listen on it too.',
      split:
        'Port {port}/{protocol} is shared in this pod: {others} {listen} on it too, and each gets a part of the connections.',
      injected:
        'Port {port}/{protocol} is already taken in this pod: the sidecar that {by} adds to it listens there.',
    },
  },
  checkPod(pod, report) {
    for (const conflict of injectedConflicts(pod)) {
      const { container, port, protocol, certainty, injected } = conflict;
      report({
        at: placeOf(pod, container, conflict.listener),
        message: 'injected',
        data: { port, protocol, by: injected.by },
        certainty,
        container: container.label,
        related: [
          {
            document: pod.document,
            span: injected.askedBy.span,
            message: `${injected.by} is asked for here`,
          },
        ],
        fixes: () => moveAway(conflict, pod),
      });
    }
    for (const conflict of portConflicts(pod)) {
      const { container, port, protocol, others, certainty, outcome } = conflict;
      report({
        at: placeOf(pod, container, conflict.listener),
        message: messageFor(pod, conflict),
        data: {
          port,
          protocol,
          others: quoted(others.map((other) => other.container.label)),
          listen: others.length === 1 ? 'listens' : 'listen',
          consequence: consequenceForPods(pod),
        },
        certainty,
        // It works, though not as anybody would expect; and a lost datagram is seldom noticed at all.
        ...(outcome === 'split' || protocol === 'UDP' ? { severity: 'warning' } : {}),
        container: container.label,
        related: [
          ...ownEvidence(pod, conflict),
          ...others
            .slice(0, MOST_RELATED)
            .map((other) => relatedTo(pod, other.container, other.listener)),
        ],
        fixes: () => moveAway(conflict, pod),
      });
    }
  },
});

function messageFor(pod: LinkedPod, conflict: PortConflict): string {
  const { outcome, certainty } = conflict;
  if (outcome === 'split') return 'split';
  if (certainty === 'possible') return 'perhaps';
  return isRefused(pod, conflict) ? 'refused' : 'conflict';
}

/**
 * On the node's network each declared port is a hostPort as well, and the API server compares those of main containers.
 * It sets them in Pods alone (SetDefaults_Pod, pkg/apis/core/v1/defaults.go, v1.35), so of a template they are met when
 * its pods are made.
 */
function isRefused(pod: LinkedPod, { container, listener, others }: PortConflict): boolean {
  if (!usesHostNetwork(pod.facts.pod)) return false;
  const own = claimOf(container, listener);
  return others.some(
    (other) =>
      own !== undefined &&
      claimOf(other.container, other.listener) === own &&
      // Where both are written, it is a conflict of hostPorts.
      !(listener.declaration?.hostPort && other.listener.declaration?.hostPort),
  );
}

/** What the API server compares; undefined where there is nothing declared, or it does not look. */
function claimOf({ container }: LinkedContainer, { declaration }: Listener): string | undefined {
  if (container.role !== 'main' || !declaration?.containerPort) return undefined;
  const hostIP = declaration.hostIP?.value ?? '';
  return `${protocolOf(declaration)}/${hostIP}/${declaration.containerPort.value}`;
}

function moveAway(conflict: PortConflict, pod: LinkedPod): readonly Fix[] {
  const to = freePort(pod, conflict.port);
  return fixOf(
    `Change ${conflict.container.label}'s port to ${to}`,
    false,
    movePort(conflict, pod, to),
  );
}

/** Where the pod's own document says it: the declaration, else a flag or variable, else the container's image. */
function placeOf(pod: LinkedPod, { container }: LinkedContainer, listener: Listener): Span {
  const evidence = listener.evidence.find(({ document }) => document === pod.document);
  return (evidence ?? container.image ?? container.name)?.span ?? identityOf(pod.facts.resource);
}

/** What says so in another document, such as a mounted ConfigMap: the problem itself stands in the pod's. */
function ownEvidence(pod: LinkedPod, { container, listener }: PortConflict): readonly Related[] {
  return listener.evidence
    .filter(({ document }) => document !== pod.document)
    .map(({ document, span, words }) => ({
      document,
      span,
      message: `"${container.label}" listens on ${listener.port}/${listener.protocol}: ${words}`,
    }));
}

function relatedTo(pod: LinkedPod, container: LinkedContainer, listener: Listener): Related {
  const [first] = listener.evidence;
  const words = [...new Set(listener.evidence.map((evidence) => evidence.words))].join(', ');
  return {
    document: first?.document ?? pod.document,
    span: first?.span ?? placeOf(pod, container, listener),
    message: `"${container.label}" listens on ${listener.port}/${listener.protocol}: ${words}`,
  };
}
