import type { Service } from '../kubernetes/model.ts';
import type { Indexed, ScopeIndex } from './scope-index.ts';

/** The names of a host under which a Service may be meant, in the cluster's DNS. */
interface ServiceName {
  readonly name: string;
  /** Absent: the client's own. */
  readonly namespace?: string;
}

/**
 * The Service of the scope that a client in a namespace means by a host name.
 *
 * Manifests that leave their namespace to whoever applies them are meant by a name with one too, where `svc` says
 * that it is a cluster's name.
 */
export function serviceNamed(
  host: string,
  namespace: string | undefined,
  scope: ScopeIndex,
): Indexed<Service> | undefined {
  for (const meant of serviceNames(host)) {
    const found = scope.service(meant.namespace ?? namespace, meant.name);
    if (found) return found;
    const placeless = namespace === undefined && /\.svc\b/.test(host);
    const open = placeless ? scope.service(undefined, meant.name) : undefined;
    if (open) return open;
  }
  return undefined;
}

/**
 * `name`, `name.namespace`, `name.namespace.svc…`; and for a pod of a headless Service `pod.name`,
 * `pod.name.namespace`, `pod.name.namespace.svc…`. The likelier first.
 * https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/
 */
export function serviceNames(host: string): readonly ServiceName[] {
  const labels = host.toLowerCase().replace(/\.$/, '').split('.');
  const end = labels.indexOf('svc', 2);
  const [first = '', second, third, ...more] = end < 0 ? labels : labels.slice(0, end);
  if (!labels.every((label) => LABEL.test(label)) || more.length > 0) return [];
  if (second === undefined) return [{ name: first }];
  if (third !== undefined) return [{ name: second, namespace: third }];
  const named: ServiceName = { name: first, namespace: second };
  return end < 0 ? [named, { name: second }] : [named];
}

/** A label of a host name (RFC 1123). */
const LABEL = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/;
