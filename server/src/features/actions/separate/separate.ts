import type { LinkedContainer, LinkedPod } from '../../../analysis/linked.ts';
import { usesHostNetwork } from '../../../kubernetes/defaults.ts';
import { mapField } from '../../../kubernetes/fields.ts';
import type { Volume } from '../../../kubernetes/model.ts';
import { fixOf, inDocument } from '../../../rules/edits.ts';
import type { EditPart } from '../../../rules/edits.ts';
import { applyEdits } from '../../../text/edit.ts';
import { freeName } from '../../../text/free-name.ts';
import { spanOf } from '../../../text/span.ts';
import { removeItem, removePair } from '../../../yaml/edit.ts';
import { lineBreakOf } from '../../../yaml/layout.ts';
import { linesOfItem } from '../../../yaml/lift.ts';
import { pairOf } from '../../../yaml/node.ts';
import type { YamlItem, YamlSeq } from '../../../yaml/node.ts';
import { parseDocument } from '../../../yaml/parse.ts';
import type { Change } from '../action.ts';
import { newKindFor, newService, newWorkload } from './new-workload.ts';
import { keepReachable } from './reachable.ts';
import type { NewNames } from './reachable.ts';

/** A container on its way into a pod of its own. */
export interface Separation {
  readonly title: string;
  readonly change: Change;
}

/**
 * Moves a main container into a pod of its own, of the same kind of workload as far as that makes sense, with the
 * volumes that only it uses, and a Service if its neighbours call it; their addresses, and Services that lead to it,
 * follow. Undefined where the two share what only one pod can give them, or where nobody can tell.
 */
export function separate(
  pod: LinkedPod,
  container: LinkedContainer,
  takenNames: ReadonlySet<string>,
): Separation | undefined {
  const kind = newKindFor(pod);
  const names = namesFor(pod, container, takenNames);
  const item = itemOf(pod, container);
  if (!kind || !names || !item || !canBeParted(pod, container)) return undefined;
  const volumes = volumesFor(pod, container);
  const reachable = keepReachable(pod, container, names);
  if (!volumes || !reachable) return undefined;
  // Each node's pod calls the one beside it; behind a Service it would be anyone's. A StatefulSet is named by its own.
  const isBoundToPlace = kind === 'DaemonSet' || pod.facts.resource.kind.value === 'StatefulSet';
  const isCalled = reachable.parts.length + reachable.own.length > 0;
  const own = ownEdits(reachable.own);
  if (!own || (isBoundToPlace && isCalled)) return undefined;
  const annotations = annotationsFor(pod, container);
  const workload = newWorkload({
    pod,
    container,
    kind,
    names,
    ownEdits: own,
    volumeItems: [...volumes.moved, ...volumes.copied],
    annotations: Object.fromEntries(annotations.map(({ key, value }) => [key.value, value])),
  });
  if (workload === undefined) return undefined;
  const added =
    reachable.ports.length > 0 ? [workload, newService(pod, names, reachable.ports)] : [workload];
  if (added.some((text) => parseDocument(text).faults.length > 0)) return undefined;
  const title = `Move ${container.label} into a ${kind} of its own`;
  const reachedAs = reachable.reachedAs === undefined ? '' : `, reached as ${reachable.reachedAs}`;
  const [fix] = fixOf(title, false, [
    withoutItem(pod, seqOf(pod, 'containers'), item),
    ...withoutVolumes(pod, volumes.moved),
    ...withoutAnnotations(pod, container),
    ...reachable.parts,
    appended(pod, added, item),
  ]);
  if (!fix || hasClash(fix.edits) || !staysReadable(pod, fix.edits)) return undefined;
  return { title: title + reachedAs, change: { edits: fix.edits } };
}

/** Undefined where one of them cannot be made. */
function ownEdits(parts: readonly EditPart[]): Change['edits'] | undefined {
  return parts.length === 0 ? [] : fixOf('Call others', false, parts)[0]?.edits;
}

function canBeParted({ facts, containers }: LinkedPod, { container }: LinkedContainer): boolean {
  const { pod } = facts;
  const others = containers.filter((other) => other.container.role === 'main');
  if (container.role !== 'main' || others.length < 2 || container.node.aliased) return false;
  // Who shares the node's network or the processes of the pod counts on more than ports and volumes.
  if (usesHostNetwork(pod) || [pod.hostPID, pod.hostIPC].some((flag) => flag?.value === true))
    return false;
  if (pod.shareProcessNamespace?.value === true || pod.spec.aliased || pod.spec.flow) return false;
  const affinity = mapField(pod.spec, 'affinity');
  return !affinity || affinity.pairs.every(({ key }) => key.text === 'nodeAffinity');
}

/** After the resource and the container, as a Service may be called; undefined where that is no such name. */
function namesFor(
  { facts }: LinkedPod,
  { container }: LinkedContainer,
  taken: ReadonlySet<string>,
): NewNames | undefined {
  const resource = facts.resource.name?.value;
  const own = container.name?.value;
  if (resource === undefined || own === undefined) return undefined;
  const base = own.startsWith(`${resource}-`) ? own : `${resource}-${own}`;
  const service = freeName(base, taken);
  if (service.length > 63 || !/^[a-z](?:[-a-z0-9]*[a-z0-9])?$/.test(service)) return undefined;
  const keys = facts.pod.labels.map(({ key }) => key.value);
  const isRecommended = !keys.includes('app') && keys.includes('app.kubernetes.io/name');
  return { service, labels: { [isRecommended ? 'app.kubernetes.io/name' : 'app']: service } };
}

interface MovedVolumes {
  readonly moved: readonly YamlItem[];
  /** Read by others too: both get one. */
  readonly copied: readonly YamlItem[];
}

/** Undefined where a volume holds what several containers of one pod share. */
function volumesFor(pod: LinkedPod, container: LinkedContainer): MovedVolumes | undefined {
  const namesOf = (one: LinkedContainer): ReadonlySet<string | undefined> =>
    new Set([
      ...one.mounts.map(({ mount }) => mount.name?.value),
      ...one.container.devices.map(({ name }) => name?.value),
    ]);
  if (container.mounts.some(({ fromClaimTemplate }) => fromClaimTemplate)) return undefined;
  const own = namesOf(container);
  const shared = new Set(
    pod.containers.filter((other) => other !== container).flatMap((other) => [...namesOf(other)]),
  );
  const moved: YamlItem[] = [];
  const copied: YamlItem[] = [];
  for (const volume of pod.facts.pod.volumes) {
    if (!own.has(volume.name?.value)) continue;
    const item = pod.facts.pod.volumeList?.items.find(({ value }) => value === volume.node);
    const isShared = shared.has(volume.name?.value);
    if (!item || (isShared && !isOnlyRead(volume))) return undefined;
    (isShared ? copied : moved).push(item);
  }
  return { moved, copied };
}

function isOnlyRead({ source }: Volume): boolean {
  return ['configMap', 'secret', 'projected', 'downwardAPI', 'image'].includes(source.type);
}

/** Annotations whose key ends in the container's name speak of it. */
function annotationsFor({ facts }: LinkedPod, { container }: LinkedContainer) {
  const end = `/${container.name?.value ?? ''}`;
  return facts.pod.annotations.flatMap(({ key, value }) =>
    key.value.endsWith(end) && value ? [{ key, value: value.value }] : [],
  );
}

function withoutAnnotations(pod: LinkedPod, container: LinkedContainer): readonly EditPart[] {
  const { document, facts } = pod;
  const isDefault = ({ key, value }: (typeof facts.pod.annotations)[number]): boolean =>
    key.value === 'kubectl.kubernetes.io/default-container' &&
    value?.value === container.container.name?.value;
  const gone = [...annotationsFor(pod, container), ...facts.pod.annotations.filter(isDefault)].map(
    ({ key }) => key.value,
  );
  if (gone.length === 0) return [];
  const metadata = metadataOf(pod);
  const map = metadata && mapField(metadata, 'annotations');
  if (!map) return [undefined];
  if (map.pairs.length === gone.length)
    return [inDocument(document, removePair(document.yaml, metadata, 'annotations'))];
  return gone.map((key) => inDocument(document, removePair(document.yaml, map, key)));
}

function metadataOf({ facts }: LinkedPod) {
  const { pod, resource } = facts;
  if (pod.origin === 'pod') return mapField(resource.node, 'metadata');
  const spec = mapField(resource.node, 'spec');
  const template = spec && mapField(spec, 'template');
  return template && mapField(template, 'metadata');
}

function withoutVolumes(pod: LinkedPod, items: readonly YamlItem[]): readonly EditPart[] {
  const { document, facts } = pod;
  const { spec, volumeList } = facts.pod;
  if (items.length === 0) return [];
  if (items.length === volumeList?.items.length)
    return [inDocument(document, removePair(document.yaml, spec, 'volumes'))];
  return items.map((item) => withoutItem(pod, volumeList, item));
}

function withoutItem({ document }: LinkedPod, seq: YamlSeq | undefined, item: YamlItem): EditPart {
  const lines = linesOfItem(document.yaml, item);
  if (lines) return [{ document, span: lines, newText: '' }];
  return seq && inDocument(document, removeItem(document.yaml, seq, item));
}

function seqOf({ facts }: LinkedPod, key: string): YamlSeq | undefined {
  const value = pairOf(facts.pod.spec, key)?.value;
  return value?.kind === 'seq' ? value : undefined;
}

function itemOf(pod: LinkedPod, { container }: LinkedContainer): YamlItem | undefined {
  return seqOf(pod, 'containers')?.items.find(({ value }) => value === container.node);
}

/** The new documents, after the old one. */
function appended({ document }: LinkedPod, documents: readonly string[], gone: YamlItem): EditPart {
  const { text } = document.chunk;
  const lineBreak = lineBreakOf(text);
  const lines = linesOfItem(document.yaml, gone);
  const isEnded = /[\r\n]$/.test(text) || lines?.end === text.length;
  const newText =
    (isEnded ? '' : lineBreak) + documents.map((one) => `---${lineBreak}${one}`).join('');
  return [{ document, span: spanOf(text.length, text.length), newText }];
}

/** Whether what stays behind is read as well as before: it might repeat what the container says. */
function staysReadable({ document }: LinkedPod, edits: Change['edits']): boolean {
  const { text, faults } = document.yaml;
  const own = edits.filter((edit) => edit.document === document && edit.span.start < text.length);
  return parseDocument(applyEdits(text, own)).faults.length <= faults.length;
}

/** Two parts that rewrite one value, each without the other. */
function hasClash(edits: Change['edits']): boolean {
  return edits.some((edit, index) =>
    edits.some(
      (other, at) =>
        at < index &&
        other.document === edit.document &&
        other.span.start < edit.span.end &&
        edit.span.start < other.span.end,
    ),
  );
}
