import type { ProcessFact } from '../commands/facts.ts';
import { spanOfTraced } from '../yaml/scalar-position.ts';
import { quoted } from './messages.ts';
import { defineRule } from './rule.ts';

export const multipleProcesses = defineRule({
  meta: {
    id: 'multiple-processes',
    severity: 'hint',
    summary: 'A container starts several long-running processes',
    why: 'Kubernetes watches, restarts and logs one process for each container. When one of several ends, nobody sees it, and their output is mixed. Containers of one pod share network and volumes, so each process can have its own.',
    source:
      'https://kubernetes.io/docs/concepts/workloads/pods/#how-pods-manage-multiple-containers',
    fix: 'none',
    messages: {
      several:
        '"{container}" runs {programs} side by side: when one of them ends, Kubernetes neither notices nor restarts it.',
    },
  },
  checkPod(pod, report) {
    for (const container of pod.containers) {
      // It is over when its first process is.
      if (container.container.role === 'init') continue;
      const { processes } = container.facts.commands;
      const lasting = processes.filter(
        (process) =>
          process.certainty !== 'possible' &&
          (process.longRunning === 'yes' ||
            (process.background && process.longRunning === 'unknown')),
      );
      const background = lasting.find((process) => process.background);
      const at = background && spanOfTraced(pod.document.yaml, background.text);
      if (lasting.length < 2 || !at) continue;
      report({
        at,
        message: 'several',
        data: {
          container: container.label,
          programs: namesOf(lasting),
        },
        certainty: 'likely',
        container: container.label,
      });
    }
  },
});

function namesOf(processes: readonly ProcessFact[]): string {
  const names = [...new Set(processes.map(({ program }) => program))];
  return names.length === 1 ? `${quoted(names)} ${processes.length} times` : quoted(names);
}
