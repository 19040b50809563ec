import type { Certainty } from '../commands/facts.ts';
import { isFragment, isToBeWritten } from '../kubernetes/fragment.ts';
import type { Resource } from '../kubernetes/model.ts';
import { hasField, mapField } from '../kubernetes/fields.ts';
import type { MissingField } from '../kubernetes/schema-check.ts';
import { rootDefinition } from '../kubernetes/schema.ts';
import { withArticle, wordsFor } from '../kubernetes/schema-words.ts';
import { pairOf } from '../yaml/node.ts';
import { defineRule } from './rule.ts';
import { faultsOf } from './schema-faults.ts';

export const missingField = defineRule({
  meta: {
    id: 'missing-field',
    severity: 'error',
    summary: 'A field that the API requires is absent or empty',
    why: 'The API server refuses a resource that lacks a required field. A StatefulSet is an exception: the pods in it are checked only when they are created, so that it is accepted and stays without pods.',
    source: 'https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/',
    fix: 'none',
    messages: {
      missing: '{place} needs "{field}".',
      late: '{place} needs "{field}". The StatefulSet is accepted, but its pods cannot be created.',
      name: '{place} needs a name.',
      none: 'A pod needs one container at least.',
      noneLate:
        'A pod needs one container at least. The StatefulSet is accepted, but its pods cannot be created.',
    },
  },
  checkDocument(linked, report) {
    const { facts } = linked;
    for (const { resource, fault } of faultsOf(facts, 'missing-field')) {
      if (fault.map.definition === 'Container' && isToBeWritten(fault.map.node)) continue;
      report({
        at: fault.at,
        message: fault.timing === 'applied' ? 'missing' : 'late',
        absent: fault.field === 'selector' ? 'labels' : 'anything',
        certainty: certaintyOf(resource, fault),
        resource,
        data: { place: capitalized(wordsFor(fault.map)), field: fault.field },
      });
    }
    for (const { facts: pod } of linked.pods) {
      const pair = pairOf(pod.pod.spec, 'containers');
      if (pair?.value?.kind !== 'seq' || pair.value.items.length > 0) continue;
      const late = pod.resource.kind.value === 'StatefulSet';
      report({
        at: pair.key.span,
        message: late ? 'noneLate' : 'none',
        absent: 'anything',
        certainty: isFragment(pod.resource) ? 'possible' : 'certain',
        resource: pod.resource,
      });
    }
    for (const resource of facts.kubernetes.resources) {
      if (!lacksName(resource)) continue;
      report({
        at: pairOf(resource.node, 'metadata')?.key.span ?? resource.kind.span,
        message: 'name',
        absent: 'anything',
        certainty: isFragment(resource) ? 'possible' : 'certain',
        resource,
        data: { place: capitalized(withArticle(resource.kind.value)) },
      });
    }
  },
});

/** A template without containers is more often a patch than a slip. */
function certaintyOf(resource: Resource, { map, field }: MissingField): Certainty {
  if (isFragment(resource)) return 'possible';
  return map.definition === 'PodSpec' && field === 'containers' && map.parent?.map.parent
    ? 'likely'
    : 'certain';
}

/** `metadata.name: Required value: name or generateName is required` (ValidateObjectMeta, apimachinery). */
function lacksName(resource: Resource): boolean {
  if (rootDefinition(resource.apiVersion?.value ?? '', resource.kind.value) === undefined)
    return false;
  if (resource.kind.value === 'List') return false;
  const metadata = pairOf(resource.node, 'metadata');
  if (metadata?.value && metadata.value.kind !== 'map') return false;
  const map = mapField(resource.node, 'metadata');
  return !map || (!hasField(map, 'name') && !hasField(map, 'generateName'));
}

function capitalized(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
