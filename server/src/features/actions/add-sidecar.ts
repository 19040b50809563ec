import type { FileAccess, LinkedContainer, LinkedPod } from '../../analysis/linked.ts';
import { parentOf } from '../../analysis/paths.ts';
import { addEmptyDir, addMount, fixOf, inDocument } from '../../rules/edits.ts';
import type { EditPart } from '../../rules/edits.ts';
import { hiddenIn } from '../../rules/hidden.ts';
import { hasNativeSidecars } from '../../rules/native-sidecar.ts';
import { freeVolumeName } from '../../rules/volume-names.ts';
import { appendItem, insertPair } from '../../yaml/edit.ts';
import { dnsLabelFrom } from '../../text/dns-label.ts';
import { freeName } from '../../text/free-name.ts';
import type { YamlData } from '../../yaml/edit.ts';
import { valueOf } from '../../yaml/node.ts';
import type { ActionFamily } from './action.ts';
import { containerAt } from './at-place.ts';
import { offered } from './refactoring.ts';
import type { Proposal } from './refactoring.ts';
import { NEW_DIRECTORY } from './share-directory.ts';
import { withStops } from './stops.ts';

/** Adds a container that helps a main one through a volume that both mount. */
export const addSidecar: ActionFamily = {
  name: 'add-sidecar',
  kinds: ['refactor.extract'],
  offer(place) {
    const found = containerAt(place);
    if (found?.container.container.role !== 'main') return [];
    const { pod, container } = found;
    return offered(place, [
      ...logFiles(pod, container).flatMap((log) => shipper(pod, container, log)),
      ...helper(pod, container),
    ]);
  },
};

/** A small image that has a shell and `tail`; the author's own comes in its place. */
const IMAGE = 'busybox:1.36';

/** Log files that the container writes, and that nobody reads yet. */
function logFiles(pod: LinkedPod, container: LinkedContainer): readonly FileAccess[] {
  const reads = pod.containers.flatMap(({ accesses }) =>
    accesses.filter(({ fact }) => fact.mode === 'read').map(({ fact }) => fact.path),
  );
  const written = container.accesses.filter(
    ({ fact, where }) =>
      fact.mode === 'write' &&
      fact.target === 'file' &&
      fact.path.endsWith('.log') &&
      (where.type === 'private' || where.type === 'volume') &&
      !reads.includes(fact.path),
  );
  return written.filter(
    ({ fact }, index) => written.findIndex((other) => other.fact.path === fact.path) === index,
  );
}

/** https://kubernetes.io/docs/concepts/cluster-administration/logging/#streaming-sidecar-container */
function shipper(
  pod: LinkedPod,
  container: LinkedContainer,
  { fact, where }: FileAccess,
): readonly Proposal[] {
  const shared = where.type === 'volume' ? where.mount : undefined;
  const directory = shared?.path ?? parentOf(fact.path);
  const hidden = shared ? { note: '' } : hiddenIn([container], directory);
  const volume = shared ? shared.mount.name?.value : freeVolumeName(pod, directory);
  if (!hidden || volume === undefined) return [];
  const mount = {
    name: volume,
    mountPath: directory,
    subPath: shared?.mount.subPath?.value,
    readOnly: true,
  };
  const name = freeContainerName(pod, container, 'log');
  const command = ['tail', '-n', '+1', '-F', fact.path];
  const [fix] = fixOf(`Add a sidecar that shows ${fact.path} in its log${hidden.note}`, false, [
    addContainer(pod, { name, image: IMAGE, command, volumeMounts: [mount] }),
    ...(shared ? [] : newVolume(pod, container, volume, directory)),
  ]);
  return fix ? [{ ...fix, id: `ship:${fact.path}`, kind: 'refactor.extract' }] : [];
}

function helper(pod: LinkedPod, container: LinkedContainer): readonly Proposal[] {
  if (container.mounts.some(({ path }) => path === NEW_DIRECTORY)) return [];
  const volume = freeVolumeName(pod, NEW_DIRECTORY);
  const name = freeContainerName(pod, container, 'helper');
  const volumeMounts = [{ name: volume, mountPath: NEW_DIRECTORY }];
  const [fix] = fixOf(`Add a sidecar that shares a directory with ${container.label}`, false, [
    addContainer(pod, { name, image: IMAGE, command: ['sleep', 'infinity'], volumeMounts }),
    ...newVolume(pod, container, volume, NEW_DIRECTORY),
  ]);
  if (!fix) return [];
  const edits = withStops(fix.edits, [name, IMAGE, NEW_DIRECTORY]);
  return [{ ...fix, edits, id: 'add-sidecar', kind: 'refactor.extract' }];
}

function newVolume(
  pod: LinkedPod,
  { container }: LinkedContainer,
  name: string,
  mountPath: string,
): readonly EditPart[] {
  return [addMount(pod.document, container, { name, mountPath }), addEmptyDir(pod, name)];
}

/** A native sidecar where the manifests' oldest Kubernetes has them, else one more main container. */
function addContainer(pod: LinkedPod, { name, ...rest }: NewContainer): EditPart {
  const { spec } = pod.facts.pod;
  const isNative = hasNativeSidecars(pod);
  const key = isNative ? 'initContainers' : 'containers';
  const data: YamlData = { name, restartPolicy: isNative ? 'Always' : undefined, ...rest };
  const list = valueOf(spec, key);
  const { yaml } = pod.document;
  return inDocument(
    pod.document,
    list?.kind === 'seq'
      ? appendItem(yaml, list, data)
      : insertPair(yaml, spec, key, [data], { before: 'containers' }),
  );
}

interface NewContainer {
  readonly name: string;
  readonly image: string;
  readonly command: readonly string[];
  readonly volumeMounts: readonly Readonly<Record<string, YamlData | undefined>>[];
}

/** After the container that it helps, whose own name may be none, or one that no container can have. */
function freeContainerName(
  { containers }: LinkedPod,
  { label }: LinkedContainer,
  purpose: string,
): string {
  const taken = new Set(containers.map((one) => one.label));
  return freeName(`${dnsLabelFrom(label) || 'container'}-${purpose}`, taken);
}
