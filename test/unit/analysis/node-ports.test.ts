import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { askScope } from '../../../server/src/analysis/asked-scope.ts';
import { contributionOf } from '../../../server/src/analysis/contribution.ts';
import { readFacts } from '../../../server/src/analysis/document-facts.ts';
import type { DocumentFacts, PodFacts } from '../../../server/src/analysis/facts.ts';
import { linkDocument } from '../../../server/src/analysis/link.ts';
import type { LinkedPod } from '../../../server/src/analysis/linked.ts';
import { indexContributions } from '../../../server/src/analysis/file-index.ts';
import type { ResourceIndex } from '../../../server/src/analysis/resource-index.ts';
import { NO_SETTINGS } from '../../../server/src/analysis/settings.ts';
import { hostPortConflict } from '../../../server/src/rules/host-port-conflict.ts';
import { readStream } from '../../../server/src/yaml/read-stream.ts';
import { counted } from '../../support/counted.ts';

const MANY = 300;

/** Twice as many take twice the work, where each is compared with all others four times as much. */
describe('looking for who shares a port of a node', () => {
  it('passes over the pods of other nodes', () => {
    const one = (i: number): string => manifest('Pod', i, `nodeName: n${i}, ${CLAIM}`);
    assertSteady((count) => amongPods(one, count), 0);
  });

  it('compares each of very many that meet with a part of them', () => {
    const one = (i: number): string =>
      manifest('DaemonSet', i, `selector: {}, template: {spec: {${CLAIM}}}`).replace(
        'v1',
        'apps/v1',
      );
    assertSteady((count) => amongPods(one, count), 1);
  });

  it('compares each of very many that listen unseen with a part of them', () => {
    const one = (i: number): string =>
      manifest(
        'Pod',
        i,
        'hostNetwork: true, containers: [{name: a, image: busybox, command: [nc, -l, -p, "80"]}]',
      );
    assertSteady((count) => amongPods(one, count), 1);
  });

  it('compares each of very many claims of one pod with a part of them', () => {
    assertSteady((count) => {
      const ports = Array.from({ length: count }, () => '{containerPort: 80, hostPort: 80}');
      const spec = `containers: [{name: a, image: b, ports: [${ports.join()}]}]`;
      const facts = factsOf(manifest('Pod', 0, spec));
      const pod = linkedPods(facts, indexContributions([contributionOf(facts)]).index)[0];
      assert.ok(pod);
      const model = counted(pod.containers.map(({ container }) => container));
      const containers = pod.containers.map((container, i) => ({
        ...container,
        container: model.value[i] ?? container.container,
      }));
      return { found: findings({ ...pod, containers }), work: model.reads() };
    }, 1);
  });
});

const CLAIM = 'containers: [{name: a, image: b, ports: [{containerPort: 80, hostPort: 80}]}]';

function manifest(kind: string, i: number, spec: string): string {
  return `apiVersion: v1\nkind: ${kind}\nmetadata: {name: a${i}}\nspec: {${spec}}\n`;
}

interface Effort {
  readonly found: number;
  readonly work: number;
}

function assertSteady(effort: (count: number) => Effort, foundForEach: number): void {
  const [some, more] = [effort(MANY), effort(2 * MANY)];
  assert.deepEqual([some.found, more.found], [foundForEach * MANY, foundForEach * 2 * MANY]);
  assert.ok(some.work > MANY, 'what is done is counted');
  assert.ok(more.work < 2.5 * some.work, `${some.work} reads, then ${more.work}`);
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
    .flatMap((facts) => linkedPods(facts, index))
    .reduce((sum, pod) => sum + findings(pod), 0);
  return { found, work };
}

function linkedPods(facts: DocumentFacts, index: ResourceIndex): readonly LinkedPod[] {
  const { scope } = askScope(facts.pods, [index], () => undefined);
  return linkDocument(facts, { scope, settings: NO_SETTINGS, completions: [] }).pods;
}

function findings(pod: LinkedPod): number {
  let found = 0;
  hostPortConflict.checkPod?.(pod, () => found++);
  return found;
}

function factsOf(text: string): DocumentFacts {
  const chunk = readStream(text).entries[0]?.chunk;
  assert.ok(chunk);
  return readFacts(chunk);
}
