import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import fc from 'fast-check';
import type { LinkedDocument } from '../../../server/src/analysis/linked.ts';
import { emptySnapshot } from '../../../server/src/analysis/workspace.ts';
import type { FileChange, Snapshot } from '../../../server/src/analysis/workspace.ts';
import { countingSteps } from './workspace-steps.ts';
import type { Counts } from './workspace-steps.ts';

const FILES = 6;
const addressOf = (number: number): string => `file:///work/${number}.yaml`;

/** What a document can be; with few names, most say something about others. */
const name = fc.constantFrom('a', 'b', 'c');
const document = fc.oneof(
  fc.record({ app: name, volume: name }).map(
    ({ app, volume }) => `apiVersion: v1
kind: Pod
metadata: { name: ${app}, labels: { app: ${app} } }
spec:
  containers: [{ name: x, image: x }]
  volumes: [{ name: v, configMap: { name: ${volume} } }]
`,
  ),
  fc.record({ of: name, app: name }).map(
    ({ of, app }) => `apiVersion: v1
kind: Service
metadata: { name: ${of} }
spec: { selector: { app: ${app} } }
`,
  ),
  name.map(configMap),
  fc.constant('# nothing\n'),
);
const text = fc.array(document, { minLength: 1, maxLength: 3 }).map((all) => all.join('---\n'));
const file = fc.nat(FILES - 1).map(addressOf);
const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ type: fc.constant('edit' as const), uri: file, text }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('try' as const), uri: file, text }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('delete' as const), uri: file }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('forget' as const), most: fc.nat(400) }) },
);

describe('a scope that changes', () => {
  it('answers as one that is read anew, and only files that a change concerns are linked again', () => {
    fc.assert(
      fc.property(
        fc.array(text, { minLength: FILES, maxLength: FILES }),
        fc.array(step, { maxLength: 12 }),
        (texts, steps) => {
          let snapshot = emptySnapshot(countingSteps()).withFiles(
            texts.map((each, number) => ({ uri: addressOf(number), text: each })),
          );
          let linked = linkAll(snapshot);
          for (const change of steps) {
            const before = snapshot;
            if (change.type === 'try') {
              // Of what is only tried, nothing is left.
              linkAll(snapshot.withFiles([change]));
            } else if (change.type === 'forget') {
              ({ snapshot } = snapshot.forgetting(change.most, () => false));
              snapshot.takeOver();
            } else {
              const asFiles: FileChange =
                change.type === 'delete' ? { uri: change.uri, deleted: true } : change;
              snapshot = snapshot.withFiles([asFiles]);
              snapshot.takeOver();
            }
            linked = assertOthersStay({ before, snapshot, linked }, change);
            assertLikeFresh(snapshot);
          }
        },
      ),
      { numRuns: 150 },
    );
  });

  for (const [what, from, to] of [
    ['an image', 'image: x1', 'image: y1'],
    ['a comment', 'kind: Pod', '# more\nkind: Pod'],
    ['a label that a Service of the file asks for', 'labels: { app: p1 }', 'labels: { app: q1 }'],
  ] as const) {
    it(`costs an edit of ${what} the same in a folder of 10 files and of 1,000`, () => {
      assert.deepEqual(workOf(1000, from, to), workOf(10, from, to));
    });
  }

  it('concerns with an edit those that asked for what it says', () => {
    const snapshot = folderOf(10);
    const [first] = snapshot.files.values();
    assert.ok(first);
    const concerned = (change: (text: string) => string): readonly string[] => {
      const changed = snapshot.withFiles([{ uri: first.uri, text: change(first.text) }]);
      return [...changed.concernedBy(first.uri, first)];
    };
    assert.deepEqual(
      concerned((text) => text.replace('image: x0', 'image: y')),
      [],
    );
    assert.deepEqual(
      concerned((text) => text.replace('name: s0', 'name: s1')),
      [first.uri],
    );
    assert.deepEqual(
      concerned((text) => text.replace('app: p0 } }\n', 'app: p7 } }\n')),
      [],
    );
    assert.deepEqual(
      concerned((text) => text.replace('selector: { app: p0', 'selector: { app: p7')),
      [first.uri, addressOf(7)],
    );
    assert.deepEqual(
      concerned((text) => `${text}---\n${configMap('v5')}`),
      [addressOf(5)],
    );
  });
});

function configMap(of: string): string {
  return `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${of} }\n`;
}

interface Moment {
  readonly before: Snapshot;
  readonly snapshot: Snapshot;
  readonly linked: ReadonlyMap<string, readonly LinkedDocument[]>;
}

/** What is not concerned is linked as it was; gives what is linked now. */
function assertOthersStay(
  { before, snapshot, linked }: Moment,
  change: { readonly type: string; readonly uri?: string },
): ReadonlyMap<string, readonly LinkedDocument[]> {
  const now = linkAll(snapshot);
  const uri = change.uri ?? '';
  if (change.type === 'forget' || change.type === 'try') return now;
  const concerned = new Set([uri, ...snapshot.concernedBy(uri, before.file(uri))]);
  for (const other of snapshot.files.keys()) {
    if (concerned.has(other)) continue;
    const is = now.get(other) ?? [];
    const was = linked.get(other) ?? [];
    // A forgotten file has other documents; what it is linked with is compared with that of a fresh one.
    if (is.some(({ facts }, index) => facts !== was[index]?.facts)) continue;
    assert.ok(
      is.every((one, index) => one === was[index]),
      other,
    );
  }
  for (const each of concerned) snapshot.lookedAt(each);
  return now;
}

function linkAll(snapshot: Snapshot): ReadonlyMap<string, readonly LinkedDocument[]> {
  return new Map(
    [...snapshot.files.values()].map(({ uri, documents }) => [
      uri,
      documents.map((each) => snapshot.link(each)),
    ]),
  );
}

function assertLikeFresh(snapshot: Snapshot): void {
  const fresh = emptySnapshot(countingSteps()).withFiles(
    [...snapshot.files.values()].map((each) => ({ uri: each.uri, text: each.text })),
  );
  assert.deepEqual(answersOf(snapshot), answersOf(fresh));
}

/** What the first document of each file is answered. */
function answersOf(snapshot: Snapshot): unknown {
  return [...snapshot.files.values()]
    .toSorted((a, b) => (a.uri < b.uri ? -1 : 1))
    .map(({ uri, documents: [first] }) => {
      if (!first) return [uri];
      const { scope } = snapshot.link(first);
      const at = (found: Parameters<Snapshot['locate']>[0] | undefined): string | undefined => {
        const home = found && snapshot.locate(found);
        return home && `${home.file.uri}#${home.index}`;
      };
      return [
        uri,
        ...['a', 'b', 'c'].map((each) => [
          at(scope.configMap(undefined, each)?.document),
          at(scope.service(undefined, each)?.document),
          scope.podsFor(undefined, labels(each)).map((pod) => at(pod.document)),
          scope.podsAnywhereFor(undefined, labels(each)).map((pod) => at(pod.document)),
          scope.servicesFor(undefined, labels(each)).map(({ document: found }) => at(found)),
        ]),
      ];
    });
}

function labels(app: string): Parameters<LinkedDocument['scope']['podsFor']>[1] {
  const [first] = emptySnapshot(countingSteps())
    .withFiles([
      {
        uri: 'file:///labels.yaml',
        text: `apiVersion: v1\nkind: Pod\nmetadata: { labels: { app: ${app} } }\nspec: { containers: [] }\n`,
      },
    ])
    .files.values();
  return first?.documents[0]?.pods[0]?.pod.labels ?? [];
}

/** Each file holds a pod, its Service and its ConfigMap. */
function folderOf(count: number, counts?: Counts): Snapshot {
  const snapshot = emptySnapshot(countingSteps(counts)).withFiles(
    Array.from({ length: count }, (_, n) => ({
      uri: addressOf(n),
      text: `apiVersion: v1
kind: Pod
metadata: { name: p${n}, labels: { app: p${n} } }
spec:
  containers: [{ name: x, image: x${n} }]
  volumes: [{ name: v, configMap: { name: v${n} } }]
---
apiVersion: v1
kind: Service
metadata: { name: s${n} }
spec: { selector: { app: p${n} } }
`,
    })),
  );
  linkAll(snapshot);
  return snapshot;
}

/** What an edit of one file takes in a folder of so many: documents read and linked, and other files to look at. */
function workOf(count: number, from: string, to: string): unknown {
  const counts: Counts = { facts: 0, links: 0 };
  const snapshot = folderOf(count, counts);
  const before = snapshot.file(addressOf(1));
  assert.ok(before);
  assert.ok(before.text.includes(from));
  const taken = { ...counts };
  const next = snapshot.withFiles([{ uri: before.uri, text: before.text.replace(from, to) }]);
  next.takeOver();
  for (const each of next.file(before.uri)?.documents ?? []) next.link(each);
  const concerned = [...next.concernedBy(before.uri, before)];
  for (const uri of concerned) for (const each of next.file(uri)?.documents ?? []) next.link(each);
  return { facts: counts.facts - taken.facts, links: counts.links - taken.links, concerned };
}
