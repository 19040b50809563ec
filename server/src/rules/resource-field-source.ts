import type { LinkedPod } from '../analysis/linked.ts';
import { mapField, mapItems, textField } from '../kubernetes/fields.ts';
import { holdsPlaceholder } from '../kubernetes/placeholder.ts';
import { readQuantity } from '../kubernetes/quantity.ts';
import type { YamlMap } from '../yaml/node.ts';
import { pairOf } from '../yaml/node.ts';
import { quoted } from './messages.ts';
import { VALIDATION, withConsequence } from './refusal.ts';
import { defineRule } from './rule.ts';

export const resourceFieldSource = defineRule({
  meta: {
    id: 'resource-field-source',
    severity: 'error',
    summary:
      'An amount of resources is read from no container, or in a unit that it is not told in',
    why: 'A `resourceFieldRef` tells a container its own requests and limits, or those of the one that `containerName` names. A file is nobody’s own, so that there the name is needed. The kubelet looks for the container when it starts one. The `divisor` is the unit: 1 or 1m of cpu, and powers of 1000 or 1024 of the others.',
    source: VALIDATION,
    fix: 'none',
    messages: {
      absent:
        'A file needs the "containerName" of the container whose resources it tells. {consequence}',
      unknown:
        'The pod has no container "{name}", only {names}. The API server takes this, but the container cannot be started.',
      unknownFile:
        'The pod has no container "{name}", only {names}. The API server takes this, but the volume cannot be set up, and the pod does not start.',
      divisor: 'The divisor of {resource} can be {units}. {consequence}',
    },
  },
  checkPod(pod, report) {
    const names = pod.containers.flatMap(({ container }) => container.name?.value ?? []);
    for (const { map, isFile } of sourcesOf(pod)) {
      const name = textField(map, 'containerName');
      const resource = textField(map, 'resource');
      if (isFile && (name?.value ?? '') === '') {
        const at = (pairOf(map, 'containerName')?.key ?? map.pairs[0]?.key ?? map).span;
        report({
          at,
          message: 'absent',
          absent: 'anything',
          certainty: 'certain',
          data: withConsequence(pod),
        });
      }
      if (
        name &&
        name.value !== '' &&
        names.length === pod.containers.length &&
        !names.includes(name.value) &&
        ![name.value, ...names].some(holdsPlaceholder)
      ) {
        report({
          at: name.span,
          message: isFile ? 'unknownFile' : 'unknown',
          absent: 'anything',
          certainty: 'certain',
          data: { name: name.value, names: quoted(names) },
        });
      }
      const divisor = pairOf(map, 'divisor')?.value;
      if (!resource || divisor?.kind !== 'scalar' || isUnit(resource.value, divisor.value))
        continue;
      report({
        at: divisor.span,
        message: 'divisor',
        certainty: 'certain',
        data: withConsequence(pod, {
          resource: resource.value,
          units: isCpu(resource.value) ? '1 or 1m' : '1, or a unit such as 1M or 1Mi',
        }),
      });
    }
  },
});

interface Source {
  readonly map: YamlMap;
  readonly isFile: boolean;
}

function* sourcesOf({ containers, facts }: LinkedPod): Generator<Source> {
  for (const { container } of containers) {
    for (const { node } of container.env) {
      const from = mapField(node, 'valueFrom');
      const map = from && mapField(from, 'resourceFieldRef');
      if (map) yield { map, isFile: false };
    }
  }
  for (const { node } of facts.pod.volumes) {
    const projected = mapField(node, 'projected');
    for (const holder of [node, ...(projected ? mapItems(projected, 'sources') : [])]) {
      const downward = mapField(holder, 'downwardAPI');
      for (const item of downward ? mapItems(downward, 'items') : []) {
        const map = mapField(item, 'resourceFieldRef');
        if (map) yield { map, isFile: true };
      }
    }
  }
}

function isCpu(resource: string): boolean {
  return resource.endsWith('.cpu');
}

/** validateContainerResourceDivisor; zero is the same as absent, and what is no quantity another rule says. */
function isUnit(resource: string, written: unknown): boolean {
  if (typeof written !== 'string' && typeof written !== 'number') return true;
  const amount = readQuantity(written);
  if (amount === undefined || amount === 0) return true;
  if (isCpu(resource)) return amount === 1 || Math.abs(amount - 0.001) < 1e-9;
  return UNITS.includes(amount);
}

const POWERS = [0, 1, 2, 3, 4, 5, 6];
const UNITS = POWERS.flatMap((power) => [1000 ** power, 1024 ** power]);
