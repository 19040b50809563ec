import type { LinkedContainer, LinkedPod } from '../analysis/linked.ts';
import type { LocatedText } from '../kubernetes/located.ts';
import { holdsPlaceholder } from '../kubernetes/placeholder.ts';
import { addEmptyDir, fixOf, setValue } from './edits.ts';
import { quoted } from './messages.ts';
import { lateness } from './refusal.ts';
import { defineRule } from './rule.ts';
import type { Fix } from './rule.ts';
import { nearest } from '../text/nearest.ts';

export const volumeNotFound = defineRule({
  meta: {
    id: 'volume-not-found',
    severity: 'error',
    summary: 'A container mounts a volume that the pod does not have',
    why: 'A mount names one of the volumes under `spec.volumes`. In a StatefulSet the names of its `volumeClaimTemplates` count too. The API server refuses a pod with a mount that names no volume; it accepts such a StatefulSet, whose pods are then never created.',
    source: 'https://kubernetes.io/docs/concepts/storage/volumes/#how-volumes-work',
    fix: 'unsafe',
    messages: {
      none: '"{container}" mounts the volume "{volume}", but the pod has no volumes.{late}',
      other: '"{container}" mounts the volume "{volume}", but the pod has only {volumes}.{late}',
    },
  },
  checkPod(pod, report) {
    const names = volumeNames(pod);
    const known = new Set(names);
    const isOpen = names.some(holdsPlaceholder);
    const mayBeThere = (name: string): boolean =>
      known.has(name) || (names.length > 0 && (isOpen || holdsPlaceholder(name)));
    for (const container of pod.containers) {
      for (const name of mountedNames(container)) {
        if (mayBeThere(name.value)) continue;
        report({
          at: name.span,
          message: names.length === 0 ? 'none' : 'other',
          data: {
            container: container.label,
            volume: name.value,
            volumes: quoted(names),
            late: lateness(pod),
          },
          absent: 'anything',
          certainty: 'certain',
          container: container.label,
          fixes: () => fixes(pod, name, names),
        });
      }
    }
  },
});

/** The volumes that the pod will have: its own, and in a StatefulSet one for each claim template. */
function volumeNames(pod: LinkedPod): readonly string[] {
  const { workload, resource } = pod.facts;
  const claims = resource.kind.value === 'StatefulSet' ? workload.volumeClaimTemplates : [];
  return [...workload.pod.volumes, ...claims].flatMap(({ name }) => name?.value ?? []);
}

function mountedNames({ container }: LinkedContainer): readonly LocatedText[] {
  return [...container.mounts, ...container.devices].flatMap(({ name }) => name ?? []);
}

function fixes(pod: LinkedPod, name: LocatedText, names: readonly string[]): readonly Fix[] {
  const { document } = pod.facts;
  const meant = likeliest(name.value, names);
  const renamed =
    meant === undefined
      ? []
      : fixOf(`Mount the volume "${meant}"`, false, [setValue(document, name, meant)]);
  const title = `Add the volume "${name.value}" as an emptyDir`;
  return [...renamed, ...fixOf(title, false, [addEmptyDir(pod, name.value)])];
}

/** A slip of the pen away, or the only one that has the name in its own, or the only one at all. */
function likeliest(name: string, names: readonly string[]): string | undefined {
  const near = nearest(name, names);
  if (near !== undefined) return near;
  const alike = names.filter((other) => other.includes(name) || name.includes(other));
  const candidates = alike.length > 0 ? alike : names;
  return candidates.length === 1 ? candidates[0] : undefined;
}
