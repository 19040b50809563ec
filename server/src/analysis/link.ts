import type { Service } from '../kubernetes/model.ts';
import { NEWEST_KUBERNETES } from '../kubernetes/version.ts';
import { groupBy } from '../text/group-by.ts';
import { configurationOf } from './configuration.ts';
import { connectionsOf } from './connections.ts';
import type { PodConnections } from './connections.ts';
import type { ContainerFacts, DocumentFacts, PodFacts } from './facts.ts';
import { accessesOf } from './file-accesses.ts';
import { containerLabel } from './labels.ts';
import { socketKey } from './linked.ts';
import type { LinkedContainer, LinkedDocument, LinkedPod, SelectingService } from './linked.ts';
import { listenersOf } from './listeners.ts';
import { mountedScripts } from './mounted-scripts.ts';
import { resolveMounts } from './mounts.ts';
import type { Indexed, ScopeIndex } from './scope-index.ts';
import type { AnalysisSettings } from './settings.ts';
import type { Surroundings } from './steps.ts';

/**
 * Works out what depends on other documents of the scope. The result holds for as long as the facts are the same
 * and the scope would answer the same questions in the same way.
 */
export function linkDocument(
  facts: DocumentFacts,
  { scope, settings, completions }: Surroundings,
): LinkedDocument {
  return {
    facts,
    scope,
    settings,
    completions,
    kubernetesVersion: settings.kubernetesVersion ?? NEWEST_KUBERNETES,
    pods: facts.pods.map((pod) => linkPod(pod, scope, settings)),
  };
}

function linkPod(facts: PodFacts, scope: ScopeIndex, settings: AnalysisSettings): LinkedPod {
  const namespace = facts.resource.namespace?.value;
  let connections: PodConnections | undefined;
  const containers = facts.containers.map((container) =>
    linkContainer(container, facts, scope, settings),
  );
  const pod: LinkedPod = {
    facts,
    document: facts.document,
    scope,
    kubernetesVersion: settings.kubernetesVersion ?? NEWEST_KUBERNETES,
    containers,
    sockets: groupBy(
      containers.flatMap((container) =>
        container.listeners.map((listener) => ({ container, listener })),
      ),
      ({ listener }) => socketKey(listener.port, listener.protocol),
    ),
    services: selectingServices(scope.servicesFor(namespace, facts.pod.labels)),
    get connections() {
      return (connections ??= connectionsOf(pod));
    },
  };
  return pod;
}

/** One list for all pods that got the same answer. */
const servicesOf = new WeakMap<readonly Indexed<Service>[], readonly SelectingService[]>();

function selectingServices(found: readonly Indexed<Service>[]): readonly SelectingService[] {
  const known = servicesOf.get(found);
  if (known) return known;
  const services = found.map(({ document, resource, value }) => ({
    document,
    resource,
    service: value,
  }));
  servicesOf.set(found, services);
  return services;
}

function linkContainer(
  facts: ContainerFacts,
  pod: PodFacts,
  scope: ScopeIndex,
  settings: AnalysisSettings,
): LinkedContainer {
  const { container, commands } = facts;
  const mounts = resolveMounts(container, pod.pod, pod.workload);
  const scripts = mountedScripts(facts, mounts, pod.resource, scope);
  const configuration = configurationOf(facts, mounts, pod.resource, scope);
  const { listeners, complete } = listenersOf(
    pod.document,
    facts,
    { configuration, scripts },
    settings,
  );
  return {
    facts,
    container,
    label: containerLabel(container),
    listeners,
    listenersComplete: complete,
    mounts,
    accesses: accessesOf(pod.document, facts, { mounts, scripts }, settings),
    endpoints: commands.connects,
  };
}
