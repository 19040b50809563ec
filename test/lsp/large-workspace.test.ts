import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import { FileChangeType } from 'vscode-languageserver/node';
import type { CompletionItem, Diagnostic, SymbolInformation } from 'vscode-languageserver/node';
import { realSteps } from '../../server/src/lsp/steps.ts';
import type { Steps } from '../../server/src/lsp/steps.ts';
import type { Failures } from '../../server/src/lsp/failures.ts';
import { Made } from './support/made.ts';
import { Pair } from './support/pair.ts';

const ROOT = 'file:///w';
const FOLDERS = 80;
/** All pods together are more than twice as long as what the server keeps. */
const LONG = `# ${'x'.repeat(100_000)}\n`;

const podIn = (folder: number): string => `${ROOT}/f${folder}/pod.yaml`;
const serviceIn = (folder: number): string => `${ROOT}/f${folder}/service.yaml`;

const pod = (name: string, port: string): string => `${LONG}apiVersion: v1
kind: Pod
metadata:
  name: ${name}
  labels: { app: ${name} }
spec:
  containers:
    - name: web
      image: example.com/${name}:1
      ports:
        - { name: ${port}, containerPort: 8080 }
`;

const service = (name: string): string => `apiVersion: v1
kind: Service
metadata:
  name: ${name}
spec:
  selector: { app: ${name} }
  ports:
    - port: 80
      targetPort: http
`;

/** Where the folder's number is even, the Service leads to a port that the pod has not. */
function files(): Record<string, string> {
  const all: Record<string, string> = {};
  for (let folder = 0; folder < FOLDERS; folder++) {
    all[podIn(folder)] = pod(`web${folder}`, folder % 2 === 0 ? 'web' : 'http');
    all[serviceIn(folder)] = service(`web${folder}`);
  }
  return all;
}

describe('a workspace that is longer than what is kept of it', function () {
  this.timeout(60_000);
  let pair: Pair;
  const documents = new Made();
  const counts = { facts: 0, links: 0 };

  const steps = countingSteps(documents, counts);

  const written = async (uri: string, text: string): Promise<void> => {
    pair.files.set(uri, text);
    await pair.watched({ uri, type: FileChangeType.Changed });
    await pair.advance(1000);
  };
  const shown = (): readonly (readonly Diagnostic[])[] =>
    Array.from({ length: FOLDERS }, (_, folder) => [podIn(folder), serviceIn(folder)])
      .flat()
      .map((uri) => pair.shown(uri) ?? []);
  /** What a server says that has just been started on the same files. */
  const shownAfresh = async (): Promise<ReturnType<typeof shown>> => {
    const still = pair;
    pair = await Pair.start({ folders: [ROOT], files: textsOf(still) });
    await pair.open(podIn(0), still.text(podIn(0)));
    await pair.advance(1000);
    const found = shown();
    pair.dispose();
    pair = still;
    return found;
  };

  before(async () => {
    pair = await Pair.start({ folders: [ROOT], files: files(), steps });
    await pair.open(podIn(0), pod('web0', 'web'));
    await pair.advance(1000);
  });

  it('finds the problems of all files, and keeps what was read of some', async () => {
    // Those of the opened file's folder had been forgotten before it was opened.
    assert.equal(counts.facts, 2 * FOLDERS + 2);
    assert.equal(shown().flat().length, FOLDERS / 2);
    const kept = await documents.kept(FOLDERS - 1);
    assert.ok(kept < FOLDERS, `${kept} documents are kept`);
  });

  it('reads of a file that was forgotten, when it changes, what is in one scope with it', async () => {
    const before = { ...counts };
    await written(podIn(4), pod('web4', 'http'));
    assert.deepEqual(counts, { facts: before.facts + 2, links: before.links + 2 });
    assert.deepEqual(pair.shown(serviceIn(4)), []);
    await written(podIn(5), pod('web5', 'web'));
    assert.equal(pair.shown(serviceIn(5))?.length, 1);
    assert.deepEqual(shown(), await shownAfresh());
  });

  it('publishes nothing of files that are read again and have the same problems', async () => {
    const before = pair.publications.length;
    await written(podIn(6), `${pod('web6', 'web')}# more\n`);
    assert.equal(pair.publications.length, before);
  });

  it('keeps the work of a key that of one document', async () => {
    const before = { ...counts };
    await pair.edit(podIn(0), 'image: example.com/web0:1', 'image: example.com/web0:2');
    await pair.advance(1000);
    assert.deepEqual(counts, { facts: before.facts + 1, links: before.links + 2 });
  });

  it('knows images and resources of all files without reading them again', async () => {
    const before = counts.facts;
    const items = await pair.at<CompletionItem[]>(
      'textDocument/completion',
      podIn(0),
      'image: |example.com/web0:2',
    );
    assert.ok(items.some(({ label }) => label === 'example.com/web3:1'));
    assert.equal(counts.facts, before);
    const symbols = await pair.ask<SymbolInformation[]>('workspace/symbol', { query: 'podweb11' });
    assert.deepEqual(
      symbols.map(({ name, location }) => [name, location.uri, location.range.start.line]),
      [['web11', podIn(11), 4]],
    );
    assert.ok(counts.facts - before <= 1, 'one file is read to be shown');
  });

  it('shows all pods in the tree, each with its place, and forgets what was read of them all the same', async () => {
    const before = counts.facts;
    const first = await pair.request('podspace/tree', { grouping: 'file', filter: '' });
    assert.ok(first.summary.pods > 0 && first.summary.pods < FOLDERS, 'those that are at hand');
    assert.equal(counts.facts, before);
    await pair.advance(1000);
    const { summary } = await pair.request('podspace/tree', { grouping: 'file', filter: '' });
    assert.equal(summary.pods, FOLDERS);
    const { rows } = await pair.request('podspace/tree', { grouping: 'namespace', filter: '' });
    const below = await pair.request('podspace/tree', {
      grouping: 'namespace',
      filter: '',
      parent: rows[0]?.id ?? '',
    });
    assert.equal(below.rows.filter(({ location }) => location !== undefined).length, FOLDERS);
    const kept = await documents.kept(FOLDERS - 1);
    assert.ok(kept < FOLDERS, `${kept} documents are kept`);
    assert.deepEqual(shown(), await shownAfresh());
  });

  it('forgets what it was told of at once, once it is looked at', async () => {
    const many = Array.from({ length: 25 }, (_, number) => number);
    for (const folder of many) {
      const text = new TextDecoder().decode(pair.files.bytes(podIn(folder)));
      pair.files.set(podIn(folder), text.replace('example.com', 'example.org'));
    }
    const before = counts.facts;
    const type: FileChangeType = FileChangeType.Changed;
    await pair.watched(...many.map((folder) => ({ uri: podIn(folder), type })));
    await pair.advance(1000);
    assert.ok(counts.facts - before >= many.length);
    assert.deepEqual(shown(), await shownAfresh());
    const kept = await documents.kept(many.length);
    assert.ok(kept <= many.length, `${kept} documents are kept`);
  });

  it('shows the containers of any pod in the tree, and reads its file for that', async () => {
    const before = counts.facts;
    for (const folder of [3, 40, 70]) {
      const { rows } = await pair.request('podspace/tree', {
        grouping: 'file',
        filter: `web${folder}`,
      });
      const group = rows[0]?.id ?? '';
      const ask = (parent: string): ReturnType<typeof pair.request<'podspace/tree'>> =>
        pair.request('podspace/tree', { grouping: 'file', filter: `web${folder}`, parent });
      const [podRow] = (await ask(group)).rows;
      const [container] = (await ask(podRow?.id ?? '')).rows;
      const host = folder < 25 ? 'example.org' : 'example.com';
      assert.equal(container?.description, `${host}/web${folder}:1`);
      assert.equal(container.location?.uri, podIn(folder));
      assert.equal(podRow?.services, 1);
      const services = await pair.request('podspace/servicesOf', { row: podRow.id });
      assert.deepEqual(
        services.map(({ name }) => name),
        [`web${folder}`],
      );
    }
    assert.ok(counts.facts > before, 'some had been forgotten');
    assert.ok(counts.facts - before <= 6, `${counts.facts - before} documents are read`);
  });
});

describe('a folder that is longer than what is kept', function () {
  this.timeout(60_000);
  const podAt = (number: number): string => `${ROOT}/pod-${number}.yaml`;
  const serviceAt = (number: number): string => `${ROOT}/service-${number}.yaml`;
  const podText = (number: number): string =>
    pod(`web${number}`, number % 2 === 0 ? 'web' : 'http');
  const documents = new Made();
  const counts = { facts: 0, links: 0 };
  let pair: Pair;

  before(async () => {
    const files = Array.from({ length: FOLDERS }, (_, number) => [
      [podAt(number), podText(number)],
      [serviceAt(number), service(`web${number}`)],
    ]).flat();
    pair = await Pair.start({
      folders: [ROOT],
      files: Object.fromEntries(files) as Record<string, string>,
      steps: countingSteps(documents, counts),
    });
    await pair.open(podAt(0), podText(0));
    await pair.advance(1000);
  });
  after(() => pair.dispose());

  /** How many problems each Service has. */
  const shown = (): readonly number[] =>
    Array.from({ length: FOLDERS }, (_, number) => pair.shown(serviceAt(number))?.length ?? 0);
  const every = Array.from({ length: FOLDERS }, (_, number) => (number % 2 === 0 ? 1 : 0));

  it('is read twice at most, checked whole, and kept in part', async () => {
    assert.deepEqual(shown(), every);
    assert.ok(counts.facts <= 4 * FOLDERS + 2, `${counts.facts} documents are read`);
    const kept = await documents.kept(FOLDERS - 1);
    assert.ok(kept < FOLDERS, `${kept} documents are kept`);
  });

  it('takes a key for one document and for those who ask for what it says', async () => {
    const before = { ...counts };
    await pair.edit(podAt(0), 'name: web\n', 'name: http\n');
    await pair.advance(1000);
    assert.equal(shown()[0], 1, 'it was the name of a container');
    await pair.edit(podAt(0), '{ name: web,', '{ name: http,');
    await pair.advance(1000);
    assert.deepEqual(shown(), [0, ...every.slice(1)]);
    await pair.edit(podAt(0), '{ name: http,', '{ name: web,');
    await pair.advance(1000);
    assert.deepEqual(shown(), every);
    // Three times the pod, and its Service where it had been forgotten.
    assert.ok(counts.facts - before.facts <= 4, `${counts.facts - before.facts} are read`);
    assert.ok(counts.links - before.links <= 6, `${counts.links - before.links} are linked`);
  });

  it('reads for a file that comes or goes only those who ask for what it says', async () => {
    const before = counts.facts;
    const uri = `${ROOT}/more.yaml`;
    pair.files.set(uri, service('web1').replace('name: web1', 'name: more'));
    await pair.watched({ uri, type: FileChangeType.Created });
    await pair.advance(1000);
    pair.files.set(podAt(1), pod('web1', 'web'));
    await pair.watched({ uri: podAt(1), type: FileChangeType.Changed });
    await pair.advance(1000);
    assert.equal(pair.shown(uri)?.length, 1);
    pair.files.delete(podAt(1));
    await pair.watched({ uri: podAt(1), type: FileChangeType.Deleted });
    await pair.advance(1000);
    assert.deepEqual(pair.shown(uri), []);
    assert.deepEqual(shown(), every);
    assert.ok(counts.facts - before <= 8, `${counts.facts - before} are read`);
  });

  it('is asked for names and labels, and read only where something is meant', async () => {
    await pair.open(serviceAt(0), service('web0'));
    await pair.advance(1000);
    const before = counts.facts;
    const labels = await pair.at<CompletionItem[]>(
      'textDocument/completion',
      serviceAt(0),
      'selector: { app: |web0',
    );
    assert.ok(labels.some(({ label }) => label === 'web70'));
    await pair.at('textDocument/references', serviceAt(0), 'selector: { app: we|b0', {
      context: { includeDeclaration: true },
    });
    await pair.at('textDocument/definition', serviceAt(0), 'targetPort: ht|tp');
    const map = await pair.request('podspace/podMap', { uri: podAt(0) });
    assert.equal(map?.map.services.length, 1);
    assert.ok(counts.facts - before <= 2, `${counts.facts - before} documents are read`);
  });
});

function countingSteps(
  documents: Made,
  counts: { facts: number; links: number },
): (failures: Failures) => Steps {
  return (failures) => {
    const { analysis, checks } = realSteps(failures);
    return {
      analysis: {
        ...analysis,
        readFacts(chunk, reading) {
          counts.facts++;
          return documents.note(analysis.readFacts(chunk, reading));
        },
        linkDocument(facts, surroundings) {
          counts.links++;
          return analysis.linkDocument(facts, surroundings);
        },
      },
      checks,
    };
  };
}

function textsOf(pair: Pair): Record<string, string> {
  return Object.fromEntries(
    Array.from({ length: FOLDERS }, (_, folder) => [podIn(folder), serviceIn(folder)])
      .flat()
      .map((uri) => [uri, new TextDecoder().decode(pair.files.bytes(uri))]),
  );
}
