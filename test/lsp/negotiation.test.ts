import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import type {
  ClientCapabilities,
  CompletionItem,
  Diagnostic,
  DocumentDiagnosticReport,
  DocumentSymbol,
  Hover,
  MarkupContent,
  Position,
  Range,
  SymbolInformation,
} from 'vscode-languageserver/node';
import { pod } from './support/manifests.ts';
import { MODERN, Pair } from './support/pair.ts';

const WEB = 'file:///work/web.yaml';

/** In UTF-16 the é is 1, the hanzi 1, the emoji 2 characters; in UTF-8 2, 3 and 4; in UTF-32 1 each. */
const LETTERS = `"é漢😀": x, `;

const wrong = pod('web', 'app').replace(
  '- name: app',
  `- {${LETTERS}name: app, volumeMounts: [{name: data, mountPath: /data}], image: app}\n    - name: other`,
);

describe('the server, with a client that', () => {
  let pair: Pair;
  afterEach(() => pair.dispose());

  const start = async (capabilities: ClientCapabilities, text = wrong): Promise<void> => {
    pair = await Pair.start({ capabilities });
    await pair.open(WEB, text);
  };

  const hoverOf = async (piece: string): Promise<MarkupContent> => {
    const { contents }: { contents: MarkupContent } = await pair.at(
      'textDocument/hover',
      WEB,
      piece,
    );
    return contents;
  };

  for (const [encoding, units, hanzi] of [
    ['utf-8', 9, 3],
    ['utf-16', 4, 1],
    ['utf-32', 3, 1],
  ] as const) {
    it(`counts in ${encoding}, answers in it and reads edits in it`, async () => {
      await start({ ...MODERN, general: { positionEncodings: [encoding, 'utf-16'] } });
      assert.equal(pair.offered.positionEncoding, encoding);
      const line = wrong.split('\n').findIndex((one) => one.includes(LETTERS));
      const before = wrong.split('\n')[line] ?? '';
      const at = (piece: string): Position => ({
        line,
        character: before.indexOf(piece) - 4 + units,
      });
      const found = (): Diagnostic | undefined =>
        pair.shown(WEB)?.find(({ code }) => code === 'volume-not-found');
      assert.deepEqual(found()?.range.start, at('data,'));

      const hover: Hover = await pair.ask('textDocument/hover', {
        textDocument: { uri: WEB },
        position: at('mountPath'),
      });
      assert.deepEqual(hover.range?.start, at('mountPath'));

      const { character } = at('data,');
      const range = (from: number, to: number): Range => ({
        start: { line, character: character + from },
        end: { line, character: character + to },
      });
      await pair.notify('textDocument/didChange', {
        textDocument: { uri: WEB, version: 2 },
        contentChanges: [
          { range: range(0, 4), text: '漢漢' },
          // In what the first change has made of the line.
          { range: range(hanzi, 2 * hanzi), text: 'ß' },
        ],
      });
      const message = found()?.message;
      assert.ok(typeof message === 'string' && message.includes('"漢ß"'));
    });
  }

  it('says nothing of encodings gets UTF-16', async () => {
    await start({});
    assert.equal(pair.offered.positionEncoding, 'utf-16');
  });

  it('knows nothing gets plain text, lists and no requests', async () => {
    await start({});
    assert.deepEqual(pair.watchers, []);
    assert.deepEqual(pair.progress, []);
    assert.equal(pair.offered.renameProvider, true);
    assert.equal(pair.offered.diagnosticProvider, undefined);

    const hover = await hoverOf('mount|Path');
    assert.equal(hover.kind, 'plaintext');
    assert.doesNotMatch(hover.value, /\]\(|\*\*|^---$|`/m);
    assert.match(hover.value, /mounted/);

    const symbols: SymbolInformation[] = await pair.about('textDocument/documentSymbol', WEB);
    assert.deepEqual(
      symbols.map(({ name, containerName, location }) => [name, containerName, location.uri]),
      [
        ['web', undefined, WEB],
        ['app', 'web', WEB],
        ['other', 'web', WEB],
      ],
    );

    const items: CompletionItem[] = await pair.at('textDocument/completion', WEB, 'mountPath|');
    assert.ok(items.length > 0);
    for (const { insertTextFormat, documentation, textEdit } of items) {
      assert.equal(insertTextFormat, 1);
      assert.ok(typeof documentation === 'object' && documentation.kind === 'plaintext');
      assert.doesNotMatch(textEdit?.newText ?? '', /\$\d|\$\{/);
    }
    const [problem] = pair.shown(WEB) ?? [];
    assert.deepEqual(Object.keys(problem ?? {}).sort(), [
      'code',
      'message',
      'range',
      'severity',
      'source',
    ]);
    assert.equal(pair.offered.codeActionProvider, undefined);
  });

  it('shows trees and Markdown gets them', async () => {
    await start(MODERN);
    assert.equal((await hoverOf('mount|Path')).kind, 'markdown');
    const [web]: DocumentSymbol[] = await pair.about('textDocument/documentSymbol', WEB);
    assert.deepEqual(
      web?.children?.map(({ name }) => name),
      ['app', 'other'],
    );
    assert.deepEqual(pair.offered.renameProvider, { prepareProvider: true });
  });

  describe('only pulls problems', () => {
    const PULLS: ClientCapabilities = {
      workspace: { diagnostics: { refreshSupport: true } },
      textDocument: { diagnostic: { relatedInformation: true } },
    };
    const pull = (previousResultId?: string): Promise<DocumentDiagnosticReport> =>
      pair.about('textDocument/diagnostic', WEB, { previousResultId });

    it('is sent none, and told those of a file when it asks', async () => {
      await start(PULLS);
      assert.deepEqual(pair.publications, []);
      assert.deepEqual(pair.offered.diagnosticProvider, {
        interFileDependencies: true,
        workspaceDiagnostics: false,
      });
      const first = await pull();
      assert.ok(first.kind === 'full');
      assert.deepEqual(
        first.items.map(({ code }) => code),
        ['unknown-field', 'volume-not-found'],
      );
      assert.equal((await pull(first.resultId)).kind, 'unchanged');
      await pair.edit(WEB, LETTERS, '');
      const second = await pull(first.resultId);
      assert.ok(second.kind === 'full');
      assert.deepEqual(
        second.items.map(({ code }) => code),
        ['volume-not-found'],
      );
    });

    it('is asked to ask again when another file changes what it was told', async () => {
      const text = pod('web', 'app')
        .replace('image: app', 'image: app\n      ports: [{containerPort: 80, hostPort: 80}]')
        .replace('spec:', 'spec:\n  nodeName: one');
      await start(PULLS, text);
      const before = await pull();
      assert.ok(before.kind === 'full');
      assert.deepEqual(before.items, []);
      assert.equal(pair.refreshes, 0);
      await pair.open('file:///work/edge.yaml', text.replace('name: web', 'name: edge'));
      await pair.advance(0);
      assert.equal(pair.refreshes, 1);
      const after = await pull(before.resultId);
      assert.ok(after.kind === 'full');
      assert.deepEqual(
        after.items.map(({ code }) => code),
        ['host-port-conflict'],
      );
      await pair.advance(0);
      assert.equal(pair.refreshes, 1);
    });
  });
});
