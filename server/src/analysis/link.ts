import type { Service } from '../kubernetes/model.ts';
import { NEWEST_KUBERNETES } from '../kubernetes/version.ts';
import type { KubernetesVersion } from '../kubernetes/version.ts';
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
    pods: facts.pods.map((pod) => new Linked(pod, scope, settings)),
  };
}

/** A class, since each object that is written down with a getter gets a shape of its own. */
class Linked implements LinkedPod {
  readonly facts: PodFacts;
  readonly document: DocumentFacts;
  readonly scope: ScopeIndex;
  readonly kubernetesVersion: KubernetesVersion;
  readonly containers: readonly LinkedContainer[];
  readonly sockets: LinkedPod['sockets'];
  readonly services: readonly SelectingService[];
  #connections: PodConnections | undefined;

  constructor(facts: PodFacts, scope: ScopeIndex, settings: AnalysisSettings) {
    this.facts = facts;
    this.document = facts.document;
    this.scope = scope;
    this.kubernetesVersion = settings.kubernetesVersion ?? NEWEST_KUBERNETES;
    this.containers = facts.containers.map((container) =>
      linkContainer(container, facts, scope, settings),
    );
    this.sockets = groupBy(
      this.containers.flatMap((container) =>
        container.listeners.map((listener) => ({ container, listener })),
      ),
      ({ listener }) => socketKey(listener.port, listener.protocol),
    );
    const namespace = facts.resource.namespace?.value;
    this.services = selectingServices(scope.servicesFor(namespace, facts.pod.labels));
  }

  get connections(): PodConnections {
    return (this.#connections ??= connectionsOf(this));
  }
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
