import type { LinkedContainer, LinkedPod } from '../analysis/linked.ts';
import type { Located } from '../kubernetes/located.ts';
import type { Handler } from '../kubernetes/model.ts';
import { isFilledInPort, mayBeSame } from '../kubernetes/placeholder.ts';
import { nearest } from '../text/nearest.ts';
import { replaceValue } from '../yaml/edit.ts';
import { fixOf, inDocument } from './edits.ts';
import { quoted } from './messages.ts';
import { defineRule } from './rule.ts';
import type { Fix } from './rule.ts';

export const probePortNotFound = defineRule({
  meta: {
    id: 'probe-port-not-found',
    severity: 'error',
    summary: 'A probe or hook names a port that its container does not declare',
    why: 'The kubelet looks for the name among the ports of the container that the probe belongs to, and of no other. The API server does not check it. A readiness or startup probe then never passes, and a `postStart` hook that fails takes its container with it; of a liveness probe the kubelet throws such a result away, so it watches over nothing.',
    source:
      'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#use-a-named-port',
    fix: 'unsafe',
    messages: {
      none: '"{container}" declares no port named "{name}": this {field} {outcome}.',
      other: '"{container}" declares no port named "{name}", only {names}: this {field} {outcome}.',
      sibling:
        'The port "{name}" belongs to "{sibling}": the {field} of "{container}" does not find it and {outcome}. By its number, {port}, it would.',
    },
  },
  checkPod(pod, report) {
    for (const container of pod.containers) {
      for (const { field, action } of container.container.handlers) {
        if (!action || action.type === 'exec' || action.type === 'sleep') continue;
        const name = action.port?.value;
        if (!action.port || typeof name !== 'string' || declares(container, name)) continue;
        const at = action.port;
        const sibling = pod.containers.find((other) => declares(other, name));
        const port = sibling && portNamed(sibling, name);
        const names = namesOf(container);
        report({
          at: at.span,
          message: port === undefined ? (names.length === 0 ? 'none' : 'other') : 'sibling',
          data: {
            container: container.label,
            name,
            field,
            names: quoted(names),
            sibling: sibling?.label ?? '',
            port: port ?? '',
            outcome: OUTCOMES[field],
          },
          absent: 'anything',
          certainty: 'certain',
          // The pod works, unwatched (worker.go and prober.go of pkg/kubelet/prober, v1.32).
          ...(field === 'livenessProbe' || field === 'preStop' ? { severity: 'warning' } : {}),
          container: container.label,
          fixes: () => fixes(pod, container, at, port),
        });
      }
    }
  },
});

const OUTCOMES: Readonly<Record<Handler['field'], string>> = {
  livenessProbe: 'watches over nothing',
  readinessProbe: 'never passes',
  startupProbe: 'never passes',
  postStart: 'always fails',
  preStop: 'always fails',
};

/** A string of digits is taken for the number (pkg/probe/util.go ResolveContainerPort, v1.32). */
function declares(container: LinkedContainer, name: string): boolean {
  if (/^\d+$/.test(name) || isFilledInPort(name)) return true;
  return namesOf(container).some((other) => mayBeSame(name, other));
}

function namesOf({ container }: LinkedContainer): readonly string[] {
  return container.ports.flatMap(({ name }) => name?.value ?? []);
}

function portNamed({ container }: LinkedContainer, wanted: string): number | undefined {
  return container.ports.find(({ name }) => name?.value === wanted)?.containerPort?.value;
}

function fixes(
  pod: LinkedPod,
  container: LinkedContainer,
  at: Located<number | string>,
  siblingPort: number | undefined,
): readonly Fix[] {
  const { document } = pod;
  if (siblingPort !== undefined) {
    return fixOf(`Use the port's number, ${siblingPort}`, false, [
      inDocument(document, replaceValue(document.yaml, at.node, siblingPort)),
    ]);
  }
  const names = namesOf(container);
  const meant = nearest(String(at.value), names) ?? (names.length === 1 ? names[0] : undefined);
  if (meant === undefined) return [];
  return fixOf(`Use the port "${meant}"`, false, [
    inDocument(document, replaceValue(document.yaml, at.node, meant)),
  ]);
}
