import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import { FileChangeType } from 'vscode-languageserver/node';
import { realSteps } from '../../server/src/lsp/steps.ts';
import { Made } from './support/made.ts';
import { Pair } from './support/pair.ts';

const ROOT = 'file:///w';
const STEADY = `${ROOT}/shop/web.yaml`;
const TIMES = 120;
/** An hour of work, with a key every third of a second or so. */
const EDITS = 10_000;
const BETWEEN_EDITS = 360;
/** So many are under way at once. */
const BATCH = 40;
/** A snapshot shares its files with an older one, of which a few may be gone (`analysis/layered-map.ts`). */
const SOME_FILES = 2;

const pod = (name: string, port: number): string => `apiVersion: v1
kind: Pod
metadata:
  name: ${name}
  labels: { app: ${name} }
spec:
  nodeName: node-${name}
  containers:
    - name: web
      image: nginx
      ports:
        - containerPort: ${port}
    - name: admin
      image: nginx
      ports:
        - containerPort: 8080
---
apiVersion: v1
kind: Service
metadata:
  name: ${name}
spec:
  selector: { app: ${name} }
  ports:
    - port: 80
      targetPort: ${port}
`;

interface Kept {
  readonly streams: number;
  readonly documents: number;
  readonly links: number;
  readonly timers: number;
}

describe('a long session', function () {
  this.timeout(120_000);
  let pair: Pair;
  /** How often a document was read. */
  let read = 0;
  const [streams, documents, links] = [new Made(), new Made(), new Made()];

  const kept = async (most?: Omit<Kept, 'timers'>): Promise<Kept> => {
    // What the client remembers is not the server's.
    pair.publications.length = 0;
    pair.log.length = 0;
    await pair.advance(1_000);
    return {
      streams: await streams.kept(most?.streams),
      documents: await documents.kept(most?.documents),
      links: await links.kept(most?.links),
      timers: pair.timers.pending,
    };
  };

  before(async () => {
    pair = await Pair.start({
      folders: [ROOT],
      files: { [STEADY]: pod('web', 8080), [`${ROOT}/shop/other.yaml`]: pod('other', 8080) },
      steps: (failures) => {
        const { analysis, checks } = realSteps(failures);
        return {
          analysis: {
            readStream: (text, previous) => streams.note(analysis.readStream(text, previous)),
            readFacts: (chunk, reading) => {
              read++;
              return documents.note(analysis.readFacts(chunk, reading));
            },
            linkDocument: (facts, scope) => links.note(analysis.linkDocument(facts, scope)),
          },
          checks,
        };
      },
    });
    await pair.open(STEADY, pod('web', 8080));
    await pair.request('podspace/tree', { grouping: 'node', filter: '' });
    await pair.request('podspace/status', { uri: STEADY });
  });

  /** Does so with one thing, and then with hundreds of others: no more is kept of these than of the one. */
  const keepsFew = async (
    once: (names: readonly string[]) => Promise<void>,
    times = TIMES,
  ): Promise<void> => {
    await once(['first']);
    const before = await kept();
    assert.ok(before.documents > 0 && before.links > 0 && before.streams > 0);
    for (let done = 0; done < times; done += BATCH)
      await once(Array.from({ length: BATCH }, (_, index) => `n${done + index}`));
    const most = {
      streams: before.streams + SOME_FILES,
      documents: before.documents + 2 * SOME_FILES,
      links: before.links + 2 * SOME_FILES,
    };
    const after = await kept(most);
    assert.equal(after.timers, before.timers);
    assert.ok(after.streams <= most.streams, `${after.streams} texts are kept`);
    assert.ok(after.documents <= most.documents, `${after.documents} documents`);
    assert.ok(after.links <= most.links, `${after.links} linked documents`);
  };

  it('keeps of 10,000 edits in an hour only the latest', async () => {
    const value = 'containerPort: ';
    let edits = 0;
    const readBefore = read;
    await keepsFew(async (names) => {
      for (const until = edits + names.length; edits < until; edits++) {
        const from = pair.text(STEADY).indexOf(value) + value.length;
        const to = pair.text(STEADY).indexOf('\n', from);
        await pair.replace(STEADY, from, to, String(8000 + (edits % 1000)));
        // The edit has come in when this is answered.
        await pair.request('podspace/status', { uri: STEADY });
        pair.timers.advance(BETWEEN_EDITS);
      }
      // What was published is the client's to forget.
      pair.publications.length = 0;
    }, EDITS);
    assert.ok(edits * BETWEEN_EDITS >= 3_600_000);
    assert.ok(read - readBefore >= edits, 'each of them was read');
  });

  it('keeps nothing of documents that were opened and closed', async () => {
    await keepsFew(async (names) => {
      const uris = names.map((name) => `${ROOT}/${name}/opened.yaml`);
      await Promise.all(uris.map((uri, index) => pair.open(uri, pod(names[index] ?? '', 8080))));
      await Promise.all(uris.map((uri) => pair.at('textDocument/hover', uri, 'containerPort')));
      await Promise.all(uris.map((uri) => pair.about('textDocument/codeLens', uri)));
      await Promise.all(uris.map((uri) => pair.close(uri)));
    });
  });

  it('keeps nothing of files that came and went', async () => {
    await keepsFew(async (names) => {
      const uris = names.map((name) => `${ROOT}/${name}/made.yaml`);
      for (const [index, uri] of uris.entries()) pair.files.set(uri, pod(names[index] ?? '', 8080));
      await pair.watched(...uris.map((uri) => ({ uri, type: FileChangeType.Created }) as const));
      for (const uri of uris) pair.files.delete(uri);
      await pair.watched(...uris.map((uri) => ({ uri, type: FileChangeType.Deleted }) as const));
    });
  });
});
