import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type {
  DocumentHighlight,
  Location,
  PrepareRenameResult,
  WorkspaceEdit,
} from 'vscode-languageserver/node';
import { Pair } from './support/pair.ts';

const WEB = 'file:///work/web.yaml';
const SETTINGS = 'file:///work/settings.yaml';

const POD = `# The shop.
---
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx
      envFrom:
        - configMapRef:
            name: settings
      volumeMounts:
        - name: logs
          mountPath: /var/log
  volumes:
    - name: logs
`;
const CONFIG_MAP = `apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
`;

describe('names', () => {
  let pair: Pair;
  beforeEach(async () => {
    pair = await Pair.start({ folders: ['file:///work'], files: { [SETTINGS]: CONFIG_MAP } });
    await pair.open(WEB, POD);
  });
  afterEach(() => pair.dispose());

  it('lead to their definition, in a file that is not open too', async () => {
    const at = (piece: string): Promise<Location[]> =>
      pair.at('textDocument/definition', WEB, piece);
    assert.deepEqual(
      (await at('name: |logs')).map(({ range }) => range.start),
      [{ line: 17, character: 12 }],
    );
    assert.deepEqual(await at('name: |settings'), [
      {
        uri: SETTINGS,
        range: { start: { line: 3, character: 8 }, end: { line: 3, character: 16 } },
      },
    ]);
    assert.deepEqual(await at('im|age'), []);
  });

  it('know their references, with or without the definition', async () => {
    const at = (includeDeclaration: boolean): Promise<Location[]> =>
      pair.at('textDocument/references', WEB, 'name: |settings', {
        context: { includeDeclaration },
      });
    assert.deepEqual((await at(true)).map(({ uri }) => uri).sort(), [SETTINGS, WEB]);
    assert.deepEqual(
      (await at(false)).map(({ uri }) => uri),
      [WEB],
    );
  });

  it('are highlighted in their own file', async () => {
    const at = (piece: string): Promise<DocumentHighlight[] | null> =>
      pair.at('textDocument/documentHighlight', WEB, piece);
    assert.deepEqual(
      (await at('name: |logs'))?.map(({ range, kind }) => [range.start.line, kind]),
      [
        [17, 3],
        [14, 2],
      ].sort(([a = 0], [b = 0]) => a - b),
    );
    assert.equal((await at('name: |settings'))?.length, 1);
    assert.equal(await at('im|age'), null);
  });

  it('can be changed everywhere', async () => {
    const range: PrepareRenameResult = await pair.at(
      'textDocument/prepareRename',
      WEB,
      'name: settin|gs',
    );
    assert.deepEqual(range, {
      range: { start: { line: 12, character: 18 }, end: { line: 12, character: 26 } },
      placeholder: 'settings',
    });
    const edit: WorkspaceEdit = await pair.at('textDocument/rename', WEB, 'name: settin|gs', {
      newName: 'config',
    });
    await pair.apply(edit);
    assert.equal(pair.text(WEB), POD.replace('settings', 'config'));
    const saved = new TextDecoder().decode(pair.files.bytes(SETTINGS));
    assert.equal(saved, CONFIG_MAP.replace('settings', 'config'));
  });

  it('say why they cannot be changed', async () => {
    const wrong = pair.at('textDocument/rename', WEB, 'name: lo|gs', { newName: 'Logs' });
    await assert.rejects(wrong, /"Logs" may hold only lower-case letters/);
    await pair.edit(WEB, 'name: settings', 'name: other');
    const unknown = pair.at('textDocument/prepareRename', WEB, 'name: oth|er');
    await assert.rejects(unknown, /No ConfigMap "other" is in these manifests/);
    assert.equal(await pair.at('textDocument/prepareRename', WEB, 'im|age'), null);
    assert.deepEqual(pair.log, []);
  });
});
