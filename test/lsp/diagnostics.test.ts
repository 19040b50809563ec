import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import { FileChangeType } from 'vscode-languageserver/node';
import type { Failures } from '../../server/src/lsp/failures.ts';
import type { Steps } from '../../server/src/lsp/steps.ts';
import { LIMITS } from '../../server/src/yaml/limits.ts';
import { pod, service } from './support/manifests.ts';
import { MODERN, Pair } from './support/pair.ts';
import type { PairOptions } from './support/pair.ts';
import { BAD_NAME, testSteps } from './support/test-steps.ts';
import type { StepCounts } from './support/test-steps.ts';

const ROOT = 'file:///work';
const WEB = `${ROOT}/web.yaml`;
const API = `${ROOT}/api.yaml`;

for (const runtime of ['memory', 'client'] as const) {
  describe(`diagnostics, with files from ${runtime}`, () => {
    let pair: Pair;
    const start = async (options: PairOptions = {}): Promise<void> => {
      pair = await Pair.start({ folders: [ROOT], runtime, steps: testSteps(), ...options });
    };
    afterEach(() => pair.dispose());

    it('answers an opened document and each edit after a pause at once, with its version', async () => {
      await start({ folders: [] });
      await pair.open(WEB, pod('web', 'bad'));
      assert.equal(pair.shown(WEB)?.length, 1);
      await pair.advance(1000);
      await pair.edit(WEB, 'name: bad', 'name: good');
      await pair.advance(1000);
      await pair.edit(WEB, 'name: good', 'name: better');
      await pair.advance(1000);
      assert.deepEqual(pair.versions(WEB), [1, 2, 3]);
      assert.deepEqual(pair.shown(WEB), []);
    });

    it('answers a burst of typing once, 100 ms after its last key', async () => {
      await start({ folders: [] });
      await pair.open(WEB, pod('web', 'go'));
      await pair.advance(1000);
      await pair.edit(WEB, 'name: go', 'name: b');
      for (const [before, after] of [
        ['name: b', 'name: ba'],
        ['name: ba', 'name: bad'],
      ] as const) {
        await pair.advance(60);
        await pair.edit(WEB, before, after);
      }
      await pair.advance(99);
      assert.deepEqual(pair.versions(WEB), [1, 2]);
      await pair.advance(1);
      assert.deepEqual(pair.versions(WEB), [1, 2, 4]);
      assert.equal(pair.shown(WEB)?.length, 1);
      await pair.advance(5000);
      assert.deepEqual(pair.versions(WEB), [1, 2, 4]);
    });

    it('carries the rule, its page, tags and related places', async () => {
      await start({ files: { [API]: service('web') } });
      await pair.open(WEB, pod('web', 'app'));
      assert.deepEqual(pair.shown(WEB), [
        {
          range: { start: { line: 3, character: 8 }, end: { line: 3, character: 11 } },
          severity: 2,
          source: 'podspace',
          code: 'unused-name',
          codeDescription: {
            href: 'https://github.com/podspace/podspace/blob/main/docs/rules.md#unused-name',
          },
          message: 'A Service has this name too.',
          tags: [1],
          relatedInformation: [
            {
              location: {
                uri: API,
                range: { start: { line: 3, character: 8 }, end: { line: 3, character: 11 } },
              },
              message: 'This one.',
            },
          ],
        },
      ]);
    });

    it('leaves out what the client cannot show', async () => {
      await start({ files: { [API]: service('web') }, capabilities: {} });
      await pair.open(WEB, pod('web', 'app'));
      const [diagnostic] = pair.shown(WEB) ?? [];
      assert.deepEqual(Object.keys(diagnostic ?? {}).sort(), [
        'code',
        'message',
        'range',
        'severity',
        'source',
      ]);
    });

    it('checks manifests that are not open, and publishes them without a version', async () => {
      await start({ files: { [WEB]: pod('web', 'bad'), [`${ROOT}/readme.txt`]: 'bad' } });
      assert.equal(pair.shown(WEB)?.length, 1);
      assert.deepEqual(pair.versions(WEB), [undefined]);
      assert.equal(pair.files.reads.size, runtime === 'memory' ? 1 : 0);
    });

    it('publishes another file only when its problems changed', async () => {
      await start({
        files: { [API]: service('web'), [`${ROOT}/other.yaml`]: pod('other', 'bad') },
      });
      await pair.open(WEB, pod('web', 'app'));
      await pair.open(API, service('web'));
      const before = pair.publications.length;
      await pair.advance(1000);
      await pair.edit(API, 'port: 80', 'port: 8080');
      assert.deepEqual(
        pair.publications.slice(before).map(({ uri, version }) => [uri, version]),
        [[API, 2]],
      );
    });

    it('publishes another file when a related place in this one moved by a line', async () => {
      await start({ files: { [WEB]: pod('web', 'app') } });
      await pair.open(API, service('web'));
      assert.equal(pair.shown(WEB)?.[0]?.relatedInformation?.[0]?.location.range.start.line, 3);
      await pair.advance(1000);
      await pair.edit(API, 'apiVersion', '# a comment\napiVersion');
      assert.equal(pair.shown(WEB)?.[0]?.relatedInformation?.[0]?.location.range.start.line, 4);
    });

    it('forgets the problem that another file made when that file changes', async () => {
      await start({ files: { [WEB]: pod('web', 'app') } });
      await pair.open(API, service('web'));
      assert.equal(pair.shown(WEB)?.length, 1);
      await pair.advance(1000);
      await pair.edit(API, 'name: web', 'name: api');
      assert.deepEqual(pair.shown(WEB), []);
    });

    it('keeps the problems of a closed file of the workspace, as it is on disk', async () => {
      await start({ files: { [WEB]: pod('web', 'bad') } });
      await pair.open(WEB, pod('web', 'bad', 'bad'));
      assert.equal(pair.shown(WEB)?.length, 2);
      await pair.close(WEB);
      assert.equal(pair.shown(WEB)?.length, 1);
    });

    it('clears the problems of a closed file that is not in the workspace', async () => {
      await start();
      for (const uri of ['untitled:Untitled-1', 'file:///elsewhere/web.yaml']) {
        await pair.open(uri, pod('web', 'bad'));
        assert.equal(pair.shown(uri)?.length, 1);
        await pair.close(uri);
        assert.deepEqual(pair.shown(uri), []);
      }
    });

    it('follows files that are written and deleted, and folders that are deleted', async () => {
      await start({ files: { [`${ROOT}/deep/er/a.yaml`]: pod('a', 'bad') } });
      assert.ok(pair.watchers.includes('workspace/didChangeWatchedFiles'));
      pair.files.set(WEB, pod('web', 'bad'));
      await pair.watched({ uri: WEB, type: FileChangeType.Created });
      assert.equal(pair.shown(WEB)?.length, 1);
      pair.files.set(WEB, pod('web', 'bad', 'bad'));
      await pair.watched({ uri: WEB, type: FileChangeType.Changed });
      assert.equal(pair.shown(WEB)?.length, 2);
      pair.files.delete(WEB);
      await pair.watched({ uri: WEB, type: FileChangeType.Deleted });
      assert.deepEqual(pair.shown(WEB), []);
      pair.files.delete(`${ROOT}/deep/er/a.yaml`);
      await pair.watched({ uri: `${ROOT}/deep`, type: FileChangeType.Deleted });
      assert.deepEqual(pair.shown(`${ROOT}/deep/er/a.yaml`), []);
    });

    it('drops what it was reading when the file is deleted or opened meanwhile', async () => {
      await start({ files: { [API]: pod('api', 'app') } });
      let open = (): void => undefined;
      pair.files.gate = new Promise((resolve) => (open = resolve));
      for (const uri of [`${ROOT}/x/a.yaml`, WEB]) {
        pair.files.set(uri, pod('a', 'bad'));
        await pair.watched({ uri, type: FileChangeType.Created });
      }
      await pair.open(WEB, pod('web', 'bad', 'bad'));
      await pair.watched({ uri: `${ROOT}/x`, type: FileChangeType.Deleted });
      open();
      await pair.settle();
      assert.equal(pair.shown(`${ROOT}/x/a.yaml`), undefined);
      assert.equal(pair.shown(WEB)?.length, 2);
    });

    it('lets the text of an open document count, whatever is written on disk', async () => {
      await start({ files: { [WEB]: pod('web', 'app') } });
      await pair.open(WEB, pod('web', 'bad'));
      pair.files.set(WEB, pod('web', 'app', 'app'));
      await pair.watched({ uri: WEB, type: FileChangeType.Changed });
      assert.equal(pair.shown(WEB)?.length, 1);
    });

    it('serves several folders, and adds and drops them', async () => {
      const other = 'file:///other';
      await start({
        files: { [WEB]: pod('web', 'bad'), [`${other}/web.yaml`]: pod('web', 'bad') },
      });
      assert.equal(pair.shown(WEB)?.length, 1);
      assert.equal(pair.shown(`${other}/web.yaml`), undefined);
      await pair.notify('workspace/didChangeWorkspaceFolders', {
        event: { added: [{ uri: other, name: 'other' }], removed: [{ uri: ROOT, name: 'work' }] },
      });
      assert.deepEqual(pair.shown(WEB), []);
      assert.equal(pair.shown(`${other}/web.yaml`)?.length, 1);
    });

    it('leaves out excluded files, and those of node_modules, .git and vendor', async () => {
      const files = ['hidden/a.yaml', 'node_modules/x/a.yaml', '.git/a.yaml', 'sub/vendor/a.yaml'];
      await start({
        files: Object.fromEntries(files.map((path) => [`${ROOT}/${path}`, pod('a', 'bad')])),
        settings: { files: { exclude: { '**/{hidden,secret}': true, '**/sub': false } } },
      });
      assert.deepEqual(pair.publications, []);
      pair.settings = {};
      await pair.notify('workspace/didChangeConfiguration', { settings: null });
      assert.deepEqual(
        pair.publications.map(({ uri }) => uri),
        [`${ROOT}/hidden/a.yaml`],
      );
    });

    it('takes severities from settings, and the nearest .podspace.yaml before them', async () => {
      await start({
        files: {
          [WEB]: pod('web', 'bad'),
          [`${ROOT}/sub/a.yaml`]: pod('a', 'bad'),
          [`${ROOT}/sub/.podspace.yaml`]: `rules:\n  ${BAD_NAME}: "off"\n`,
        },
        settings: { podspace: { rules: { [BAD_NAME]: 'hint', other: 'nonsense' } } },
      });
      assert.equal(pair.shown(WEB)?.[0]?.severity, 4);
    });

    it('publishes Windows addresses as the client spells them', async () => {
      const opened = 'file:///C%3A/work/web.yaml';
      await start({
        folders: ['file:///c:/work'],
        files: { 'file:///c%3A/work/web.yaml': pod('web', 'bad') },
      });
      await pair.open(opened, pod('web', 'bad', 'bad'));
      assert.deepEqual(
        pair.publications.map(({ uri, version, diagnostics }) => [
          uri,
          version,
          diagnostics.length,
        ]),
        [
          ['file:///c%3A/work/web.yaml', undefined, 1],
          [opened, 1, 2],
        ],
      );
    });

    it('counts lines alike with LF, CRLF and a byte order mark', async () => {
      await start({
        files: {
          [WEB]: `\uFEFF${service('x')}---\n${pod('web', 'bad')}`.replaceAll('\n', '\r\n'),
          [API]: `${service('y')}---\n${pod('api', 'bad')}`,
        },
      });
      const range = { start: { line: 18, character: 12 }, end: { line: 18, character: 15 } };
      assert.deepEqual(
        pair.shown(WEB)?.map((one) => one.range),
        [range],
      );
      assert.deepEqual(
        pair.shown(API)?.map((one) => one.range),
        [range],
      );
    });

    it('keeps the problems of other files and documents while one is half-typed', async () => {
      await start({ files: { [API]: pod('api', 'bad') } });
      await pair.open(WEB, `${pod('web', 'bad')}---\n${pod('x', 'good')}`);
      await pair.advance(1000);
      await pair.edit(WEB, 'name: good', '"name: [good');
      assert.equal(pair.shown(WEB)?.filter(({ code }) => code === BAD_NAME).length, 1);
      assert.equal(pair.shown(API)?.length, 1);
    });

    it('skips binary and huge files with a note each, and says so of an open one', async () => {
      const huge = `${pod('web', 'bad')}#${'x'.repeat(11 * 1024 * 1024)}`;
      await start({
        files: { [WEB]: huge, [API]: Uint8Array.of(0x61, 0, 0xff, 0xfe) },
      });
      assert.deepEqual(pair.publications, []);
      await pair.watched({ uri: API, type: 2 });
      assert.deepEqual(pair.log.toSorted(), [
        `${API} is left out: it is no text in UTF-8`,
        `${WEB} is left out: it is larger than 10 MB`,
      ]);
      await pair.open(WEB, huge);
      assert.deepEqual(pair.shown(WEB), []);
      const status = await pair.request('podspace/status', { uri: WEB });
      assert.equal(status?.state, 'too-large');
    }).timeout(60_000);

    it('reads so many documents of a file, and says of an open one that has more', async () => {
      const most = `${pod('web', 'bad')}${'---\n'.repeat(LIMITS.documents - 1)}`;
      await start({ files: { [WEB]: `${most}---\n`, [API]: most } });
      assert.deepEqual(
        pair.publications.map(({ uri }) => uri),
        [API],
      );
      assert.deepEqual(pair.log, [`${WEB} is left out: it holds more than 20000 documents`]);
      await pair.open(WEB, most);
      assert.equal(pair.shown(WEB)?.length, 1);
      assert.equal((await pair.request('podspace/status', { uri: WEB }))?.state, 'checked');
      await pair.edit(WEB, 'kind', '\n---\nkind');
      await pair.advance(1000);
      assert.deepEqual(pair.shown(WEB), []);
      const status = await pair.request('podspace/status', { uri: WEB });
      assert.equal(status?.state, 'too-large');
      assert.equal(status.detail, 'Podspace reads files of up to 10 MB and 20,000 documents.');
    }).timeout(60_000);

    it('goes on when a rule or a step throws, and logs the fault once', async () => {
      await start({ files: { [API]: pod('api', 'bad') } });
      await pair.open(WEB, pod('web', 'throw'));
      await pair.advance(1000);
      await pair.edit(WEB, 'app: web', 'app: wet');
      assert.deepEqual(pair.versions(WEB), [1, 2]);
      assert.equal(pair.shown(API)?.length, 1);
      assert.equal(pair.log.filter((line) => line.includes('a rule of ours is broken')).length, 1);
      await pair.advance(1000);
      await pair.edit(WEB, 'name: throw', 'name: bad');
      assert.equal(pair.shown(WEB)?.length, 1);
    });

    it('shows progress while it reads the workspace', async () => {
      await start({ files: { [API]: pod('api', 'bad') } });
      assert.ok(pair.progress.length >= 2);
    });

    it('stops reading the workspace when the user has had enough', async () => {
      const files = Array.from({ length: 200 }, (_, i) => [`${ROOT}/p-${i}.yaml`, pod('p', 'bad')]);
      await start({ files: Object.fromEntries(files) as Record<string, string> });
      let open: () => void = () => undefined;
      pair.files.gate = new Promise((resolve) => (open = resolve));
      pair.settings = { files: { exclude: { '**/p-199.yaml': true } } };
      await pair.notify('workspace/didChangeConfiguration', { settings: null });
      for (const [uri] of files) pair.files.set(uri ?? '', pod('p', 'good'));
      const token = pair.progressTokens.at(-1);
      await pair.notify('window/workDoneProgress/cancel', { token });
      open();
      await pair.advance(1000);
      const good = files.filter(([uri]) => pair.shown(uri ?? '')?.length === 0);
      // One batch was under way; the file that is left out has no problems either.
      assert.equal(good.length, 65);
    });
  });
}

describe('the work for a keystroke', () => {
  it('is that of one document, in a file of 200 beside other files', async () => {
    const counts: StepCounts = { streams: 0, facts: 0, links: 0, checks: 0, files: 0 };
    const pair = await Pair.start({
      folders: [ROOT],
      files: { [API]: pod('api', 'bad'), [`${ROOT}/service.yaml`]: service('p-1') },
      steps: testSteps(counts),
    });
    const text = Array.from({ length: 200 }, (_, i) => pod(`p-${i}`, 'app')).join('---\n');
    await pair.open(WEB, text);
    assert.deepEqual(counts, { streams: 3, facts: 202, links: 202, checks: 202, files: 3 });
    await pair.request('podspace/tree', {});
    await pair.advance(1000);
    await pair.edit(WEB, 'name: p-100', 'name: q-100');
    await pair.advance(1000);
    // The stream is changed around the edit, not read anew.
    assert.deepEqual(counts, { streams: 3, facts: 203, links: 203, checks: 203, files: 5 });
    pair.dispose();
  });

  it('is the same in a folder of 10 files and of 500', async () => {
    const workIn = async (count: number): Promise<readonly StepCounts[]> => {
      const counts: StepCounts = { streams: 0, facts: 0, links: 0, checks: 0, files: 0 };
      const files = Array.from({ length: count }, (_, i): [string, string] => [
        `${ROOT}/p-${i}.yaml`,
        `${pod(`p-${i}`, 'app')}---\n${service(`p-${i}`)}`,
      ]);
      const pair = await Pair.start({
        folders: [ROOT],
        files: Object.fromEntries(files),
        steps: testSteps(counts),
      });
      const [uri, text] = files[1] ?? [WEB, ''];
      await pair.open(uri, text);
      await pair.request('podspace/tree', {});
      await pair.advance(1000);
      const work: StepCounts[] = [];
      for (const [from, to] of [
        ['name: app', 'name: apps'],
        ['name: apps', '# more\n    - name: apps'],
        ['app: p-1', 'app: p-2'],
        ['kind: Pod', 'kind: Pot'],
        ['kind: Pot', 'kind: Pod'],
      ] as const) {
        const before = { ...counts };
        await pair.edit(uri, from, to);
        await pair.advance(1000);
        work.push({
          streams: counts.streams - before.streams,
          facts: counts.facts - before.facts,
          links: counts.links - before.links,
          checks: counts.checks - before.checks,
          files: counts.files - before.files,
        });
      }
      pair.dispose();
      return work;
    };
    const few = await workIn(10);
    assert.deepEqual(await workIn(500), few);
    // A pod's image is asked for by nobody: its own file alone is looked at.
    assert.deepEqual(few[0], { streams: 0, facts: 1, links: 1, checks: 1, files: 1 });
    assert.ok(few.every(({ files }) => files <= 3));
  });

  it('is one batch for 1,000 files that change at once, and a few of them in memory', async () => {
    const counts: StepCounts = { streams: 0, facts: 0, links: 0, checks: 0, files: 0 };
    const { steps, takes } = countTakes(testSteps(counts));
    const uris = Array.from({ length: 1000 }, (_, i) => `${ROOT}/${i % 100}/p-${i}.yaml`);
    const pair = await Pair.start({
      folders: [ROOT],
      files: Object.fromEntries(uris.map((uri) => [uri, pod('p', 'bad')])),
      steps,
    });
    assert.deepEqual(counts, {
      streams: 1000,
      facts: 1000,
      links: 1000,
      checks: 1000,
      files: 1000,
    });
    await pair.request('podspace/tree', {});
    await pair.advance(1000);
    const before = pair.publications.length;
    const taken = takes.count;
    pair.files.mostAtOnce = 0;
    for (const uri of uris) pair.files.set(uri, pod('p', 'good'));
    const changes = uris.map((uri) => ({ uri, type: FileChangeType.Changed }));
    // A client tells of them in several notifications.
    await pair.notify('workspace/didChangeWatchedFiles', { changes: changes.slice(0, 400) });
    await pair.notify('workspace/didChangeWatchedFiles', { changes: changes.slice(400) });
    assert.equal(counts.streams, 1000);
    await pair.advance(50);
    assert.deepEqual(counts, {
      streams: 2000,
      facts: 2000,
      links: 2000,
      checks: 2000,
      files: 2000,
    });
    assert.equal(takes.count - taken, 1);
    assert.equal(pair.publications.length - before, 1000);
    assert.equal(pair.files.mostAtOnce, 64);
    const told = pair.treeChanges.length;
    await pair.advance(1000);
    assert.equal(pair.treeChanges.length - told, 1);
    pair.dispose();
  });

  it('in a burst is done once, unless somebody asks meanwhile', async () => {
    const counts: StepCounts = { streams: 0, facts: 0, links: 0, checks: 0, files: 0 };
    const pair = await Pair.start({ steps: testSteps(counts) });
    await pair.open(WEB, pod('web', 'a'));
    await pair.advance(1000);
    const before = counts.facts;
    for (let i = 0; i < 5; i++) {
      await pair.sendEdit(WEB, 'name: a', 'name: aa');
      pair.timers.advance(10);
    }
    await pair.advance(1000);
    assert.ok(counts.facts - before <= 2, `${counts.facts - before} readings`);
    assert.equal(pair.versions(WEB).at(-1), 6);
    pair.dispose();
  });
});

/** Counts how often texts are taken in: those that become one snapshot come without anything in between. */
function countTakes(makeSteps: (failures: Failures) => Steps): {
  readonly steps: (failures: Failures) => Steps;
  readonly takes: { readonly count: number };
} {
  const takes = { count: 0, isOn: false };
  const steps = (failures: Failures): Steps => {
    const { analysis, checks } = makeSteps(failures);
    const readStream: Steps['analysis']['readStream'] = (text, previous) => {
      if (!takes.isOn) takes.count++;
      takes.isOn = true;
      queueMicrotask(() => (takes.isOn = false));
      return analysis.readStream(text, previous);
    };
    return { analysis: { ...analysis, readStream }, checks };
  };
  return { steps, takes };
}

describe('diagnostics, with a client that cannot watch', () => {
  it('watches by itself', async () => {
    const workspace = { ...MODERN.workspace, didChangeWatchedFiles: {} };
    const pair = await Pair.start({
      folders: [ROOT],
      files: { [WEB]: pod('web', 'app') },
      capabilities: { ...MODERN, workspace },
      steps: testSteps(),
    });
    pair.files.write(WEB, pod('web', 'bad'));
    await pair.advance(50);
    assert.equal(pair.shown(WEB)?.length, 1);
    pair.files.delete(WEB);
    await pair.advance(50);
    assert.deepEqual(pair.shown(WEB), []);
    pair.dispose();
  });
});
