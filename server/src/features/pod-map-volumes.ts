import type { LinkedPod } from '../analysis/linked.ts';
import type { Volume } from '../kubernetes/model.ts';
import type { MapVolume } from './pod-map-model.ts';
import type { MapParts } from './pod-map-parts.ts';

export interface VolumePart {
  readonly part: MapVolume;
  readonly name: string;
}

/** The volumes of the pod, then those that its workload claims for it. */
export function volumeParts(pod: LinkedPod, parts: MapParts): readonly VolumePart[] {
  const { document } = pod;
  const declared = pod.facts.pod.volumes.flatMap((volume) => {
    const name = volume.name?.value;
    if (volume.name === undefined || name === undefined) return [];
    const place = { document, span: volume.name.span };
    const id = parts.add(`volume:${name}`, place, volume.node.span);
    return [{ name, part: { id, name, source: sourceWords(volume) } }];
  });
  const claimed = pod.facts.workload.volumeClaimTemplates.flatMap(({ name, node }) => {
    if (!name) return [];
    const id = parts.add(`volume:${name.value}`, { document, span: name.span }, node.span);
    return [{ name: name.value, part: { id, name: name.value, source: 'a claim for each pod' } }];
  });
  return [...declared, ...claimed];
}

function sourceWords({ source }: Volume): string {
  switch (source.type) {
    case 'emptyDir':
      return 'emptyDir, empty at first';
    case 'hostPath':
      return `the node's ${source.path?.value ?? 'directory'}`;
    case 'configMap':
      return `ConfigMap ${source.name?.value ?? ''}`;
    case 'secret':
      return `Secret ${source.name?.value ?? ''}`;
    case 'persistentVolumeClaim':
      return `claim ${source.claimName?.value ?? ''}`;
    case 'projected':
    case 'downwardAPI':
    case 'image':
      return source.type;
    case 'other':
      return source.field;
  }
}
