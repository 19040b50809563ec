import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { contributionOf } from '../../../server/src/analysis/contribution.ts';
import type { PodFacts } from '../../../server/src/analysis/facts.ts';
import type { LinkedPod } from '../../../server/src/analysis/linked.ts';
import { indexContributions } from '../../../server/src/analysis/file-index.ts';
import { hostPortConflict } from '../../../server/src/rules/host-port-conflict.ts';
import { counted } from '../../support/counted.ts';
import { assertSteady } from '../../support/effort.ts';
import type { Effort } from '../../support/effort.ts';
import { factsOf, linkedIn } from '../../support/linked-pods.ts';

const MANY = 300;

describe('looking for who shares a port of a node', () => {
  it('passes over the pods of other nodes', () => {
    const one = (i: number): string => manifest('Pod', i, `nodeName: n${i}, ${CLAIM}`);
    assertSteady(MANY, (count) => amongPods(one, count), 0);
  });

  it('compares each of very many that meet with a part of them', () => {
    const one = (i: number): string =>
      manifest('DaemonSet', i, `selector: {}, template: {spec: {${CLAIM}}}`).replace(
        'v1',
        'apps/v1',
      );
    assertSteady(MANY, (count) => amongPods(one, count), 1);
  });

  it('compares each of very many that listen unseen with a part of them', () => {
    const one = (i: number): string =>
      manifest(
        'Pod',
        i,
        'hostNetwork: true, containers: [{name: a, image: busybox, command: [nc, -l, -p, "80"]}]',
      );
    assertSteady(MANY, (count) => amongPods(one, count), 1);
  });

  it('compares each of very many claims of one pod with a part of them', () => {
    assertSteady(
      MANY,
      (count) => {
        const ports = Array.from({ length: count }, () => '{containerPort: 80, hostPort: 80}');
        const spec = `containers: [{name: a, image: b, ports: [${ports.join()}]}]`;
        const facts = factsOf(manifest('Pod', 0, spec));
        const pod = linkedIn(facts, indexContributions([contributionOf(facts)]).index).pods[0];
        assert.ok(pod);
        const model = counted(pod.containers.map(({ container }) => container));
        const containers = pod.containers.map((container, i) => ({
          ...container,
          container: model.value[i] ?? container.container,
        }));
        return { found: findings({ ...pod, containers }), work: model.reads() };
      },
      1,
    );
  });
});

const CLAIM = 'containers: [{name: a, image: b, ports: [{containerPort: 80, hostPort: 80}]}]';

function manifest(kind: string, i: number, spec: string): string {
  return `apiVersion: v1\nkind: ${kind}\nmetadata: {name: a${i}}\nspec: {${spec}}\n`;
}

/** The work is how often something was read of any pod. */
function amongPods(one: (i: number) => string, count: number): Effort {
  let work = 0;
  const counting = (pod: PodFacts): PodFacts =>
    new Proxy(pod, {
      get(target, key): unknown {
        work++;
        return Reflect.get(target, key);
      },
    });
  const documents = Array.from({ length: count }, (_, i) => factsOf(one(i))).map((facts) => ({
    ...facts,
    pods: facts.pods.map(counting),
  }));
  const { index } = indexContributions(documents.map(contributionOf));
  const found = documents
    .flatMap((facts) => linkedIn(facts, index).pods)
    .reduce((sum, pod) => sum + findings(pod), 0);
  return { found, work };
}

function findings(pod: LinkedPod): number {
  let found = 0;
  hostPortConflict.checkPod?.(pod, () => found++);
  return found;
}
