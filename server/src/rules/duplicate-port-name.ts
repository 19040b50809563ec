import type { LinkedContainer } from '../analysis/linked.ts';
import type { LocatedText } from '../kubernetes/located.ts';
import { quoted } from './messages.ts';
import { lateness } from './refusal.ts';
import { defineRule } from './rule.ts';

export const duplicatePortName = defineRule({
  meta: {
    id: 'duplicate-port-name',
    severity: 'error',
    summary: 'Two ports have the same name',
    why: 'The API server refuses two ports of one container with the same name. In two containers of a pod it accepts them with a warning: a Service that sends to the name reaches only the first container that has it, while each probe looks in its own container.',
    source: 'https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports',
    fix: 'none',
    messages: {
      container: '"{container}" has two ports with the name "{name}".{late}',
      pod: 'The port name "{name}" is also used by {others}: a Service that sends to it reaches only "{first}".',
    },
  },
  checkPod(pod, report) {
    for (const container of pod.containers) {
      const firsts = new Map<string, LocatedText>();
      for (const name of namesOf(container)) {
        const first = firsts.get(name.value);
        if (!first) {
          firsts.set(name.value, name);
          continue;
        }
        report({
          at: name.span,
          message: 'container',
          data: { container: container.label, name: name.value, late: lateness(pod) },
          certainty: 'certain',
          related: [
            {
              document: pod.document,
              span: first.span,
              message: `The first port with the name "${name.value}"`,
            },
          ],
        });
      }
    }
    for (const [name, holders] of sharedNames(pod.containers)) {
      const [first] = byService(holders);
      for (const { container, at } of holders) {
        const others = holders.filter((other) => other.container !== container);
        report({
          at: at.span,
          message: 'pod',
          data: {
            name,
            others: quoted(others.map((other) => other.container.label)),
            first: first?.container.label ?? '',
          },
          certainty: 'possible',
          container: container.label,
          related: others.map((other) => ({
            document: pod.document,
            span: other.at.span,
            message: `"${other.container.label}" uses the name here`,
          })),
        });
      }
    }
  },
});

interface Holder {
  readonly container: LinkedContainer;
  readonly at: LocatedText;
}

function namesOf({ container }: LinkedContainer): readonly LocatedText[] {
  return container.ports.flatMap(({ name }) => name ?? []);
}

/** Names that several containers use, plain init containers left out: no Service ever reaches those. */
function sharedNames(
  containers: readonly LinkedContainer[],
): readonly (readonly [string, readonly Holder[]])[] {
  const holders = new Map<string, Holder[]>();
  for (const container of containers) {
    if (container.container.role === 'init') continue;
    const seen = new Set<string>();
    for (const at of namesOf(container)) {
      if (seen.has(at.value)) continue;
      seen.add(at.value);
      const known = holders.get(at.value) ?? [];
      known.push({ container, at });
      holders.set(at.value, known);
    }
  }
  return [...holders].filter(([, list]) => list.length > 1);
}

/** As a Service looks for a name: main containers first, then sidecars (pkg/api/v1/pod FindPort, v1.32). */
function byService(holders: readonly Holder[]): readonly Holder[] {
  const isMain = ({ container }: Holder): boolean => container.container.role === 'main';
  return [...holders.filter(isMain), ...holders.filter((holder) => !isMain(holder))];
}
