import type { DocumentFacts, PodFacts } from '../../../server/src/analysis/facts.ts';
import type { AnalysisSteps } from '../../../server/src/analysis/steps.ts';
import { readKubernetes } from '../../../server/src/kubernetes/read.ts';
import { readStream } from '../../../server/src/yaml/read-stream.ts';

/** How often each step was taken. */
export interface Counts {
  facts: number;
  links: number;
}

/** Reads documents for real, and links a pod to the ConfigMaps, Services and pods that it asks for. */
export function countingSteps(counts: Counts = { facts: 0, links: 0 }): AnalysisSteps {
  return {
    readStream,
    readFacts(chunk, reading) {
      counts.facts++;
      const kubernetes = readKubernetes(chunk, reading);
      const pods: PodFacts[] = [];
      const facts: DocumentFacts = {
        chunk,
        yaml: chunk.document,
        kubernetes,
        pods,
        remembered: new Map(),
      };
      for (const resource of kubernetes.resources) {
        if (resource.body.type !== 'workload') continue;
        const { workload } = resource.body;
        pods.push({ document: facts, resource, workload, pod: workload.pod, containers: [] });
      }
      return facts;
    },
    linkDocument(facts, { scope, settings, completions }) {
      counts.links++;
      for (const { resource, pod } of facts.pods) {
        const namespace = resource.namespace?.value;
        scope.servicesFor(namespace, pod.labels);
        for (const { source } of pod.volumes)
          if (source.type === 'configMap' && source.name)
            scope.configMap(namespace, source.name.value);
      }
      return { facts, pods: [], kubernetesVersion: 36, scope, settings, completions };
    },
  };
}
