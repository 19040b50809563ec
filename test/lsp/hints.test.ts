import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import type { CodeLens, InlayHint } from 'vscode-languageserver/node';
import { MODERN, Pair } from './support/pair.ts';
import type { PairOptions } from './support/pair.ts';

const POD = 'file:///work/pod.yaml';
const SERVICE = 'file:///work/service.yaml';
const POD_TEXT = `# one
apiVersion: v1
kind: Pod
metadata: {name: shop, labels: {app: shop}}
spec:
  containers:
  - name: web
    image: x
    ports: [{name: http, containerPort: 8080}]
  - name: admin
    image: x
    ports: [{containerPort: 8080}]
`;
const SERVICE_TEXT = `apiVersion: v1
kind: Service
metadata: {name: shop}
spec: {selector: {app: shop}, ports: [{port: 80, targetPort: http}]}
`;
const WHOLE = { range: { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } } };

describe('words in and over the text', () => {
  let pair: Pair;
  afterEach(() => pair.dispose());

  async function start(options: PairOptions = {}): Promise<void> {
    pair = await Pair.start({
      folders: ['file:///work'],
      capabilities: {
        ...MODERN,
        workspace: {
          ...MODERN.workspace,
          inlayHint: { refreshSupport: true },
          codeLens: { refreshSupport: true },
        },
      },
      ...options,
    });
    await pair.open(POD, POD_TEXT);
    await pair.open(SERVICE, SERVICE_TEXT);
  }
  const hints = async (uri: string, more: object = WHOLE): Promise<readonly string[]> => {
    const found: InlayHint[] = await pair.about('textDocument/inlayHint', uri, more);
    return found.map(({ label, position: { line } }) => {
      assert.ok(Array.isArray(label));
      return `${line} ${label.map(({ value }) => value).join('')}`;
    });
  };
  const lenses = (): Promise<CodeLens[]> => pair.about('textDocument/codeLens', POD);

  it('stand in the lines of the file, in the part that is asked about', async () => {
    await start();
    assert.deepEqual(await hints(POD), ['8 also admin', '11 also web']);
    const top = { range: { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } } };
    assert.deepEqual(await hints(POD, top), ['8 also admin']);
  });

  it('lead to what they speak of, in another file too', async () => {
    await start();
    const [hint]: InlayHint[] = await pair.about('textDocument/inlayHint', SERVICE, WHOLE);
    assert.ok(Array.isArray(hint?.label));
    assert.equal(hint.label[1]?.location?.uri, POD);
    assert.equal(hint.label[1].location.range.start.line, 8);
  });

  it('can be turned off, each kind and the lenses', async () => {
    await start({
      settings: { podspace: { inlayHints: { sharedPorts: false }, codeLens: false } },
    });
    assert.deepEqual(await hints(POD), []);
    assert.deepEqual(await hints(SERVICE), ['3 = 8080 (web)']);
    assert.deepEqual(await lenses(), []);
  });

  it('are asked for anew when another file makes them others, and only then', async () => {
    await start();
    await pair.open('file:///work/other.yaml', POD_TEXT.replaceAll('shop', 'other'));
    assert.deepEqual(await hints(SERVICE), ['3 = 8080 (web)']);
    await pair.edit('file:///work/other.yaml', '# one', '# two');
    await pair.advance(1000);
    assert.equal(pair.refreshes, 0);
    await pair.edit(POD, 'name: http, containerPort: 8080', 'name: http, containerPort: 8090');
    await pair.advance(1000);
    assert.equal(pair.refreshes, 2, 'for hints and for lenses');
    assert.deepEqual(await hints(SERVICE), ['3 = 8090 (web)']);
  });

  it('stand over each pod, without commands for a client that has none', async () => {
    await start();
    const found = await lenses();
    assert.deepEqual(
      found.map(({ command, range }) => [range.start.line, command?.title, command?.command]),
      [
        [1, '2 containers', ''],
        [1, 'listening: 8080 web, 8080 admin', ''],
        [1, 'shared: network, hostname, IPC', ''],
        [1, '2 problems', ''],
        [1, 'Show Pod Map', ''],
      ],
    );
  });

  it('lead to their places for a client that can show them', async () => {
    await start({ initializationOptions: { commands: ['podspace.peek', 'podspace.showPodMap'] } });
    const [, listeners, , , map] = await lenses();
    assert.equal(listeners?.command?.command, 'podspace.peek');
    const [peek] = listeners.command.arguments as [{ uri: string; locations: unknown[] }];
    assert.equal(peek.uri, POD);
    assert.equal(peek.locations.length, 2);
    assert.deepEqual(map?.command?.arguments, [{ uri: POD, position: map?.range.start }]);
  });
});
