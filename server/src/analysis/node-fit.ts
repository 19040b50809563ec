import { labelValue, usesHostNetwork } from '../kubernetes/defaults.ts';
import { mapField, mapItems, textField, textItems } from '../kubernetes/fields.ts';
import type { KeyValue, NodeSpec } from '../kubernetes/model.ts';
import type { YamlMap } from '../yaml/node.ts';
import type { PodFacts } from './facts.ts';

/** A node as a manifest of `kind: Node` describes it. */
export interface DescribedNode {
  readonly name: string;
  readonly labels: readonly KeyValue[];
  readonly spec: NodeSpec;
}

const HOSTNAME_LABEL = 'kubernetes.io/hostname';

/** What decides which nodes a pod may run on, as plain values. */
export interface NodeNeeds {
  readonly selector: readonly { readonly key: string; readonly value: string | undefined }[];
  /** Terms of its required affinity: one suffices, with all that it requires. */
  readonly terms: readonly (readonly Requirement[])[];
  readonly tolerations: readonly Toleration[];
  readonly isDaemon: boolean;
  readonly usesHostNetwork: boolean;
}

export function nodeNeeds(pod: PodFacts): NodeNeeds {
  return {
    selector: pod.pod.nodeSelector.map(({ key, value }) => ({
      key: key.value,
      value: value?.value,
    })),
    terms: affinityTerms(pod).map(requirementsOf),
    tolerations: mapItems(pod.pod.spec, 'tolerations').map((toleration) => {
      const text = (key: string): string => textField(toleration, key)?.value ?? '';
      return {
        key: text('key'),
        operator: text('operator'),
        value: text('value'),
        effect: text('effect'),
      };
    }),
    isDaemon: pod.resource.kind.value === 'DaemonSet',
    usesHostNetwork: usesHostNetwork(pod.pod),
  };
}

/**
 * Whether the scheduler may put the pod on the node: its node selector and required affinity hold there, and it
 * tolerates the node's taints.
 * https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/,
 * https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/
 */
export function admits(node: DescribedNode, needs: NodeNeeds): boolean {
  return (
    needs.selector.every(({ key, value }) => value !== undefined && labelOf(node, key) === value) &&
    affinityHolds(node, needs) &&
    taintsOf(node).every((taint) => tolerates(needs, taint))
  );
}

/** What the manifest asks of a node, in words: `disktype=ssd`, `zone in a, b`; terms of which one suffices by `or`. */
export function nodeConstraints(pod: PodFacts): readonly string[] {
  const selected = pod.pod.nodeSelector.map(
    ({ key, value }) => `${key.value}=${value?.value ?? ''}`,
  );
  const terms = affinityTerms(pod).map((term) => requirementsOf(term).map(requirementText));
  const affinity = terms.map((term) => term.join(' and ')).filter((text) => text !== '');
  return affinity.length > 0 ? [...selected, affinity.join(' or ')] : selected;
}

/** The gates that hold the pod back from being scheduled at all. */
export function schedulingGates(pod: PodFacts): readonly string[] {
  return mapItems(pod.pod.spec, 'schedulingGates').flatMap(
    (gate) => textField(gate, 'name')?.value ?? [],
  );
}

/** The kubelet gives the label its host's name, which is the node's unless it was told another. */
function hostnameOf(node: DescribedNode): string {
  return labelValue(node.labels, HOSTNAME_LABEL) ?? node.name;
}

function affinityTerms(pod: PodFacts): readonly YamlMap[] {
  const { affinity } = pod.pod;
  const nodes = affinity && mapField(affinity, 'nodeAffinity');
  const required = nodes && mapField(nodes, 'requiredDuringSchedulingIgnoredDuringExecution');
  return required ? mapItems(required, 'nodeSelectorTerms') : [];
}

/** One term suffices; all requirements of a term have to hold, and an empty term matches nothing. */
function affinityHolds(node: DescribedNode, { terms }: NodeNeeds): boolean {
  if (terms.length === 0) return true;
  return terms.some(
    (requirements) =>
      requirements.length > 0 && requirements.every((one) => requirementHolds(one, node)),
  );
}

interface Toleration {
  readonly key: string;
  readonly operator: string;
  readonly value: string;
  readonly effect: string;
}

interface Requirement {
  readonly on: 'label' | 'field';
  readonly key: string;
  readonly operator: string;
  readonly values: readonly string[];
}

function requirementsOf(term: YamlMap): readonly Requirement[] {
  const read = (list: string, on: Requirement['on']): readonly Requirement[] =>
    mapItems(term, list).map((item) => ({
      on,
      key: textField(item, 'key')?.value ?? '',
      operator: textField(item, 'operator')?.value ?? '',
      values: (textItems(item, 'values') ?? []).map(({ value }) => value),
    }));
  return [...read('matchExpressions', 'label'), ...read('matchFields', 'field')];
}

function requirementText({ key, operator, values }: Requirement): string {
  switch (operator) {
    case 'In':
      return values.length === 1 ? `${key}=${values[0] ?? ''}` : `${key} in ${values.join(', ')}`;
    case 'NotIn':
      return `${key} not in ${values.join(', ')}`;
    case 'Exists':
      return key;
    case 'DoesNotExist':
      return `no ${key}`;
    case 'Gt':
      return `${key} > ${values.join()}`;
    case 'Lt':
      return `${key} < ${values.join()}`;
    default:
      return key;
  }
}

/** As the scheduler compares (nodeaffinity in component-helpers, v1.35); an operator that is not known never holds. */
function requirementHolds(
  { on, key, operator, values }: Requirement,
  node: DescribedNode,
): boolean {
  const written = on === 'field' ? fieldOf(node, key) : labelOf(node, key);
  switch (operator) {
    case 'In':
      return written !== undefined && values.includes(written);
    case 'NotIn':
      return written === undefined || !values.includes(written);
    case 'Exists':
      return written !== undefined;
    case 'DoesNotExist':
      return written === undefined;
    case 'Gt':
      return Number(written) > Number(values[0]);
    case 'Lt':
      return Number(written) < Number(values[0]);
    default:
      return false;
  }
}

function fieldOf(node: DescribedNode, key: string): string | undefined {
  return key === 'metadata.name' ? node.name : undefined;
}

function labelOf(node: DescribedNode, key: string): string | undefined {
  return key === HOSTNAME_LABEL ? hostnameOf(node) : labelValue(node.labels, key);
}

interface HardTaint {
  readonly key: string;
  readonly value: string;
  readonly effect: string;
}

const UNSCHEDULABLE: HardTaint = {
  key: 'node.kubernetes.io/unschedulable',
  value: '',
  effect: 'NoSchedule',
};

/** The taints that keep pods away; `PreferNoSchedule` only makes the scheduler prefer others. */
function taintsOf({ spec }: DescribedNode): readonly HardTaint[] {
  const written = spec.taints
    .map(({ key, value, effect }) => ({
      key: key?.value ?? '',
      value: value?.value ?? '',
      effect: effect?.value ?? '',
    }))
    .filter(({ effect }) => effect === 'NoSchedule' || effect === 'NoExecute');
  return spec.unschedulable?.value === true ? [...written, UNSCHEDULABLE] : written;
}

/** A toleration without a key and with `Exists` tolerates everything; without an effect, every effect. */
function tolerates(needs: NodeNeeds, taint: HardTaint): boolean {
  if (needs.isDaemon && daemonTolerates(needs, taint)) return true;
  return needs.tolerations.some(({ key, operator, value, effect }) => {
    if (effect !== '' && effect !== taint.effect) return false;
    if (key === '') return operator === 'Exists';
    if (key !== taint.key) return false;
    if (operator === 'Exists') return true;
    return (operator === '' || operator === 'Equal') && value === taint.value;
  });
}

/** What the DaemonSet controller adds to each of its pods (AddOrUpdateDaemonPodTolerations, v1.35). */
function daemonTolerates(needs: NodeNeeds, { key, effect }: HardTaint): boolean {
  const always = ['disk-pressure', 'memory-pressure', 'pid-pressure', 'unschedulable'];
  const short = key.replace(/^node\.kubernetes\.io\//, '');
  if (short === key) return false;
  if (short === 'not-ready' || short === 'unreachable') return effect === 'NoExecute';
  if (effect !== 'NoSchedule') return false;
  return always.includes(short) || (short === 'network-unavailable' && needs.usesHostNetwork);
}
