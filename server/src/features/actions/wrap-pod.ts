import type { LinkedPod } from '../../analysis/linked.ts';
import { mapField, mapItems } from '../../kubernetes/fields.ts';
import type { KeyValue } from '../../kubernetes/model.ts';
import type { TextEdit } from '../../text/edit.ts';
import { spanOf } from '../../text/span.ts';
import { insertPair, removePair, replaceValue } from '../../yaml/edit.ts';
import type { Edits } from '../../yaml/edit.ts';
import { columnOf, lineStartOf, lookBeside, nextLineOf } from '../../yaml/layout.ts';
import { liftPair, linesOfPair } from '../../yaml/lift.ts';
import { pairOf } from '../../yaml/node.ts';
import type { YamlMap, YamlPair } from '../../yaml/node.ts';
import { renderAfterDash } from '../../yaml/render.ts';
import type { Look } from '../../yaml/render.ts';
import type { ActionFamily } from './action.ts';
import { podAt } from './at-place.ts';
import { offered } from './refactoring.ts';

/** Makes a Pod the template of a Deployment, or of a Job where it is to end. */
export const wrapPod: ActionFamily = {
  name: 'wrap',
  kinds: ['refactor.extract'],
  offer(place) {
    const pod = podAt(place);
    const wrapping = pod && wrap(pod);
    if (!pod || !wrapping) return [];
    const { kind, edits } = wrapping;
    return offered(place, [
      {
        id: 'wrap-pod',
        title: `Wrap this Pod into a ${kind}`,
        kind: 'refactor.extract',
        edits: edits.map((edit) => ({ document: pod.document, ...edit })),
      },
    ]);
  },
};

interface Wrapping {
  readonly kind: 'Deployment' | 'Job';
  readonly edits: readonly TextEdit[];
}

const OWN_KEYS = ['apiVersion', 'kind', 'metadata', 'spec'];

/** What only a Pod itself may have (pkg/apis/core/validation and pkg/apis/apps/validation, v1.35). */
const NOT_IN_A_TEMPLATE = ['ephemeralContainers'];
const NOT_IN_A_DEPLOYMENT = ['activeDeadlineSeconds'];

function wrap({ document, facts }: LinkedPod): Wrapping | undefined {
  const { yaml } = document;
  const { resource, pod } = facts;
  const root = resource.node;
  const policy = pod.restartPolicy?.value ?? 'Always';
  const kind = policy === 'Always' ? 'Deployment' : 'Job';
  if (resource.kind.value !== 'Pod' || resource.apiVersion?.value !== 'v1') return undefined;
  if (yaml.root !== root || root.flow || pod.spec.flow || pod.spec.aliased) return undefined;
  if (root.pairs.some(({ key }) => !OWN_KEYS.includes(key.text))) return undefined;
  const refused =
    kind === 'Job' ? NOT_IN_A_TEMPLATE : [...NOT_IN_A_TEMPLATE, ...NOT_IN_A_DEPLOYMENT];
  if (refused.some((key) => pairOf(pod.spec, key))) return undefined;
  const spec = pairOf(root, 'spec');
  const metadata = mapField(root, 'metadata');
  const name = resource.name?.value;
  if (!spec || !metadata || metadata.flow || name === undefined) return undefined;
  if (mapItems(metadata, 'ownerReferences').length > 0) return undefined;
  const look = lookBeside(yaml, pod.spec);
  const split = kind === 'Deployment' ? splitMetadata(yaml, metadata, name) : NOTHING_SPLIT;
  const template = newSpec({
    document: yaml,
    spec,
    metadata,
    labels: resource.labels,
    name,
    kind,
    look,
  });
  const lines = linesOfPair(yaml, spec);
  if (!split || template === undefined || !lines) return undefined;
  const parts: readonly Edits[] = [
    replaceValue(yaml, resource.apiVersion.node, kind === 'Job' ? 'batch/v1' : 'apps/v1'),
    replaceValue(yaml, resource.kind.node, kind),
    split,
    annotationsOut(yaml, metadata),
    [{ span: lines, newText: template }],
  ];
  if (!parts.every((part) => part !== undefined)) return undefined;
  return { kind, edits: parts.flat() };
}

const NOTHING_SPLIT: Edits = [];

type Document = LinkedPod['document']['yaml'];

/** A Deployment finds its pods by a label, so there has to be one. */
function splitMetadata(document: Document, metadata: YamlMap, name: string): Edits {
  const labels = mapField(metadata, 'labels');
  if (labels && labels.pairs.length > 0) return [];
  return insertPair(document, metadata, 'labels', { app: name }, { after: 'name' });
}

/** Where the annotations of a Pod belong once there is a template. */
interface Annotations {
  readonly pair: YamlPair;
  /** They say something to the kubelet, or to who looks at pods. */
  readonly moved: readonly YamlPair[];
  /** Of the manifest, not of its pod. */
  readonly stay: readonly YamlPair[];
}

/** What `kubectl apply` wrote of the Pod that was applied last goes: of a Deployment it would be wrong. */
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** Undefined where there are none that move or go. */
function annotationsOf(metadata: YamlMap): Annotations | undefined {
  const pair = pairOf(metadata, 'annotations');
  if (pair?.value?.kind !== 'map' || pair.key.aliased) return undefined;
  const { pairs } = pair.value;
  const stay = pairs.filter(({ key }) => key.text.startsWith('podspace.dev/'));
  if (stay.length === pairs.length) return undefined;
  const moved = pairs.filter((one) => !stay.includes(one) && one.key.text !== LAST_APPLIED);
  return { pair, moved, stay };
}

function annotationsOut(document: Document, metadata: YamlMap): Edits {
  const found = annotationsOf(metadata);
  if (!found) return [];
  const { pair, stay } = found;
  const map = pair.value;
  if (stay.length === 0) {
    const start = lineStartOf(document.text, pair.span.start);
    return [{ span: spanOf(start, nextLineOf(document.text, pair.span.end)), newText: '' }];
  }
  if (map?.kind !== 'map' || map.flow) return undefined;
  const parts = map.pairs
    .filter((one) => !stay.includes(one))
    .map((one) => removePair(document, map, one));
  return parts.every((part) => part !== undefined) ? parts.flat() : undefined;
}

/** As they stand in the template. */
function liftAnnotations(
  document: Document,
  metadata: YamlMap,
  column: number,
  look: Look,
): string | undefined {
  const found = annotationsOf(metadata);
  if (!found || found.moved.length === 0) return '';
  const { pair, moved } = found;
  if (pair.value?.kind === 'map' && moved.length === pair.value.pairs.length)
    return liftPair(document, pair, column, look);
  const lines = moved.map((one) => liftPair(document, one, column + look.step, look));
  if (!lines.every((line) => line !== undefined)) return undefined;
  return `${' '.repeat(column)}annotations:${look.lineBreak}${lines.join('')}`;
}

interface SpecParts {
  readonly document: Document;
  readonly spec: YamlPair;
  readonly metadata: YamlMap;
  readonly labels: readonly KeyValue[];
  readonly name: string;
  readonly kind: Wrapping['kind'];
  readonly look: Look;
}

/** The new `spec`, which holds the old one in its template. */
function newSpec(parts: SpecParts): string | undefined {
  const { document, spec, metadata, labels, name, kind, look } = parts;
  const base = columnOf(document.text, spec.span.start);
  const indent = (levels: number): string => ' '.repeat(base + levels * look.step);
  const inner = base + 3 * look.step;
  const labelPair = pairOf(metadata, 'labels');
  const hasLabels = labels.length > 0 && labelPair !== undefined;
  const ownLabels = hasLabels
    ? liftPair(document, labelPair, inner, look)
    : kind === 'Deployment'
      ? indented({ labels: { app: name } }, inner, look)
      : '';
  const ownAnnotations = liftAnnotations(document, metadata, inner, look);
  const lifted = liftPair(document, spec, base + 2 * look.step, look);
  if (lifted === undefined || ownLabels === undefined || ownAnnotations === undefined)
    return undefined;
  const own = ownLabels + ownAnnotations;
  const selector = { selector: { matchLabels: selectorFor(labels, name) } };
  return [
    `${indent(0)}spec:${look.lineBreak}`,
    kind === 'Deployment' ? indented(selector, base + look.step, look) : '',
    `${indent(1)}template:${look.lineBreak}`,
    own === '' ? '' : `${indent(2)}metadata:${look.lineBreak}${own}`,
    lifted,
  ].join('');
}

/** Labels by which people tell applications apart, and which do not change with a version. */
const STABLE = [
  'app',
  'k8s-app',
  'app.kubernetes.io/name',
  'app.kubernetes.io/instance',
  'app.kubernetes.io/component',
  'component',
  'role',
  'tier',
];

function selectorFor(labels: readonly KeyValue[], name: string): Readonly<Record<string, string>> {
  const stable = labels.filter(({ key }) => STABLE.includes(key.value));
  const chosen = stable.length > 0 ? stable : labels;
  if (chosen.length === 0) return { app: name };
  return Object.fromEntries(chosen.map(({ key, value }) => [key.value, value?.value ?? '']));
}

function indented(data: Parameters<typeof renderAfterDash>[0], column: number, look: Look): string {
  return ' '.repeat(column) + renderAfterDash(data, column, look) + look.lineBreak;
}
