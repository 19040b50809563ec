import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import { MODERN, Pair } from './support/pair.ts';
import type { PairOptions } from './support/pair.ts';

const WEB = 'file:///work/shop/web.yaml';
const CONFIGURATION = 'file:///work/.podspace.yaml';
const TITLE = 'Say what this image listens on';

const POD = `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example.com:5000/shop/web:1.2
      args: [--quick]
      ports:
        - containerPort: 8080
        - containerPort: 53
          protocol: UDP
`;

describe('saying what an image listens on', () => {
  let pair: Pair;
  const start = (options: PairOptions = {}): Promise<void> =>
    Pair.start({ folders: ['file:///work'], ...options }).then(async (started) => {
      pair = started;
      await pair.open(WEB, POD);
    });
  afterEach(() => pair.dispose());

  it('is a link in hovers for a client that has the command', async () => {
    await start({ initializationOptions: { commands: ['podspace.describeImage'] } });
    const text = (await pair.hover(WEB, 'containerPort: 80')) ?? '';
    const link = /\[Say what this image listens on\]\(command:podspace\.describeImage\?([^)]*)\)/;
    const [, query = ''] = link.exec(text) ?? [];
    assert.deepEqual(JSON.parse(decodeURIComponent(query)), [
      { uri: WEB, position: { line: 7, character: 13 } },
    ]);
  });

  it('is words in hovers for any other', async () => {
    await start();
    const text = (await pair.hover(WEB, 'containerPort: 80')) ?? '';
    assert.doesNotMatch(text, /command:/);
    assert.match(text, /say in `\.podspace\.yaml` what the image of `web` listens on/);
  });

  it('makes a .podspace.yaml with what is known, and tells where the ports are', async () => {
    await start();
    const position = { line: 8, character: 9 };
    const described = await pair.request('podspace/describeImage', { uri: WEB, position });
    assert.equal(described?.uri, CONFIGURATION);
    assert.deepEqual(described.edit.documentChanges?.[0], { kind: 'create', uri: CONFIGURATION });
    assert.deepEqual(described.ports, {
      start: { line: 3, character: 8 },
      end: { line: 4, character: 12 },
    });
    assert.equal(
      await pair.request('podspace/describeImage', {
        uri: WEB,
        position: { line: 0, character: 0 },
      }),
      null,
    );
  });

  it('is an action on the image: the command, or the edit for clients without it', async () => {
    await start({ initializationOptions: { commands: ['podspace.describeImage'] } });
    const [own] = (await pair.codeActions(WEB, 'registry')).filter(({ title }) => title === TITLE);
    assert.equal(own?.command?.command, 'podspace.describeImage');
    assert.equal(own.edit, undefined);
    pair.dispose();
    await start();
    const [other] = (await pair.codeActions(WEB, 'registry')).filter(
      ({ title }) => title === TITLE,
    );
    assert.equal(other?.command, undefined);
    assert.equal(other?.edit?.documentChanges?.length, 2);
    pair.dispose();
    await start({ capabilities: { ...MODERN, workspace: { workspaceFolders: true } } });
    const without = await pair.codeActions(WEB, 'registry');
    assert.ok(
      without.every(({ title }) => title !== TITLE),
      'it cannot make the file',
    );
  });
});
