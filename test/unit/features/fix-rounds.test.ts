import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { readFacts } from '../../../server/src/analysis/document-facts.ts';
import { linkDocument } from '../../../server/src/analysis/link.ts';
import { emptySnapshot } from '../../../server/src/analysis/workspace.ts';
import type { Snapshot } from '../../../server/src/analysis/workspace.ts';
import { fixBudget } from '../../../server/src/features/fix-budget.ts';
import { chooseFixes } from '../../../server/src/features/fix-rounds.ts';
import type { FixKind, FixRound } from '../../../server/src/features/fix-rounds.ts';
import { NO_CONFIGURATION } from '../../../server/src/rules/configuration.ts';
import { fixOf, inDocument } from '../../../server/src/rules/edits.ts';
import { defineRule } from '../../../server/src/rules/rule.ts';
import type { Problem } from '../../../server/src/rules/rule.ts';
import { checkDocument } from '../../../server/src/rules/run.ts';
import { applyEdits } from '../../../server/src/text/edit.ts';
import { removeItem, removePair } from '../../../server/src/yaml/edit.ts';
import { entriesOf } from '../../../server/src/yaml/node-tables.ts';
import type { YamlMap, YamlNode, YamlSeq } from '../../../server/src/yaml/node.ts';
import { readStream } from '../../../server/src/yaml/read-stream.ts';
import { projectRoot } from '../../../scripts/editor/paths.ts';
import { sourcesIn } from '../../fuzz/sources.ts';
import { projectOf } from '../../support/project-of.ts';

const URI = 'file:///work/a.yaml';

interface Mended {
  readonly text: string;
  readonly rounds: number;
  readonly fixes: number;
}

/** What is wrong with a text. */
type Find = (text: string) => {
  readonly snapshot: Pick<Snapshot, 'locate'>;
  readonly problems: readonly Problem[];
};

/** The fixes of one file, each round with those of `some` of its problems. */
function mend(
  before: string,
  some: (problems: readonly Problem[]) => Iterable<readonly Problem[]>,
  { find = findAll, kind = 'unsafe' }: { readonly find?: Find; readonly kind?: FixKind } = {},
): Mended {
  let text = before;
  const seen = new Set([text]);
  for (let rounds = 0, fixes = 0; ; rounds++) {
    const { snapshot, problems } = find(text);
    const round = firstRound(snapshot, some(problems), kind);
    const next = applyEdits(text, round?.edits.get(URI) ?? []);
    if (!round || seen.has(next)) return { text, rounds, fixes };
    seen.add(next);
    text = next;
    fixes += round.fixes;
  }
}

const atOnce = (problems: readonly Problem[]): readonly (readonly Problem[])[] => [problems];
const eachAlone = (problems: readonly Problem[]): readonly (readonly Problem[])[] =>
  problems.map((problem) => [problem]);
const together = (text: string): Mended => mend(text, atOnce);
const oneByOne = (text: string): Mended => mend(text, eachAlone);

function firstRound(
  snapshot: Pick<Snapshot, 'locate'>,
  tries: Iterable<readonly Problem[]>,
  kind: FixKind,
): FixRound | undefined {
  for (const problems of tries) {
    const round = chooseFixes(
      {
        problems,
        place(document) {
          const home = snapshot.locate(document);
          return home && { file: URI, index: home.index, start: home.start };
        },
        budget: fixBudget(),
      },
      kind,
    );
    if (round.fixes > 0) return round;
  }
  return undefined;
}

/** What the rules find. */
function findAll(text: string): ReturnType<Find> {
  const project = projectOf('file:///work', new Map([[URI, text]]));
  const file = project.snapshot.file(URI);
  return { snapshot: project.snapshot, problems: file ? project.problemsOf(file).flat() : [] };
}

/** Says of every entry whose key or name begins so that it goes, with the map or list that holds nothing else. */
const takesOut = defineRule({
  meta: {
    id: 'takes-out',
    severity: 'warning',
    summary: '',
    why: '',
    source: '',
    fix: 'safe',
    messages: { goes: '{name} goes' },
  },
  checkDocument({ facts }, report) {
    const visit = (node: YamlNode | undefined, remove: () => ReturnType<typeof removePair>) => {
      if (!node || node.kind === 'scalar') return;
      for (const [name, value, removeIt] of partsOf(node)) {
        const whole = entriesOf(node).length === 1 ? remove : removeIt;
        visit(value, whole);
        if (!name?.startsWith('gone') || !value) continue;
        report({
          at: value.span,
          message: 'goes',
          data: { name },
          certainty: 'certain',
          fixes: () =>
            fixOf(`Take ${name} out`, name.startsWith('gone-safe'), [inDocument(facts, whole())]),
        });
      }
    };
    const partsOf = (node: YamlMap | YamlSeq) =>
      node.kind === 'map'
        ? node.pairs.map(
            (pair) =>
              [pair.key.text, pair.value, () => removePair(facts.yaml, node, pair)] as const,
          )
        : node.items.map(
            (item) =>
              [
                item.value?.kind === 'scalar' ? item.value.text : undefined,
                item.value,
                () => removeItem(facts.yaml, node, item),
              ] as const,
          );
    visit(facts.yaml.root, () => undefined);
  },
});

function findTakenOut(text: string): ReturnType<Find> {
  const empty = emptySnapshot({ readStream, readFacts, linkDocument });
  const snapshot = empty.withFiles([{ uri: URI, text }]);
  const problems = (snapshot.file(URI)?.documents ?? []).flatMap((facts) =>
    checkDocument(snapshot.link(facts), NO_CONFIGURATION, undefined, [takesOut]),
  );
  return { snapshot, problems };
}

const numbers = (count: number): readonly number[] => Array.from({ length: count }, (_, i) => i);

const service = `apiVersion: v1
kind: Pod
metadata: {name: p, labels: {a: b}}
spec: {containers: [{name: a, image: nginx, ports: [{name: web, containerPort: 80}]}]}
---
apiVersion: v1
kind: Service
metadata: {name: s}
spec: {selector: {a: b}, ports: [{port: 80, targetPort: web}]}
`;

/** One that sends to these ports of the Service. */
const ingress = (ports: readonly number[]): string =>
  `apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: i}\nspec:\n  rules:\n    - http:\n        paths:\n${ports
    .map(
      (port, i) =>
        `          - {path: /${i}, pathType: Prefix, backend: {service: {name: s, port: {number: ${port}}}}}\n`,
    )
    .join('')}`;

const pod = (spec: string): string =>
  `apiVersion: v1\nkind: Pod\nmetadata:\n  name: shop\nspec:\n${spec}`;

describe('rounds of fixes', () => {
  it('make those of one document at once that are about different places', () => {
    const misspelled = pod(
      `  containers:\n${numbers(40)
        .map(
          (i) =>
            `    - name: c${i}\n      image: nginx\n      volumeMounts: [{name: data${i}x, mountPath: /data}]\n`,
        )
        .join('')}  volumes:\n${numbers(40)
        .map((i) => `    - {name: data${i}, emptyDir: {}}\n`)
        .join('')}`,
    );
    const { text, rounds, fixes } = together(misspelled);
    assert.equal(fixes, 40);
    assert.equal(rounds, 1);
    assert.equal(text, oneByOne(misspelled).text);
  });

  it('make those at once that count on one place of another document', () => {
    const sent = `${service}---\n${ingress(numbers(40).map((i) => i + 1))}`;
    const { text, rounds, fixes } = together(sent);
    assert.equal(text, `${service}---\n${ingress(numbers(40).map(() => 80))}`);
    assert.deepEqual([rounds, fixes], [1, 40]);
  });

  it('make none that counts on a document that another changes', () => {
    const misspelled = service.replace('targetPort: web', 'targetPort: wed');
    const { text, rounds, fixes } = together(`${misspelled}---\n${ingress([81, 82])}`);
    assert.equal(text, `${service}---\n${ingress([80, 80])}`);
    assert.deepEqual([rounds, fixes], [2, 3]);
  });

  it('look for no fix of a problem that another fix is about', () => {
    let asked = 0;
    const find: Find = (text) => {
      const { snapshot, problems } = findAll(text);
      const noted = problems.map((problem) => ({
        ...problem,
        candidates() {
          asked++;
          return problem.candidates();
        },
      }));
      return { snapshot, problems: noted };
    };
    const fought = pod(
      `  containers:\n    - name: a\n      image: nginx\n      ports:\n${numbers(40)
        .map((i) => `        - {containerPort: ${i + 1}, hostPort: 80}\n`)
        .join('')}`,
    );
    const { rounds, fixes } = mend(fought, atOnce, { find });
    assert.deepEqual([rounds, fixes, asked], [39, 39, 39]);
  });

  it('cure a conflict from one side', () => {
    const conflict = pod(
      '  containers:\n    - {name: a, image: example.com/a, args: ["--listen=:8080"]}\n    - {name: b, image: example.com/b, args: ["--listen=:8080"]}\n',
    );
    const { text, fixes } = together(conflict);
    assert.equal(fixes, 1);
    assert.equal(text.match(/:8080/g)?.length, 1);
  });

  it('leave a list as they would one after the other', () => {
    const unused = pod(
      `  containers:\n    - name: a\n      image: nginx\n  volumes:\n${numbers(9)
        .map((i) => `    - name: v${i}\n      emptyDir: {}\n`)
        .join('')}`,
    );
    const { text, rounds, fixes } = together(unused);
    assert.equal(fixes, 9);
    assert.equal(text, oneByOne(unused).text);
    assert.ok(rounds < 9, `${rounds} rounds`);
  });

  it('end in the same text as one by one, on all examples and fixtures', function () {
    this.timeout(120_000);
    let tried = 0;
    for (const { name, files } of sourcesIn(projectRoot, undefined)) {
      const [text = ''] = Object.values(files);
      const all = together(text);
      if (all.fixes < 2) continue;
      tried++;
      assert.equal(all.text, oneByOne(text).text, name);
    }
    assert.ok(tried > 10, `${tried} with several fixes`);
  });

  it('change nothing when they are made once more, on all examples and fixtures', function () {
    this.timeout(120_000);
    let changed = 0;
    for (const { name, files } of sourcesIn(projectRoot, undefined)) {
      const [text = ''] = Object.values(files);
      for (const kind of ['safe', 'unsafe'] as const) {
        const once = mend(text, atOnce, { kind });
        if (once.text !== text) changed++;
        assert.equal(mend(once.text, atOnce, { kind }).text, once.text, `${name}, ${kind}`);
      }
    }
    assert.ok(changed > 100, `${changed} texts changed`);
  });

  it('take entries out of maps and lists as they would one after the other, and leave none empty', () => {
    const name = fc.constantFrom('kept', 'gone-safe', 'gone-safe', 'gone-unsafe');
    const above = fc.constantFrom('', '', '# between\n', '\n');
    const entry = fc.record({ name, above });
    const entries = fc.array(entry, { minLength: 1, maxLength: 5 });
    const look = fc.constantFrom(listOnLines, mapOnLines, listInBrackets, mapInBraces);
    const kinds = fc.constantFrom<FixKind>('safe', 'unsafe');
    fc.assert(
      fc.property(entries, look, kinds, (all, write, kind) => {
        const numbered = all.map((one, i) => ({ ...one, name: `${one.name}${i}` }));
        const text = `a:\n  b:${write(numbered)}\n  c: d\n`;
        const options = { find: findTakenOut, kind };
        const mended = mend(text, atOnce, options);
        // What stands between two entries goes with a whole list, so it depends on which entry is the last.
        const lines = (one: string) => one.split('\n').filter((line) => /^[^#]/.test(line));
        assert.deepEqual(lines(mended.text), lines(mend(text, eachAlone, options).text));
        assert.doesNotMatch(mended.text, /b:(?:\s*#.*)*\s*(?:\[\]|\{\}|c:)/);
        const going = all.filter(
          (one) => one.name !== 'kept' && (kind === 'unsafe' || one.name === 'gone-safe'),
        );
        assert.equal(mended.fixes, going.length);
      }),
      { seed: 7, numRuns: 200 },
    );
  });
});

interface Entry {
  readonly name: string;
  /** Lines that stand over it, where it has a line of its own. */
  readonly above: string;
}

const listOnLines = (entries: readonly Entry[]): string =>
  entries.map(({ name, above }) => `\n${above}    - ${name}`).join('');
const mapOnLines = (entries: readonly Entry[]): string =>
  entries.map(({ name, above }) => `\n${above}    ${name}: {e: f}`).join('');
const listInBrackets = (entries: readonly Entry[]): string =>
  ` [${entries.map(({ name }) => name).join(', ')}]`;
const mapInBraces = (entries: readonly Entry[]): string =>
  ` {${entries.map(({ name }) => `${name}: {e: f}`).join(', ')}}`;
