import { strict as assert } from 'node:assert';
import { describe, it } from 'mocha';
import { contributionOf } from '../../../server/src/analysis/contribution.ts';
import { indexContributions } from '../../../server/src/analysis/file-index.ts';
import type { ResourceIndex } from '../../../server/src/analysis/resource-index.ts';
import type { DocumentFacts } from '../../../server/src/analysis/facts.ts';
import { counted } from '../../support/counted.ts';
import { assertSteady } from '../../support/effort.ts';
import { factsOf } from '../../support/linked-pods.ts';

const podFacts = (name: string, labels: string): DocumentFacts =>
  factsOf(
    `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}, labels: {${labels}}}\nspec: {containers: [{name: a, image: b}]}\n`,
  );
const serviceFacts = (name: string, selector: string): DocumentFacts =>
  factsOf(
    `apiVersion: v1\nkind: Service\nmetadata: {name: ${name}}\nspec: {selector: {${selector}}, ports: [{port: 80}]}\n`,
  );

const indexOf = (documents: readonly DocumentFacts[]): ResourceIndex =>
  indexContributions(documents.map(contributionOf)).index;

const namesFor = (index: ResourceIndex, pod: DocumentFacts): readonly string[] =>
  index
    .servicesFor(undefined, pod.pods[0]?.pod.labels ?? [])
    .map(({ resource }) => resource.name?.value ?? '');

const podsFor = (index: ResourceIndex, service: DocumentFacts): readonly string[] => {
  const body = service.kubernetes.resources[0]?.body;
  const selector = body?.type === 'service' ? (body.service.selector ?? []) : [];
  return index.podsFor(undefined, selector).map(({ resource }) => resource.name?.value ?? '');
};

describe('Services and pods that all share a label', () => {
  it('find each other without a look at all of them', () => {
    assertSteady(
      50,
      (count) => {
        let work = (): number => 0;
        const counting = (facts: DocumentFacts): DocumentFacts => {
          const own = counted(facts);
          const before = work;
          work = () => before() + own.reads();
          return own.value;
        };
        const numbers = Array.from({ length: count }, (_, i) => i);
        const pods = numbers.map((i) => counting(podFacts(`p${i}`, `all: a, own: b${i}`)));
        const services = numbers.map((i) => counting(serviceFacts(`s${i}`, `all: a, own: b${i}`)));
        const index = indexOf([...pods, ...services]);
        const found = [
          ...pods.flatMap((pod) => namesFor(index, pod)),
          ...services.flatMap((service) => podsFor(index, service)),
        ];
        return { found: found.length, work: work() };
      },
      2,
    );
  });

  it('find all that match, in the order of the text', () => {
    const services = Array.from({ length: 30 }, (_, i) =>
      serviceFacts(
        `s${i}`,
        ['a: b', 'a: b, tier: web', 'a: b, own: x7', 'a: b, own: y'][i % 4] ?? '',
      ),
    );
    const pod = podFacts('p', 'own: x7, tier: web, a: b');
    const index = indexOf([...services, pod, podFacts('q', 'a: b'), podFacts('r', 'a: b')]);
    const wanted = services.flatMap((_, i) => (i % 4 === 3 ? [] : [`s${i}`]));
    assert.deepEqual(namesFor(index, pod), wanted);
    assert.deepEqual(podsFor(index, serviceFacts('s', 'a: b')), ['p', 'q', 'r']);
    assert.deepEqual(podsFor(index, serviceFacts('s', 'a: b, tier: web')), ['p']);
    assert.deepEqual(podsFor(index, serviceFacts('s', 'a: b, tier: none')), []);
  });
});
