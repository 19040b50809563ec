import { mountedByInjected } from '../analysis/injection.ts';
import type { LinkedPod } from '../analysis/linked.ts';
import { textField, mapField, mapItems } from '../kubernetes/fields.ts';
import { removeItem, removePair } from '../yaml/edit.ts';
import { fixOf, inDocument } from './edits.ts';
import { defineRule } from './rule.ts';
import type { Fix } from './rule.ts';
import type { Volume } from '../kubernetes/model.ts';

export const unusedVolume = defineRule({
  meta: {
    id: 'unused-volume',
    severity: 'information',
    summary: 'A volume is mounted by no container',
    why: 'A volume of the pod that no container mounts is legal and does nothing, but is still made, attached or waited for. Often it is what is left of a change, or a mount has been forgotten.',
    source: 'https://kubernetes.io/docs/concepts/storage/volumes/#how-volumes-work',
    fix: 'unsafe',
    messages: {
      unused: 'No container mounts the volume "{volume}".',
    },
  },
  checkPod(pod, report) {
    const used = usedNames(pod);
    const { volumes } = pod.facts.pod;
    const known = [...volumes, ...pod.facts.workload.volumeClaimTemplates];
    // A mount that names no volume may well mean the one that nobody mounts: that is said at the mount.
    if ([...used].some((name) => !known.some((volume) => volume.name?.value === name))) return;
    for (const volume of volumes) {
      if (!volume.name || used.has(volume.name.value)) continue;
      report({
        at: volume.name.span,
        message: 'unused',
        data: { volume: volume.name.value },
        absent: 'anything',
        certainty: 'certain',
        fixes: () => remove(pod, volume),
      });
    }
  },
});

function usedNames(pod: LinkedPod): ReadonlySet<string> {
  const names = pod.containers.flatMap(({ container }) => [
    ...[...container.mounts, ...container.devices].flatMap(({ name }) => name?.value ?? []),
    ...mapItems(container.node, 'env').flatMap((entry) => {
      // The kubelet itself reads a file of an emptyDir for it.
      const source = mapField(entry, 'valueFrom');
      const file = source && mapField(source, 'fileKeyRef');
      return (file && textField(file, 'volumeName')?.value) ?? [];
    }),
  ]);
  // A service mesh mounts into its own sidecar what an annotation names (sidecar.istio.io/userVolumeMount).
  const noted = pod.facts.pod.annotations.flatMap(({ value }) => value?.value ?? []);
  const words = new Set(noted.flatMap((text) => text.match(/[a-z0-9-]+/g) ?? []));
  const injected = mountedByInjected(pod.facts);
  const mentioned = pod.facts.pod.volumes.flatMap(({ name }) =>
    name && (words.has(name.value) || injected.includes(name.value)) ? name.value : [],
  );
  return new Set([...names, ...mentioned]);
}

function remove(pod: LinkedPod, volume: Volume): readonly Fix[] {
  const { document, pod: spec } = pod.facts;
  if (!spec.volumeList) return [];
  const edits =
    spec.volumeList.items.length === 1
      ? removePair(document.yaml, spec.spec, 'volumes')
      : removeItem(document.yaml, spec.volumeList, volume.node);
  return fixOf(`Remove the volume "${volume.name?.value ?? ''}"`, false, [
    inDocument(document, edits),
  ]);
}
