import type { LinkedContainer, LinkedPod } from '../analysis/linked.ts';
import { programsOf } from '../analysis/processes.ts';
import { sharesProcesses } from '../kubernetes/defaults.ts';
import { insertPair } from '../yaml/edit.ts';
import { spanOfTraced } from '../yaml/scalar-position.ts';
import { fixOf, inDocument } from './edits.ts';
import { defineRule } from './rule.ts';

export const signalAcrossContainers = defineRule({
  meta: {
    id: 'signal-across-containers',
    severity: 'warning',
    summary: 'A container signals or looks up a process of another container',
    why: "Each container has a PID namespace of its own: it neither sees nor reaches the processes of the others, unless the pod sets `shareProcessNamespace: true` (or `hostPID`). With it, a container's program is no longer process 1, and its files are open to the others through /proc.",
    source: 'https://kubernetes.io/docs/tasks/configure-pod-container/share-process-namespace/',
    fix: 'unsafe',
    messages: {
      unseen:
        '"{container}" looks for {target} here, which runs in "{other}": without shareProcessNamespace it sees only its own processes.',
      'pid-file':
        '"{container}" signals {target} here through the file with its process number, but {target} runs in "{other}": neither that file nor that process is in "{container}".',
    },
  },
  checkPod(pod, report) {
    if (sharesProcesses(pod.facts.pod)) return;
    for (const container of pod.containers) {
      const { commands, handlers } = container.facts;
      for (const signal of [commands, ...handlers].flatMap(({ signals }) => signals)) {
        const { target } = signal;
        const at = spanOfTraced(pod.document.yaml, signal.text);
        if (target === undefined || !at || programsOf(container).has(target)) continue;
        const other = pod.containers.find(
          (candidate) => candidate !== container && programsOf(candidate).has(target),
        );
        if (!other) continue;
        report({
          at,
          message: signal.program === 'pid-file' ? 'pid-file' : 'unseen',
          data: { container: container.label, target, other: other.label },
          certainty: signal.certainty,
          container: container.label,
          related: placeOf(other, pod),
          // The file with the number would have to be shared as well.
          fixes: () => (signal.program === 'pid-file' ? [] : fixes(pod)),
        });
      }
    }
  },
});

function placeOf(other: LinkedContainer, pod: LinkedPod) {
  const at = other.container.name ?? other.container.image;
  return at ? [{ document: pod.document, span: at.span, message: `"${other.label}" runs it` }] : [];
}

function fixes(pod: LinkedPod) {
  const { spec, shareProcessNamespace } = pod.facts.pod;
  if (shareProcessNamespace) return [];
  return fixOf(
    'Share one process namespace among the containers (their programs are no longer process 1)',
    false,
    [
      inDocument(
        pod.document,
        insertPair(pod.document.yaml, spec, 'shareProcessNamespace', true, {
          before: 'containers',
        }),
      ),
    ],
  );
}
