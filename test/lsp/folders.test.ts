import assert from 'node:assert/strict';
import fc from 'fast-check';
import { afterEach, describe, it } from 'mocha';
import { FileChangeType } from 'vscode-languageserver/node';
import { pod } from './support/manifests.ts';
import { Pair } from './support/pair.ts';
import type { PairOptions } from './support/pair.ts';
import { testSteps } from './support/test-steps.ts';

const ONE = 'file:///one';
const TWO = 'file:///two';
/** A workspace's folders may lie in each other. */
const INNER = `${ONE}/inner`;
const FILES = [
  ...['a', 'b'].map((name) => `${ONE}/${name}.yaml`),
  ...[INNER, TWO].map((folder) => `${folder}/c.yaml`),
];
const WRONG = pod('web', 'bad');

for (const runtime of ['memory', 'client'] as const) {
  describe(`folders under the feet, with files from ${runtime}`, () => {
    const pairs: Pair[] = [];
    const start = async (options: PairOptions = {}): Promise<Pair> => {
      const pair = await Pair.start({ runtime, steps: testSteps(), ...options });
      pairs.push(pair);
      return pair;
    };
    afterEach(() => {
      for (const pair of pairs.splice(0)) pair.dispose();
    });

    for (const gate of ['listing', 'gate'] as const)
      it(`a folder that is removed while it is ${gate === 'gate' ? 'read' : 'listed'} has no problems; added again it has those of now`, async () => {
        const [a = '', b = ''] = FILES;
        const pair = await start({ files: { [a]: WRONG, [b]: WRONG, [`${TWO}/c.yaml`]: WRONG } });
        const release = hold(pair, gate);
        await change(pair, [ONE, TWO], []);
        await change(pair, [], [ONE]);
        release();
        await pair.advance(1000);
        assert.deepEqual(problems(pair), [`${TWO}/c.yaml`]);

        const again = hold(pair, gate);
        await change(pair, [ONE], []);
        await change(pair, [], [ONE]);
        await change(pair, [ONE], []);
        pair.files.set(a, pod('web', 'good'));
        await pair.watched({ uri: a, type: FileChangeType.Changed });
        again();
        await pair.advance(1000);
        assert.deepEqual(problems(pair), [b, `${TWO}/c.yaml`]);
      });

    it('a folder that vanishes while it is read leaves nothing behind', async () => {
      const files = Array.from({ length: 150 }, (_, i) => `${ONE}/deep/p-${i}.yaml`);
      const pair = await start({ files: Object.fromEntries(files.map((uri) => [uri, WRONG])) });
      const release = hold(pair, 'gate');
      await change(pair, [ONE], []);
      for (const uri of files) pair.files.delete(uri);
      release();
      await pair.watched({ uri: `${ONE}/deep`, type: FileChangeType.Deleted });
      await pair.advance(1000);
      assert.deepEqual(problems(pair), []);
      assert.deepEqual(pair.log, []);
    });

    it('a folder that is removed between two batches of changed files leaves nothing behind', async () => {
      const files = Array.from({ length: 150 }, (_, i) => `${ONE}/p-${i}.yaml`);
      const pair = await start({ folders: [ONE] });
      const first = hold(pair, 'gate');
      for (const uri of files) pair.files.set(uri, WRONG);
      await pair.watched(...files.map(created));
      first();
      const second = hold(pair, 'gate');
      await pair.settle();
      await change(pair, [], [ONE]);
      second();
      await pair.advance(1000);
      assert.deepEqual(problems(pair), []);
    });

    it('what cannot be read is left out with a note, once, and is there when it can be read', async () => {
      const [a = '', b = ''] = FILES;
      const pair = await start({ files: { [a]: WRONG, [b]: WRONG } });
      pair.files.unreadable.set(a, 'EACCES: permission denied');
      await change(pair, [ONE], []);
      assert.deepEqual(problems(pair), [b]);
      await pair.watched({ uri: a, type: FileChangeType.Changed });
      assert.deepEqual(pair.log, [`${a} is left out: EACCES: permission denied`]);
      assert.deepEqual(pair.said, []);
      pair.files.unreadable.clear();
      await pair.watched({ uri: a, type: FileChangeType.Changed });
      assert.deepEqual(problems(pair), [a, b]);
      pair.files.unreadable.set(a, 'EACCES: permission denied');
      await pair.watched({ uri: a, type: FileChangeType.Changed });
      assert.deepEqual(problems(pair), [b]);
    });

    it('whatever comes and goes while it is read, ends as on a fresh server', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(anyStep, { maxLength: 25 }), async (steps) => {
          const pair = await start();
          const folders = await play(pair, steps);
          const fresh = await start({
            folders: [...folders],
            files: Object.fromEntries(
              FILES.flatMap((uri) => {
                const bytes = pair.files.bytes(uri);
                return bytes ? [[uri, bytes] as const] : [];
              }),
            ),
          });
          await fresh.advance(1000);
          assert.deepEqual(problems(pair), problems(fresh));
          for (const one of pairs.splice(0)) one.dispose();
        }),
        { numRuns: 60 },
      );
    }).timeout(30_000);
  });
}

type Step =
  | { readonly type: 'add' | 'remove'; readonly folder: string }
  | { readonly type: 'write' | 'delete'; readonly uri: string; readonly container: string }
  | { readonly type: 'hold'; readonly gate: 'gate' | 'listing' }
  | { readonly type: 'release' }
  | { readonly type: 'wait' };

const anyStep: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    type: fc.constantFrom(...(['add', 'add', 'remove'] as const)),
    folder: fc.constantFrom(ONE, TWO, INNER),
  }),
  fc.record({
    type: fc.constantFrom(...(['write', 'write', 'delete'] as const)),
    uri: fc.constantFrom(...FILES),
    container: fc.constantFrom('good', 'bad'),
  }),
  fc.record({
    type: fc.constant('hold' as const),
    gate: fc.constantFrom(...(['gate', 'listing'] as const)),
  }),
  fc.record({ type: fc.constantFrom(...(['release', 'wait'] as const)) }),
);

/** Lets all happen, and what is held back go on in the end; returns the folders that are left. */
async function play(pair: Pair, steps: readonly Step[]): Promise<ReadonlySet<string>> {
  const folders = new Set<string>();
  const held: (() => void)[] = [];
  const release = (): void => held.splice(0).forEach((let_) => let_());
  for (const step of steps)
    switch (step.type) {
      case 'add':
        folders.add(step.folder);
        await change(pair, [step.folder], []);
        break;
      case 'remove':
        folders.delete(step.folder);
        await change(pair, [], [step.folder]);
        break;
      case 'write':
        pair.files.set(step.uri, pod('web', step.container));
        await pair.watched({ uri: step.uri, type: FileChangeType.Changed });
        break;
      case 'delete':
        pair.files.delete(step.uri);
        await pair.watched({ uri: step.uri, type: FileChangeType.Deleted });
        break;
      case 'hold':
        if (pair.files[step.gate] === undefined) held.push(hold(pair, step.gate));
        break;
      case 'release':
        release();
        break;
      case 'wait':
        await pair.advance(1000);
        break;
    }
  release();
  await pair.advance(1000);
  return folders;
}

/** Holds back what the server asks for from now on, until the returned function is called. */
function hold(pair: Pair, gate: 'gate' | 'listing'): () => void {
  let open = (): void => undefined;
  pair.files[gate] = new Promise((resolve) => (open = resolve));
  return () => {
    pair.files[gate] = undefined;
    open();
  };
}

function change(pair: Pair, added: readonly string[], removed: readonly string[]): Promise<void> {
  const named = (uri: string): object => ({ uri, name: uri });
  return pair.notify('workspace/didChangeWorkspaceFolders', {
    event: { added: added.map(named), removed: removed.map(named) },
  });
}

function created(uri: string): { readonly uri: string; readonly type: FileChangeType } {
  return { uri, type: FileChangeType.Created };
}

/** The files that have problems on the client's screen. */
function problems(pair: Pair): readonly string[] {
  const uris = new Set(pair.publications.map(({ uri }) => uri));
  return [...uris].filter((uri) => (pair.shown(uri)?.length ?? 0) > 0).sort();
}
