import type { FileAccess, LinkedContainer, LinkedPod } from '../analysis/linked.ts';
import { isBelow, parentOf } from '../analysis/paths.ts';
import { imageOf } from '../kubernetes/images.ts';
import type { Volume } from '../kubernetes/model.ts';
import { replaceValue } from '../yaml/edit.ts';
import { addEmptyDir, addMount, fixOf, inDocument } from './edits.ts';
import { freeVolumeName } from './volume-names.ts';
import { defineRule } from './rule.ts';
import type { Fix, Related } from './rule.ts';

export const readOnlyWrite = defineRule({
  meta: {
    id: 'read-only-write',
    severity: 'warning',
    summary: 'A container writes where it may only read',
    why: 'A mount with `readOnly: true` and a volume made from a ConfigMap, a Secret, the downward API, an image or a projection cannot be written; with `readOnlyRootFilesystem: true` neither can the container\'s own file system outside its volumes. The write fails with "Read-only file system".',
    source: 'https://kubernetes.io/docs/concepts/storage/volumes/#configmap',
    fix: 'unsafe',
    messages: {
      mount:
        '"{container}" {does} {path} here, but mounts the volume "{volume}" at {mount} read-only.',
      source:
        '"{container}" {does} {path} here, but the volume "{volume}" is made from {source} and read-only.',
      root: '"{container}" {does} {path} here, but its root file system is read-only and no volume is mounted there.',
    },
  },
  checkPod(pod, report) {
    for (const container of pod.containers) {
      const seen = new Set<string>();
      for (const access of writesFirst(container.accesses)) {
        const refusal = refusalOf(access, container);
        if (!refusal || seen.has(access.fact.path)) continue;
        seen.add(access.fact.path);
        report({
          at: access.place.span,
          message: refusal.message,
          data: {
            container: container.label,
            does: DOES[access.fact.effect ?? 'change'],
            path: access.fact.path,
            ...refusal.data,
          },
          certainty: access.fact.certainty,
          ...(isMild(access, refusal) && { severity: 'information' }),
          container: container.label,
          related: refusal.related(pod),
          fixes: () => refusal.fixes(pod),
        });
      }
    }
  },
});

const DOES: Readonly<Record<NonNullable<FileAccess['fact']['effect']>, string>> = {
  attributes: 'changes the mode or owner of',
  change: 'writes',
  removal: 'removes',
  directory: 'makes',
};

/** Of two at one path the graver one is told. */
function writesFirst(accesses: readonly FileAccess[]): readonly FileAccess[] {
  const isLast = ({ fact }: FileAccess): boolean => fact.effect === 'attributes';
  return [...accesses.filter((one) => !isLast(one)), ...accesses.filter(isLast)];
}

/** An option that names a path is less than a script that writes there; few scripts end when `chmod` fails. */
function isMild({ fact }: FileAccess, refusal: Refusal): boolean {
  return (
    fact.certainty !== 'certain' || refusal.isDoubtful === true || fact.effect === 'attributes'
  );
}

interface Refusal {
  readonly message: 'mount' | 'source' | 'root';
  readonly data: Readonly<Record<string, string>>;
  /** The image may declare a volume there, which can be written. */
  readonly isDoubtful?: boolean;
  readonly related: (pod: LinkedPod) => readonly Related[];
  readonly fixes: (pod: LinkedPod) => readonly Fix[];
}

function refusalOf(access: FileAccess, container: LinkedContainer): Refusal | undefined {
  const { mode, evidence, certainty } = access.fact;
  // What an image writes by habit may lie in a volume that the image itself declares, and is then writable.
  if (evidence.source === 'program-default') return undefined;
  // Whether a flag's socket is made or connected to, its name does not tell.
  if (mode !== 'write' && (mode !== 'create-socket' || certainty !== 'certain')) return undefined;
  if (access.where.type === 'private') return rootRefusal(access, container);
  if (access.where.type !== 'volume' || !access.where.mount.readOnly) return undefined;
  const { mount } = access.where;
  const { readOnly } = mount.mount;
  const volume = mount.mount.name?.value ?? '';
  if (readOnly?.value === true) {
    return {
      message: 'mount',
      data: { volume, mount: mount.path },
      related: (pod) => [
        { document: pod.document, span: readOnly.span, message: 'The mount is read-only here' },
      ],
      fixes: (pod) =>
        isWritable(mount.volume?.source.type)
          ? fixOf(`Let ${container.label} write to ${volume}`, false, [
              inDocument(pod.document, replaceValue(pod.document.yaml, readOnly.node, false)),
            ])
          : [],
    };
  }
  const source = SOURCES[mount.volume?.source.type ?? 'other'];
  return {
    message: 'source',
    data: { volume, source },
    related: (pod) =>
      mount.volume?.name
        ? [
            {
              document: pod.document,
              span: mount.volume.name.span,
              message: 'The volume is declared here',
            },
          ]
        : [],
    fixes: () => [],
  };
}

/** What the volume is made from, in words. */
const SOURCES: Readonly<Record<Volume['source']['type'], string>> = {
  configMap: 'a ConfigMap',
  secret: 'a Secret',
  projected: 'a projection',
  downwardAPI: 'the downward API',
  image: 'an image',
  persistentVolumeClaim: 'a claim that it uses read-only',
  emptyDir: 'an emptyDir',
  hostPath: 'a directory of the node',
  other: 'a source that is read-only',
};

function isWritable(source: string | undefined): boolean {
  return source === 'emptyDir' || source === 'hostPath' || source === 'other';
}

function rootRefusal(access: FileAccess, container: LinkedContainer): Refusal | undefined {
  const readOnly = container.container.readOnlyRootFilesystem;
  const { path, target } = access.fact;
  if (readOnly?.value !== true || isBelow(path, '/dev') || isBelow(path, '/proc')) return undefined;
  const directory = target === 'directory' ? path : parentOf(path);
  const image = imageOf(container.container.image?.value ?? '');
  const kept = [...(image?.writes ?? []), ...(image?.holds ?? []).map((content) => content.path)];
  if (kept.some((held) => isBelow(path, held))) return undefined;
  return {
    message: 'root',
    data: {},
    isDoubtful: !image,
    related: (pod) => [
      {
        document: pod.document,
        span: readOnly.span,
        message: 'The root file system is made read-only here',
      },
    ],
    fixes: (pod) => {
      if (directory === '/') return [];
      const name = freeVolumeName(pod, directory);
      return fixOf(`Mount an empty volume at ${directory} in ${container.label}`, false, [
        addMount(pod.document, container.container, { name, mountPath: directory }),
        addEmptyDir(pod, name),
      ]);
    },
  };
}
