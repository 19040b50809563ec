import type { DocumentFacts, Place } from '../analysis/facts.ts';
import type { Connection, FromPod } from '../analysis/connections.ts';
import { containerLabel, resourceLabel } from '../analysis/labels.ts';
import type { LinkedContainer, LinkedPod, SelectingService } from '../analysis/linked.ts';
import type { Problem } from '../rules/rule.ts';
import { targetPortOf } from '../kubernetes/defaults.ts';
import { identityOf } from '../kubernetes/model.ts';
import type { ServicePort } from '../kubernetes/model.ts';
import { touches } from '../text/span.ts';
import { containerParts } from './pod-map-container.ts';
import { ingressesTo, ingressPart } from './pod-map-ingresses.ts';
import type { LeadingIngress } from './pod-map-ingresses.ts';
import { namespacesOf } from './pod-map-namespaces.ts';
import { addressWords, copiesWords, hostnameWords } from './pod-map-words.ts';
import type { MapProblem, MapService, PodMap } from './pod-map-model.ts';
import { MapParts } from './pod-map-parts.ts';
import { reachOf } from './pod-map-reach.ts';
import { volumeParts } from './pod-map-volumes.ts';
import type { Project } from './project.ts';
import type { SourceFile } from '../analysis/source-file.ts';
import type { Snapshot } from '../analysis/workspace.ts';
import { firstKeyOf } from '../yaml/node.ts';

/** A map, and where each of its parts is written. */
export interface PlacedMap {
  readonly map: PodMap;
  readonly places: ReadonlyMap<string, Place>;
}

/** What a map is made from: the manifests, and what is wrong in each document of theirs. */
export interface MapSources {
  readonly snapshot: Snapshot;
  readonly problemsIn: (document: DocumentFacts) => readonly Problem[];
}

export function sourcesOf(project: Project): MapSources {
  const { snapshot } = project;
  return {
    snapshot,
    problemsIn: (document) => {
      const home = snapshot.locate(document);
      return (home && project.problemsOf(home.file)[home.index]) ?? [];
    },
  };
}

/** All pods of a file, in their order. */
export function podsIn(snapshot: Snapshot, file: SourceFile): readonly LinkedPod[] {
  return file.documents
    .filter(({ pods }) => pods.length > 0)
    .flatMap((document) => snapshot.link(document).pods);
}

/** The same for a pod for as long as kind, namespace and name are. */
export function podId({ facts: { resource } }: LinkedPod): string {
  const { kind, namespace } = resource;
  return `${kind.value}/${namespace?.value ?? ''}/${resourceLabel(resource)}`;
}

/**
 * The pod that somebody at an offset of a document looks at: the one that stands there; else the one that was looked
 * at before, by its id; else the file's first.
 */
export function podLookedAt(
  pods: readonly LinkedPod[],
  at: { readonly document: LinkedPod['document'] | undefined; readonly offset: number } | undefined,
  before: string | undefined,
): LinkedPod | undefined {
  const here = pods.find(
    ({ document, facts }) =>
      document === at?.document && touches(facts.resource.node.span, at.offset),
  );
  return here ?? pods.find((pod) => podId(pod) === before) ?? pods[0];
}

/** The container that an offset of the pod's document lies in, by its id in the map. */
export function partAt(pod: LinkedPod, { places }: PlacedMap, offset: number): string | undefined {
  const container = pod.containers.find(({ container: { node } }) => touches(node.span, offset));
  if (!container) return undefined;
  const at = containerPlace(container, pod).span;
  return [...places].find(
    ([id, place]) =>
      id.startsWith('container:') &&
      place.document === pod.document &&
      place.span.start === at.start,
  )?.[0];
}

/** Everything that the picture of a pod shows. */
export function podMap(sources: MapSources, pod: LinkedPod): PlacedMap {
  const { facts, document } = pod;
  const { resource } = facts;
  const parts = new MapParts();
  const id = parts.add('pod', { document, span: identityOf(resource) }, resource.node.span);
  const volumes = volumeParts(pod, parts);
  const own = pod.containers.map((container) =>
    containerParts(container, containerPlace(container, pod), pod, { parts, volumes }),
  );
  const containers = own.map((make) => make());
  const portIds = new Map<ServicePort, string>();
  const services = pod.services.map((service) => servicePart(service, pod, { parts, portIds }));
  const ingresses = ingressesTo(sources.snapshot, pod);
  const map: PodMap = {
    id: podId(pod),
    kind: resource.kind.value,
    name: resourceLabel(resource),
    namespace: resource.namespace?.value,
    copies: copiesWords(facts),
    address: addressWords(facts),
    hostname: hostnameWords(facts),
    namespaces: namespacesOf(pod, parts),
    containers,
    volumes: volumes.map(({ part }) => part),
    services,
    ingresses: ingresses.map((ingress) => ingressPart(ingress, parts, (port) => portIds.get(port))),
    problems: problemsOf(sources, pod, ingresses).flatMap(
      (problem): MapProblem | [] => parts.problem(problem, id) ?? [],
    ),
  };
  return { map, places: parts.places };
}

function containerPlace({ container }: LinkedContainer, { document }: LinkedPod): Place {
  return { document, span: container.name?.span ?? firstKeyOf(container.node) };
}

interface ServiceParts {
  readonly parts: MapParts;
  /** Takes the part of each port. */
  readonly portIds: Map<ServicePort, string>;
}

function servicePart(
  selecting: SelectingService,
  pod: LinkedPod,
  { parts, portIds }: ServiceParts,
): MapService {
  const { document, resource, service } = selecting;
  const name = resource.name?.value ?? 'Service';
  const id = parts.add(
    `service:${name}`,
    { document, span: identityOf(resource) },
    resource.node.span,
  );
  const ports = pod.connections.fromServices
    .filter(({ from }) => from.service === selecting)
    .map((connection) => {
      const { port } = connection.from;
      const number = String(port.port?.value ?? '?');
      const portId = parts.add(`${id}:${number}`, connection.place, port.node.span);
      portIds.set(port, portId);
      return {
        id: portId,
        port: number,
        target: String(targetPortOf(port)?.value ?? number),
        ...reachOf(connection, parts),
      };
    });
  return {
    id,
    name,
    ports,
    callers: service.ports.length === 0 ? [] : callersOf(selecting, pod, parts, id),
  };
}

function callersOf(
  service: SelectingService,
  pod: LinkedPod,
  parts: MapParts,
  serviceId: string,
): MapService['callers'] {
  const calls = pod.connections.fromPods.filter(({ from }) => from.service === service);
  return calls.map((connection: Connection<FromPod>) => {
    const { pod: caller, container, endpoint } = connection.from;
    const kind = caller.resource.kind.value;
    const name = resourceLabel(caller.resource);
    const label = containerLabel(container.container);
    return {
      id: parts.add(`${serviceId}:caller:${kind}/${name}:${label}`, connection.place),
      container: label,
      pod: caller === pod.facts ? 'this pod' : `${kind} ${name}`,
      target: `${endpoint.host}:${endpoint.port ?? ''}`,
      ...reachOf(connection, parts),
    };
  });
}

/** Those of the pod's resource, of the Services that select it, and of the Ingresses that lead to them. */
function problemsOf(
  { problemsIn }: MapSources,
  pod: LinkedPod,
  ingresses: readonly LeadingIngress[],
): readonly Problem[] {
  const own = { document: pod.document, resource: pod.facts.resource };
  return [own, ...pod.services, ...ingresses].flatMap(({ document, resource }) =>
    problemsIn(document).filter(
      (problem) => problem.resource === resource || problem.resource === undefined,
    ),
  );
}
