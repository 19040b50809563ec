import type { Indexed } from '../analysis/scope-index.ts';
import type { IngressRoute, Service, ServicePort } from '../kubernetes/model.ts';
import { identityOf } from '../kubernetes/model.ts';
import { isFilledInPort } from '../kubernetes/placeholder.ts';
import { nearest } from '../text/nearest.ts';
import { fixOf, setValue } from './edits.ts';
import { defineRule } from './rule.ts';

export const ingressPortNotFound = defineRule({
  meta: {
    id: 'ingress-port-not-found',
    severity: 'warning',
    summary: 'An Ingress sends to a port that the Service does not have',
    why: 'A backend names a port of the Service, by its number or its name; the `port`, and not the `targetPort` behind it. The API server accepts any other, and the controller answers requests with an error. Where the number is that of a `targetPort`, Podspace is silent, as some controllers take it.',
    source:
      'https://kubernetes.io/docs/reference/kubernetes-api/service-resources/ingress-v1/#IngressBackend',
    fix: 'unsafe',
    messages: { missing: 'The Service "{service}" has no port {port}, only {ports}.' },
  },
  checkDocument(document, report) {
    for (const resource of document.facts.kubernetes.resources) {
      if (resource.body.type !== 'ingress') continue;
      for (const route of resource.body.routes) {
        const found = document.scope.service(resource.namespace?.value, route.service.value);
        if (!found || !route.port || !isMissing(route.port.value, found)) continue;
        const { port, service } = route;
        const { ports } = found.value;
        report({
          at: port.span,
          message: 'missing',
          certainty: 'certain',
          absent: 'anything',
          resource,
          data: {
            service: service.value,
            port: typeof port.value === 'number' ? port.value : `named "${port.value}"`,
            ports: ports.map(wordsFor).join(', '),
          },
          related: [
            {
              document: found.document,
              span: identityOf(found.resource),
              message: 'The Ingress sends to this Service',
            },
          ],
          fixes: () => {
            const meant = meantBy(port, ports);
            return meant === undefined
              ? []
              : fixOf(`Send to the port ${wordsFor(meant.port)}`, false, [
                  setValue(document.facts, port, meant.value),
                ]);
          },
        });
      }
    }
  },
});

/**
 * A Service without ports, or for a name outside of the cluster, says nothing of them. The AWS controller has a word of
 * its own for what annotations describe: https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/
 */
function isMissing(port: number | string, { value }: Indexed<Service>): boolean {
  const { ports, serviceType } = value;
  if (ports.length === 0 || serviceType?.value === 'ExternalName') return false;
  if (ports.some((one) => !one.port && !one.name)) return false;
  if (port === 'use-annotation' || isFilledInPort(String(port))) return false;
  return !ports.some((one) =>
    [one.port?.value, one.name?.value, one.targetPort?.value].some((own) => own === port),
  );
}

/** The only port, or the one whose name is like it; what replaces the value where it is of the same type. */
function meantBy(
  { value }: NonNullable<IngressRoute['port']>,
  ports: readonly ServicePort[],
): { readonly port: ServicePort; readonly value: string | number } | undefined {
  const names = ports.flatMap(({ name }) => name?.value ?? []);
  const like = typeof value === 'string' ? nearest(value, names) : undefined;
  const port =
    ports.length === 1 ? ports[0] : ports.find(({ name }) => name && name.value === like);
  const own = typeof value === 'number' ? port?.port?.value : port?.name?.value;
  return port && own !== undefined ? { port, value: own } : undefined;
}

function wordsFor({ port, name }: ServicePort): string {
  if (!port) return `"${name?.value ?? ''}"`;
  return name ? `${port.value} ("${name.value}")` : String(port.value);
}
