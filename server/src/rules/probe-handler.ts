import { hasField, mapField } from '../kubernetes/fields.ts';
import { pairOf } from '../yaml/node.ts';
import type { YamlMap, YamlPair } from '../yaml/node.ts';
import { isFragment } from '../kubernetes/fragment.ts';
import { VALIDATION, withConsequence } from './refusal.ts';
import { defineRule } from './rule.ts';

const HANDLERS = ['exec', 'httpGet', 'tcpSocket', 'grpc'] as const;
const HOOK_HANDLERS = ['exec', 'httpGet', 'tcpSocket', 'sleep'] as const;

export const probeHandler = defineRule({
  meta: {
    id: 'probe-handler',
    severity: 'error',
    summary: 'A probe or a lifecycle hook has no way to ask, or several',
    why: 'A probe asks in exactly one way: `exec`, `httpGet`, `tcpSocket` or `grpc`; a hook by `exec`, `httpGet` or `sleep`.',
    source: VALIDATION,
    fix: 'none',
    messages: {
      none: '"{field}" has to say what to do: one of {handlers}. {consequence}',
      command: '"{field}" runs no command: the list is empty. {consequence}',
      several: '"{field}" has "{first}" already, and can do one thing only. {consequence}',
    },
  },
  checkPod(pod, report) {
    for (const { container } of pod.containers) {
      for (const { field, pair } of container.handlers) {
        if (pair.value?.kind !== 'map') continue;
        const known = field === 'postStart' || field === 'preStop' ? HOOK_HANDLERS : HANDLERS;
        const [first, ...rest] = written(pair.value, known);
        if (!first) {
          report({
            at: pair.key.span,
            message: 'none',
            absent: 'anything',
            certainty: isFragment(pod.facts.resource) ? 'possible' : 'certain',
            data: withConsequence(pod, { field, handlers: known.join(', ') }),
          });
        }
        const exec = mapField(pair.value, 'exec');
        const command = exec && pairOf(exec, 'command');
        if (command?.value?.kind === 'seq' && command.value.items.length === 0) {
          report({
            at: command.key.span,
            message: 'command',
            absent: 'anything',
            certainty: isFragment(pod.facts.resource) ? 'possible' : 'certain',
            data: withConsequence(pod, { field }),
          });
        }
        for (const { key } of rest) {
          report({
            at: key.span,
            message: 'several',
            certainty: 'certain',
            data: withConsequence(pod, { field, first: first?.key.text ?? '' }),
          });
        }
      }
    }
  },
});

/** The handlers that have a value; an empty one is no handler. */
function written(map: YamlMap, known: readonly string[]): readonly YamlPair[] {
  return known
    .filter((handler) => hasField(map, handler))
    .flatMap((handler) =>
      map.pairs.filter((pair) => pair.key.text === handler && pair.value?.kind === 'map'),
    )
    .sort((a, b) => a.key.span.start - b.key.span.start);
}
