import { describe, it } from 'mocha';
import { contributionOf } from '../../../server/src/analysis/contribution.ts';
import type { DocumentFacts } from '../../../server/src/analysis/facts.ts';
import { indexContributions } from '../../../server/src/analysis/file-index.ts';
import type { LinkedPod } from '../../../server/src/analysis/linked.ts';
import { loopbackOnlyListener } from '../../../server/src/rules/loopback-only-listener.ts';
import { counted } from '../../support/counted.ts';
import { assertSteady } from '../../support/effort.ts';
import type { Effort } from '../../support/effort.ts';
import { factsOf, linkedIn } from '../../support/linked-pods.ts';

const POD =
  'apiVersion: v1\nkind: Pod\nmetadata: {name: p, labels: {a: b}}\nspec: {containers: [{name: a, image: busybox, command: [nc, -l, -s, 127.0.0.1, -p, "80"]}]}\n';
const SERVICE =
  'apiVersion: v1\nkind: Service\nmetadata: {name: s}\nspec: {selector: {a: b}, ports: [{port: 80}]}\n';

describe('Services that lead to a listener at localhost', () => {
  it('are told of once for each listener, however many there are', () => {
    assertSteady(100, amongServices, 1);
  });
});

/** A pod and a Service for each; the work is how often something was read of a Service. */
function amongServices(count: number): Effort {
  let work = (): number => 0;
  const documents = Array.from({ length: count }, (_, i): readonly DocumentFacts[] => {
    const service = factsOf(SERVICE.replace('name: s', `name: s${i}`));
    const own = counted(service.kubernetes);
    const before = work;
    work = () => before() + own.reads();
    return [factsOf(POD.replace('name: p', `name: p${i}`)), { ...service, kubernetes: own.value }];
  }).flat();
  const { index } = indexContributions(documents.map(contributionOf));
  const pods = documents.flatMap((facts) => linkedIn(facts, index).pods);
  return { found: pods.reduce((sum, pod) => sum + problemsOf(pod), 0), work: work() };
}

function problemsOf(pod: LinkedPod): number {
  let found = 0;
  loopbackOnlyListener.checkPod?.(pod, () => found++);
  return found;
}
