import type { DocumentFacts } from '../analysis/facts.ts';
import type { LinkedPod, SelectingService } from '../analysis/linked.ts';
import { withoutAlternatives } from '../analysis/resource-index.ts';
import type { Snapshot } from '../analysis/workspace.ts';
import { identityOf } from '../kubernetes/model.ts';
import type { IngressRoute, Resource, ServicePort } from '../kubernetes/model.ts';
import type { MapIngress, MapRoute } from './pod-map-model.ts';
import type { MapParts } from './pod-map-parts.ts';

/** An Ingress, and those of its routes that lead to a Service of the pod. */
export interface LeadingIngress {
  readonly document: DocumentFacts;
  readonly resource: Resource;
  readonly routes: readonly LeadingRoute[];
}

interface LeadingRoute {
  readonly route: IngressRoute;
  readonly service: SelectingService;
}

/** The Ingresses that lead to the pod's Services, from the nearest of the pod's file and its groups that has any. */
export function ingressesTo(snapshot: Snapshot, pod: LinkedPod): readonly LeadingIngress[] {
  const home = snapshot.locate(pod.document);
  if (!home || pod.services.length === 0) return [];
  const tiers = [
    [home.file.uri],
    ...snapshot.groupsOf(home.file.uri).map(({ members }) => members),
  ];
  for (const uris of tiers) {
    const found = uris.flatMap((uri) =>
      ingressDocuments(snapshot, uri).flatMap((document) => leadingIn(document, pod)),
    );
    if (found.length > 0) return withoutAlternatives(found, ({ resource }) => resource);
  }
  return [];
}

/** Of a file without an Ingress the documents need not be read. */
function ingressDocuments(snapshot: Snapshot, uri: string): readonly DocumentFacts[] {
  const file = snapshot.file(uri);
  return file?.summary.resources.some(({ kind }) => kind === 'Ingress') ? file.documents : [];
}

function leadingIn(document: DocumentFacts, pod: LinkedPod): readonly LeadingIngress[] {
  return document.kubernetes.resources.flatMap((resource) => {
    if (resource.body.type !== 'ingress') return [];
    const routes = resource.body.routes.flatMap((route): LeadingRoute | [] => {
      const service = pod.services.find((one) => leadsTo(resource, route, one));
      return service ? { route, service } : [];
    });
    return routes.length > 0 ? [{ document, resource, routes }] : [];
  });
}

/** An Ingress reaches Services of its own namespace only. */
function leadsTo(ingress: Resource, { service }: IngressRoute, one: SelectingService): boolean {
  const { name, namespace } = one.resource;
  return name?.value === service.value && namespace?.value === ingress.namespace?.value;
}

/** `portId`: the part of a port of a Service. */
export function ingressPart(
  { document, resource, routes }: LeadingIngress,
  parts: MapParts,
  portId: (port: ServicePort) => string | undefined,
): MapIngress {
  const name = resource.name?.value ?? 'Ingress';
  const place = { document, span: identityOf(resource) };
  const id = parts.add(`ingress:${name}`, place, resource.node.span);
  return {
    id,
    name,
    routes: routes.map(({ route, service }): MapRoute => {
      const { host, path, port } = route;
      const from = `${host?.value ?? '*'}${path?.value ?? ''}`;
      const { span } = path ?? host ?? route.service;
      const target = service.service.ports.find((one) => isPort(one, port?.value));
      return {
        id: parts.add(`${id}:${from}`, { document, span }),
        from,
        service: route.service.value,
        port: String(port?.value ?? '?'),
        to: target && portId(target),
      };
    }),
  };
}

function isPort({ name, port }: ServicePort, wanted: number | string | undefined): boolean {
  return wanted !== undefined && (name?.value === wanted || port?.value === wanted);
}
