import type { YamlMap } from '../yaml/node.ts';
import { pairOf } from '../yaml/node.ts';
import { hasField, mapField, mapItems } from './fields.ts';
import { templatePath } from './kinds.ts';
import type { Resource } from './model.ts';

const SELECTING = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet']);

/**
 * Whether a resource looks like a part of one, which another tool completes: a patch or a base of Kustomize, which
 * puts in labels and selectors; the Pod of a Jenkins agent, which has no name; what a test asserts of a resource. What
 * is absent from such a part is likely written elsewhere.
 */
export function isFragment(resource: Resource): boolean {
  const { node, kind } = resource;
  const group = resource.apiVersion?.value ?? '';
  const path = templatePath(group, kind.value);
  if (!path) return hasField(node, 'status') && !hasField(node, 'spec');
  const spec = mapField(node, 'spec');
  if (!spec) return true;
  if (isExpectation(resource)) return true;
  if (path.length === 0) return !isNamed(resource);
  if (!SELECTING.has(kind.value)) return false;
  const template = mapField(spec, 'template');
  const metadata = template && mapField(template, 'metadata');
  return !metadata || !hasField(metadata, 'labels');
}

function isNamed({ node }: Resource): boolean {
  const metadata = mapField(node, 'metadata');
  return (
    metadata !== undefined && (hasField(metadata, 'name') || hasField(metadata, 'generateName'))
  );
}

/**
 * Whether a resource is what a test expects of one, or a patch, so that nothing that it lacks is a fault. A pod without
 * images is nothing that could be applied: it is part of one where its file's address says so, or where the resource
 * has a status, which only the cluster writes. So does an owner whose `uid`, another one in each cluster, is left out.
 */
export function isExpectation({ node, role, body }: Resource): boolean {
  if (role === 'expectation' || hasOwnerWithoutUid(node)) return true;
  const isPart = role === 'part';
  if (body.type !== 'workload') return isPart;
  if (!isPart && !hasField(node, 'status')) return false;
  const containers = mapItems(body.workload.pod.spec, 'containers');
  return !containers.some((container) => hasField(container, 'image'));
}

/**
 * Whether a key is an expression, which a test of Chainsaw compares with the value: `(length(spec.containers))`,
 * `(status.phase)->phase`, `~.(name)`. No field of the API has such a name.
 * https://kyverno.github.io/kyverno-json/latest/policies/asserts/
 */
export function isExpressionKey(key: string): boolean {
  return key.includes('(') && /^(?:~\w*\.)?\([^]*\)(?:->\w+)?$/.test(key);
}

/**
 * Whether a container has a name that a person is to replace, `<YOUR-CONTAINER>`: an excerpt, of which the rest is to be
 * written too. A tool that puts names in, as `envsubst` does, adds no fields.
 */
export function isToBeWritten(container: YamlMap): boolean {
  const name = pairOf(container, 'name')?.value;
  return name?.kind === 'scalar' && /^<\w[\w .:/#|-]*>$/.test(name.text);
}

function hasOwnerWithoutUid(node: YamlMap): boolean {
  const metadata = mapField(node, 'metadata');
  if (!metadata) return false;
  return mapItems(metadata, 'ownerReferences').some((owner) => !isWritten(owner, 'uid'));
}

/** Whether a field is there and holds more than nothing, `null` or an empty text. */
function isWritten(map: YamlMap, key: string): boolean {
  const value = pairOf(map, key)?.value;
  return value !== undefined && !(value.kind === 'scalar' && (value.value ?? '') === '');
}
