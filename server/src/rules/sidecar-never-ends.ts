import type { LinkedContainer } from '../analysis/linked.ts';
import { toNativeSidecar } from './native-sidecar.ts';
import { defineRule } from './rule.ts';
import { isJob } from '../kubernetes/kinds.ts';

export const sidecarNeverEnds = defineRule({
  meta: {
    id: 'sidecar-never-ends',
    severity: 'warning',
    summary: 'A Job waits for a container that never ends',
    why: 'A Job is done when all main containers of its pod have ended; one that serves for ever keeps it running. As a sidecar, an init container with `restartPolicy: Always` (Kubernetes 1.29 and later), it is stopped when the others are done.',
    source:
      'https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/#jobs-with-sidecar-containers',
    fix: 'unsafe',
    messages: {
      never:
        '"{container}" never ends by itself, so this {kind} is never done; as an init container with restartPolicy Always it would be stopped with the others.',
    },
  },
  checkPod(pod, report) {
    const kind = pod.facts.resource.kind.value;
    if (!isJob(kind)) return;
    const main = pod.containers.filter(({ container }) => container.role === 'main');
    const ending = main.filter((container) => !neverEnds(container));
    // A Job of which nothing ends is a load test or an exercise: no sidecar is in the way.
    if (ending.length === 0) return;
    // Who shares its processes may stop the other when it is done; some helpers can be told over HTTP.
    if (pod.facts.pod.shareProcessNamespace?.value || ending.some(tellsToEnd)) return;
    for (const container of main) {
      const at = container.container.name ?? container.container.image;
      if (!neverEnds(container) || !at) continue;
      report({
        at: at.span,
        message: 'never',
        data: { container: container.label, kind },
        certainty: 'likely',
        container: container.label,
        fixes: () => toNativeSidecar(pod, container),
      });
    }
  },
});

function neverEnds({ facts }: LinkedContainer): boolean {
  return facts.commands.ends === 'no';
}

/** Istio's agent, the Cloud SQL proxy and others end when they are asked to at such a path. */
function tellsToEnd({ container }: LinkedContainer): boolean {
  return [...(container.command ?? []), ...(container.args ?? [])].some(({ value }) =>
    /quitquitquit|\/shutdown\b/.test(value),
  );
}
