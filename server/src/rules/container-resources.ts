import type { LinkedPod } from '../analysis/linked.ts';
import { mapField } from '../kubernetes/fields.ts';
import type { Container } from '../kubernetes/model.ts';
import { readQuantity } from '../kubernetes/quantity.ts';
import type { YamlMap, YamlScalar } from '../yaml/node.ts';

/** An amount of a resource that a container asks for or is limited to. */
export interface Amount {
  readonly resource: string;
  readonly key: YamlScalar;
  readonly scalar: YamlScalar;
  readonly amount: number;
}

/** What a container's `resources` say; amounts that are none are left out. */
export function amountsOf(container: Container, list: 'requests' | 'limits'): readonly Amount[] {
  const resources = mapField(container.node, 'resources');
  return resources ? amountsIn(mapField(resources, list)) : [];
}

/** What the pod's own `resources` say. */
export function podAmountsOf(pod: LinkedPod, list: 'requests' | 'limits'): readonly Amount[] {
  const resources = mapField(pod.facts.pod.spec, 'resources');
  return resources ? amountsIn(mapField(resources, list)) : [];
}

/** The amounts of a map from resources to quantities. */
export function amountsIn(map: YamlMap | undefined): readonly Amount[] {
  return (map?.pairs ?? []).flatMap(({ key, value }) => {
    if (value?.kind !== 'scalar') return [];
    const written = value.value;
    const amount =
      typeof written === 'string' || typeof written === 'number'
        ? readQuantity(written)
        : undefined;
    return amount === undefined ? [] : [{ resource: key.text, key, scalar: value, amount }];
  });
}

/** Whether a resource can be promised more than once: those with a domain and huge pages cannot. */
export function isOvercommittable(resource: string): boolean {
  return !resource.startsWith('hugepages-') && !isExtended(resource);
}

/** A resource of a device plugin: it has a domain, which is not Kubernetes' own. */
export function isExtended(resource: string): boolean {
  const slash = resource.indexOf('/');
  return slash > 0 && !/(?:^|\.)kubernetes\.io$/.test(resource.slice(0, slash));
}
