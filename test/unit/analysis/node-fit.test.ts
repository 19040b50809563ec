import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { readFacts } from '../../../server/src/analysis/document-facts.ts';
import { admits, nodeConstraints, nodeNeeds } from '../../../server/src/analysis/node-fit.ts';
import { readStream } from '../../../server/src/yaml/read-stream.ts';

const LABELS = 'zone: a, cores: "8"';
const affinity = (...terms: readonly string[]): string =>
  `affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [${terms.join(', ')}]}}}`;
const term = (...requirements: readonly string[]): string =>
  `{matchExpressions: [${requirements.map((one) => `{${one}}`).join(', ')}]}`;

interface Case {
  readonly pod: string;
  readonly node?: string;
  readonly kind?: 'DaemonSet';
  readonly fits: boolean;
  readonly words?: string;
}

const CASES: Readonly<Record<string, Case>> = {
  'asks for nothing': { pod: '', fits: true, words: '' },
  'selects by label': { pod: 'nodeSelector: {zone: a}', fits: true, words: 'zone=a' },
  'selects another label': { pod: 'nodeSelector: {zone: a, disk: ssd}', fits: false },
  'selects by the name of the host, which is the name of the node': {
    pod: 'nodeSelector: {kubernetes.io/hostname: n1}',
    fits: true,
  },
  'one of several terms': {
    pod: affinity(
      term('key: zone, operator: In, values: [b]'),
      term('key: zone, operator: In, values: [a]'),
    ),
    fits: true,
    words: 'zone=b or zone=a',
  },
  'all requirements of a term': {
    pod: affinity(term('key: zone, operator: In, values: [a, b]', 'key: disk, operator: Exists')),
    fits: false,
    words: 'zone in a, b and disk',
  },
  'an empty term, which matches nothing': { pod: affinity('{}'), fits: false },
  'the absence of a label': {
    pod: affinity(term('key: disk, operator: DoesNotExist')),
    fits: true,
  },
  'another value, which a missing label has too': {
    pod: affinity(term('key: disk, operator: NotIn, values: [hdd]')),
    fits: true,
  },
  'more than': { pod: affinity(term('key: cores, operator: Gt, values: ["4"]')), fits: true },
  'less than': { pod: affinity(term('key: cores, operator: Lt, values: ["4"]')), fits: false },
  'only what it would like best': {
    pod: 'affinity: {nodeAffinity: {preferredDuringSchedulingIgnoredDuringExecution: [{weight: 1, preference: {matchExpressions: [{key: zone, operator: In, values: [b]}]}}]}}',
    fits: true,
    words: '',
  },
  'the name of the node': {
    pod: affinity('{matchFields: [{key: metadata.name, operator: In, values: [n1]}]}'),
    fits: true,
  },
  'nothing, on a tainted node': {
    pod: '',
    node: 'taints: [{key: gpu, effect: NoSchedule}]',
    fits: false,
  },
  'nothing, on a node to be avoided': {
    pod: '',
    node: 'taints: [{key: gpu, effect: PreferNoSchedule}]',
    fits: true,
  },
  'to be let on the tainted node': {
    pod: 'tolerations: [{key: gpu, operator: Exists}]',
    node: 'taints: [{key: gpu, value: "yes", effect: NoSchedule}]',
    fits: true,
  },
  'to be let on by another value': {
    pod: 'tolerations: [{key: gpu, value: "no"}]',
    node: 'taints: [{key: gpu, value: "yes", effect: NoSchedule}]',
    fits: false,
  },
  'to be let on by another effect': {
    pod: 'tolerations: [{key: gpu, operator: Exists, effect: NoExecute}]',
    node: 'taints: [{key: gpu, effect: NoSchedule}]',
    fits: false,
  },
  'to be let on everywhere': {
    pod: 'tolerations: [{operator: Exists}]',
    node: 'taints: [{key: gpu, effect: NoExecute}]',
    fits: true,
  },
  'nothing, on a cordoned node': { pod: '', node: 'unschedulable: true', fits: false },
  'nothing, as a DaemonSet on a cordoned node': {
    pod: '',
    kind: 'DaemonSet',
    node: 'unschedulable: true',
    fits: true,
  },
  'nothing, as a DaemonSet on a tainted node': {
    pod: '',
    kind: 'DaemonSet',
    node: 'taints: [{key: gpu, effect: NoSchedule}]',
    fits: false,
  },
};

describe('a node takes a pod that asks for', () => {
  for (const [name, { pod, node, kind, fits, words }] of Object.entries(CASES)) {
    it(`${name}: ${fits ? 'yes' : 'no'}`, () => {
      const spec = `containers: [{name: a, image: a}]\n${pod}`;
      const manifest = kind
        ? `apiVersion: apps/v1\nkind: ${kind}\nmetadata: {name: p}\nspec:\n  template:\n    spec:\n${indented(spec, 6)}`
        : `apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec:\n${indented(spec, 2)}`;
      const described = `apiVersion: v1\nkind: Node\nmetadata: {name: n1, labels: {${LABELS}}}\nspec: {${node ?? ''}}\n`;
      const [facts, nodeFacts] = readStream(`${manifest}\n---\n${described}`).entries.map(
        ({ chunk }) => readFacts(chunk),
      );
      const resource = nodeFacts?.kubernetes.resources[0];
      const podFacts = facts?.pods[0];
      assert.ok(podFacts && resource?.body.type === 'node');
      const found = { name: 'n1', labels: resource.labels, spec: resource.body.node };
      assert.equal(admits(found, nodeNeeds(podFacts)), fits);
      if (words !== undefined) assert.equal(nodeConstraints(podFacts).join(', '), words);
    });
  }
});

function indented(text: string, by: number): string {
  return text.replace(/^(?=.)/gm, ' '.repeat(by));
}
