import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type {
  DocumentLink,
  DocumentSymbol,
  FoldingRange,
  SelectionRange,
  SymbolInformation,
} from 'vscode-languageserver/node';
import { pod, service } from './support/manifests.ts';
import { Pair } from './support/pair.ts';

const WEB = 'file:///work/web.yaml';
const TEXT = `${service('x')}---\n${pod('web', 'a', 'b')}`;

describe('the structure of a manifest', () => {
  let pair: Pair;
  beforeEach(async () => {
    pair = await Pair.start();
    await pair.open(WEB, TEXT);
  });
  afterEach(() => pair.dispose());

  const lineOf = (piece: string): number =>
    TEXT.slice(0, TEXT.indexOf(piece)).split('\n').length - 1;

  it('is an outline, in the lines of the file', async () => {
    const symbols: DocumentSymbol[] = await pair.about('textDocument/documentSymbol', WEB);
    assert.deepEqual(
      symbols.map(({ name, detail, children }) => [name, detail, children?.map((one) => one.name)]),
      [
        ['x', 'Service', symbols[0]?.children?.map((one) => one.name)],
        ['web', 'Pod', ['a', 'b']],
      ],
    );
    const [a] = symbols[1]?.children ?? [];
    assert.equal(a?.selectionRange.start.line, lineOf('name: a'));
  });

  it('is known to the workspace', async () => {
    const found: SymbolInformation[] = await pair.ask('workspace/symbol', { query: 'podweb' });
    assert.deepEqual(
      found.map(({ name, containerName, location }) => [name, containerName, location.uri]),
      [['web', 'Pod', WEB]],
    );
  });

  it('folds, each line one thing', async () => {
    const ranges: FoldingRange[] = await pair.about('textDocument/foldingRange', WEB);
    const last = TEXT.trimEnd().split('\n').length - 1;
    const lines = ranges.map(({ startLine }) => startLine);
    assert.equal(new Set(lines).size, lines.length);
    assert.deepEqual(
      ranges.find(({ startLine }) => startLine === lineOf('---')),
      { startLine: lineOf('---'), endLine: last },
    );
    const other = 'file:///work/other.yaml';
    await pair.open(other, 'a:\n  b: 1\n');
    assert.equal(await pair.about('textDocument/foldingRange', other), null);
  });

  it('can be selected step by step', async () => {
    const line = lineOf('name: a');
    const [range]: SelectionRange[] = await pair.about('textDocument/selectionRange', WEB, {
      positions: [{ line, character: TEXT.split('\n')[line]?.indexOf('a') ?? 0 }],
    });
    const sizes: number[] = [];
    for (let at = range; at; at = at.parent) sizes.push(at.range.end.line - at.range.start.line);
    assert.ok(sizes.length > 5);
    assert.deepEqual(
      sizes,
      [...sizes].sort((x, y) => x - y),
    );
  });

  it('leads to the pages of images', async () => {
    await pair.edit(WEB, 'kind: Pod', 'kind: Pod # the one');
    const links: DocumentLink[] = await pair.about('textDocument/documentLink', WEB);
    assert.equal(links.length, 2);
    for (const { target, range } of links) {
      assert.match(target ?? '', /^https:\/\/hub\.docker\.com\//);
      assert.ok(range.start.line > lineOf('---'));
    }
  });
});
