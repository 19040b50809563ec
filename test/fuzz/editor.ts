import assert from 'node:assert/strict';
import type { CodeAction, Diagnostic, Position } from 'vscode-languageserver/node';
import { MODERN, Pair } from '../lsp/support/pair.ts';

const ROOT = 'file:///work';

/** All files of a workspace, by their path in it. */
export type Files = Readonly<Record<string, string>>;

/** An editor with a workspace whose first file is open. */
export interface Editor {
  readonly pair: Pair;
  readonly uri: string;
}

export async function startEditor(files: Files, version = 1): Promise<Editor> {
  const [path = 'a.yaml'] = Object.keys(files);
  const pair = await startWorkspace(files);
  const uri = `${ROOT}/${path}`;
  await pair.open(uri, files[path] ?? '', path.endsWith('.json') ? 'json' : 'yaml', version);
  await settleAll(pair);
  return { pair, uri };
}

/** An editor with all of these files closed. */
export async function startWorkspace(files: Files): Promise<Pair> {
  const onDisk = Object.entries(files).map(([name, text]) => [`${ROOT}/${name}`, text] as const);
  return Pair.start({
    folders: [ROOT],
    files: Object.fromEntries(onDisk),
    capabilities: {
      ...MODERN,
      textDocument: {
        ...MODERN.textDocument,
        documentSymbol: { hierarchicalDocumentSymbolSupport: true },
      },
    },
  });
}

/** Waits for all that the server does by itself: bursts of typing, slices of files, the tree. */
export async function settleAll(pair: Pair): Promise<void> {
  await pair.settle();
  // A clock that stands still ends no burst.
  await pair.advance(1000);
}

/** What a request is asked with: which document, where, and the range up to there. */
interface Place {
  readonly uri: string;
  readonly position: Position;
  readonly start: Position;
}

type Ask = (pair: Pair, place: Place) => Promise<unknown>;

const ofDocument =
  (method: string): Ask =>
  (pair, { uri }) =>
    pair.ask(method, { textDocument: { uri } });

const atPosition =
  (method: string, more: object = {}): Ask =>
  (pair, { uri, position }) =>
    pair.ask(method, { textDocument: { uri }, position, ...more });

/**
 * Everything that a client can ask, by the capability with which the server offers it. A capability that is missing
 * here fails the tests.
 */
export const REQUESTS: Readonly<Record<string, readonly Ask[]>> = {
  completionProvider: [atPosition('textDocument/completion')],
  hoverProvider: [atPosition('textDocument/hover')],
  definitionProvider: [atPosition('textDocument/definition')],
  referencesProvider: [
    atPosition('textDocument/references', { context: { includeDeclaration: true } }),
  ],
  documentHighlightProvider: [atPosition('textDocument/documentHighlight')],
  documentSymbolProvider: [ofDocument('textDocument/documentSymbol')],
  workspaceSymbolProvider: [(pair) => pair.ask('workspace/symbol', { query: 'a' })],
  foldingRangeProvider: [ofDocument('textDocument/foldingRange')],
  selectionRangeProvider: [
    (pair, { uri, position }) =>
      pair.ask('textDocument/selectionRange', { textDocument: { uri }, positions: [position] }),
  ],
  documentLinkProvider: [ofDocument('textDocument/documentLink')],
  renameProvider: [
    (pair, place) => refusable(atPosition('textDocument/prepareRename')(pair, place)),
    (pair, place) => refusable(atPosition('textDocument/rename', { newName: 'b' })(pair, place)),
  ],
  codeActionProvider: [codeActions],
  codeLensProvider: [ofDocument('textDocument/codeLens')],
  inlayHintProvider: [
    (pair, { uri, position: end }) =>
      pair.ask('textDocument/inlayHint', {
        textDocument: { uri },
        range: { start: { line: 0, character: 0 }, end },
      }),
  ],
};

/** What our own protocol adds. */
const OWN: Readonly<Record<string, readonly Ask[]>> = {
  status: [(pair, { uri }) => pair.request('podspace/status', { uri })],
  podMap: [(pair, { uri, position }) => pair.request('podspace/podMap', { uri, position })],
  tree: [(pair) => wholeTree(pair)],
};

const ALL: Readonly<Record<string, readonly Ask[]>> = { ...REQUESTS, ...OWN };

/** What `askOne` can be asked for. */
export const ASKED: readonly string[] = Object.keys(ALL);

/** Asks everything at a place, and gives the answers in one text. Throws if the server answers with an error. */
export async function askEverything(editor: Editor, offset: number): Promise<string> {
  const answers: unknown[] = [];
  for (const what of ASKED) answers.push(...(await askOne(editor, what, offset)));
  return JSON.stringify(answers);
}

/** The answers to one of the things that a client asks at a place. */
export async function askOne(
  { pair, uri }: Editor,
  what: string,
  offset: number,
): Promise<readonly unknown[]> {
  const position = pair.positionAt(uri, offset);
  const place = { uri, position, start: pair.positionAt(uri, Math.max(0, offset - 40)) };
  const answers: unknown[] = [];
  for (const ask of ALL[what] ?? []) answers.push(await ask(pair, place));
  return answers;
}

/** What the client shows of all files now. */
export function shown(pair: Pair): Readonly<Record<string, readonly Diagnostic[]>> {
  const latest = new Map(pair.publications.map(({ uri, diagnostics }) => [uri, diagnostics]));
  return Object.fromEntries([...latest].filter(([, list]) => list.length > 0).sort());
}

/** A fault of ours is logged, and so is a rule or a request that failed; what cannot be read is none. */
export function assertNothingFailed(pair: Pair): void {
  assert.deepEqual(
    pair.log.filter((line) => !line.includes(' is left out: ')),
    [],
  );
}

/** A new name that cannot be taken is refused with a reason; that is an answer too. */
async function refusable(answer: Promise<unknown>): Promise<unknown> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code !== -32603) return error.message;
    throw error;
  }
}

/** All actions of the range before a place, the first of them with their edits. */
async function codeActions(pair: Pair, { uri, position, start }: Place): Promise<unknown> {
  const actions = await pair.ask<CodeAction[]>('textDocument/codeAction', {
    textDocument: { uri },
    range: { start, end: position },
    context: { diagnostics: [] },
  });
  const resolved: unknown[] = [];
  for (const action of actions.slice(0, 5))
    resolved.push(action.edit ? action : await pair.resolve(action));
  return [actions.length, resolved];
}

async function wholeTree(pair: Pair): Promise<readonly unknown[]> {
  const MOST_ROWS = 200;
  let left = MOST_ROWS;
  const below = async (parent?: string): Promise<readonly unknown[]> => {
    const answer = pair.request('podspace/tree', parent === undefined ? {} : { parent });
    // Where no pod is known yet, the topmost rows wait for the end of a burst of typing.
    if (parent === undefined) await pair.advance(1000);
    const { rows } = await answer;
    const found: unknown[] = [];
    for (const row of rows) {
      if (left-- <= 0) break;
      found.push([row, row.hasChildren ? await below(row.id) : []]);
    }
    return found;
  };
  return below();
}
