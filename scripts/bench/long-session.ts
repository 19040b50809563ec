import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { applyEdits } from '../../server/src/text/edit.ts';
import { indexLines, positionAt } from '../../server/src/text/line-index.ts';
import { spanOf } from '../../server/src/text/span.ts';
import { workloadAndService } from './manifests.ts';
import { startServer } from './server.ts';
import type { RunningServer, ServerUnderTest } from './server.ts';

/**
 * What grows in a long session: edits, undone ones among them, in documents that are opened, closed and renamed, with
 * questions in between and files and folders that come and go. The server watches the disk itself, so that watchers
 * could be left behind. Linux only: the figures come from /proc.
 */
export async function longSessionTable(server: ServerUnderTest, root: string): Promise<string> {
  const memoryFile = join(root, '..', 'memory');
  process.env['PODSPACE_MEMORY'] = memoryFile;
  for (let number = 0; number < FILES; number++) write(pathOf(root, number), number);
  const probe = ['--expose-gc', '--require', join(import.meta.dirname, 'memory-probe.cjs')];
  const args = [...probe, ...server.args];
  const running = await startServer({ ...server, args, watches: 'itself' }, root);
  const session = new Session(running, root);
  const rows: string[] = [];
  try {
    await running.indexed();
    await session.begin();
    for (let edits = 0; edits <= EDITS; edits = session.edits) {
      if (edits % STEP === 0) rows.push(await measured(running, memoryFile, edits));
      await session.next();
    }
  } finally {
    await running.stop();
  }
  const asked = session.questions.toLocaleString('en');
  return [
    '',
    `| edits, with ${asked} questions | heap, MB | resident, MB | file handles | watched folders |`,
    '| --: | --: | --: | --: | --: |',
    ...rows,
  ].join('\n');
}

const EDITS = 10_000;
const STEP = 2500;
const FILES = 60;
const OPEN = 8;
/** After so many edits somebody looks at the problems. */
const BURST = 5;

const pathOf = (root: string, number: number): string =>
  join(root, String(number % 10), `${number}.yaml`);

function write(path: string, number: number): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, workloadAndService(number));
}

/** When nothing is left to do; the heap after a collection. */
async function measured(
  running: RunningServer,
  memoryFile: string,
  edits: number,
): Promise<string> {
  await sleep(2000);
  rmSync(memoryFile, { force: true });
  process.kill(running.pid, 'SIGUSR2');
  let heap = '';
  while (heap === '') {
    await sleep(50);
    try {
      heap = readFileSync(memoryFile, 'utf8');
    } catch {
      // Not yet.
    }
  }
  const handles = readdirSync(`/proc/${running.pid}/fd`).length;
  const watched = readdirSync(`/proc/${running.pid}/fdinfo`)
    .map((fd) => readFileSync(`/proc/${running.pid}/fdinfo/${fd}`, 'utf8'))
    .reduce((sum, info) => sum + info.split('inotify wd:').length - 1, 0);
  const heapUsed = (Number(heap) / 1024 / 1024).toFixed(1);
  return `| ${edits} | ${heapUsed} | ${running.memory()?.toFixed(0) ?? ''} | ${handles} | ${watched} |`;
}

interface OpenFile {
  readonly path: string;
  text: string;
  /** What undoes its edits, the latest last. */
  readonly undo: { readonly start: number; readonly end: number; readonly text: string }[];
}

/** Somebody at work, the same way each time. */
class Session {
  edits = 0;
  questions = 0;
  readonly #running: RunningServer;
  readonly #root: string;
  readonly #open: OpenFile[] = [];
  #seed = 1;
  #version = 1_000_000;
  #made = 0;

  constructor(running: RunningServer, root: string) {
    this.#running = running;
    this.#root = root;
  }

  async begin(): Promise<void> {
    for (let number = 0; number < OPEN; number++) await this.#openFile(pathOf(this.#root, number));
    await this.#running.request('podspace/tree', { grouping: 'node', filter: '' });
  }

  /** One edit, and now and then something else before it. */
  async next(): Promise<void> {
    const chance = this.#below(100);
    const file = this.#any(this.#open);
    if (chance < 25) await this.#ask(file);
    else if (chance < 29) await this.#closeOne(file);
    else if (chance < 31) await this.#rename(file);
    else if (chance < 33) await this.#comeAndGo();
    this.#edit(this.#any(this.#open));
    this.edits++;
    if (this.edits % BURST === 0) await this.#problemsShown();
  }

  #edit(file: OpenFile): void {
    const last = file.undo.at(-1);
    // What is typed is undone in the end: files stay as large as they are.
    if (last && (file.undo.length > 20 || this.#below(3) === 0)) {
      file.undo.pop();
      this.#replace(file, last.start, last.end, last.text);
      return;
    }
    const start = this.#below(file.text.length);
    const end = Math.min(file.text.length, start + this.#any([0, 0, 0, 1, 4]));
    const text = this.#any([
      'x',
      '8080',
      '\n',
      ' ',
      '',
      'containerPort: 80\n',
      '---\n',
      'web',
      '"',
    ]);
    const old = file.text.slice(start, end);
    file.undo.push({ start, end: start + text.length, text: old });
    this.#replace(file, start, end, text);
  }

  #replace(file: OpenFile, start: number, end: number, text: string): void {
    const lines = indexLines(file.text);
    const range = { start: positionAt(lines, start), end: positionAt(lines, end) };
    file.text = applyEdits(file.text, [{ span: spanOf(start, end), newText: text }]);
    this.#running.notify('textDocument/didChange', {
      textDocument: { uri: uriOf(file.path), version: this.#version++ },
      contentChanges: [{ range, text }],
    });
  }

  /** The diagnostics of an open file, as one that has to be up to date. */
  async #problemsShown(): Promise<void> {
    await this.#running.request('podspace/status', { uri: uriOf(this.#any(this.#open).path) });
    await sleep(LOOK);
  }

  async #ask(file: OpenFile): Promise<void> {
    this.questions++;
    const uri = uriOf(file.path);
    const textDocument = { uri };
    const position = positionAt(indexLines(file.text), this.#below(file.text.length));
    const range = { start: position, end: position };
    const [method, more] = this.#any<readonly [string, object]>([
      ['textDocument/hover', { position }],
      ['textDocument/completion', { position }],
      ['textDocument/definition', { position }],
      ['textDocument/references', { position, context: { includeDeclaration: true } }],
      ['textDocument/codeAction', { range, context: { diagnostics: [] } }],
      ['textDocument/codeLens', {}],
      ['textDocument/documentSymbol', {}],
      ['textDocument/inlayHint', { range: { start: { line: 0, character: 0 }, end: position } }],
      ['podspace/podMap', { uri, position }],
      ['podspace/tree', { grouping: 'node', filter: '' }],
    ]);
    await this.#running.request(method, { textDocument, ...more });
  }

  async #closeOne(file: OpenFile): Promise<void> {
    this.#close(file);
    const others = Array.from({ length: FILES }, (_, number) => pathOf(this.#root, number));
    const open = this.#open.map(({ path }) => path);
    await this.#openFile(this.#any(others.filter((path) => !open.includes(path))));
  }

  /** And back again when it is closed. */
  async #rename(file: OpenFile): Promise<void> {
    this.#close(file);
    const other = `${file.path}.moved.yaml`;
    renameSync(file.path, other);
    await this.#openFile(other);
    const [moved] = this.#open.filter(({ path }) => path === other);
    if (moved) this.#close(moved);
    renameSync(other, file.path);
    await this.#openFile(file.path);
  }

  /** A folder with files that is deleted again a little later. */
  async #comeAndGo(): Promise<void> {
    const folder = join(this.#root, 'new', String(this.#made++));
    for (let number = 0; number < 3; number++) write(join(folder, `${number}.yaml`), number);
    await sleep(LOOK);
    rmSync(join(this.#root, 'new'), { recursive: true });
  }

  async #openFile(path: string): Promise<void> {
    const text = readFileSync(path, 'utf8');
    this.#open.push({ path, text, undo: [] });
    await this.#running.open(uriOf(path), text);
  }

  #close(file: OpenFile): void {
    this.#open.splice(this.#open.indexOf(file), 1);
    this.#running.notify('textDocument/didClose', { textDocument: { uri: uriOf(file.path) } });
  }

  #any<T>(all: readonly T[]): T {
    return all[this.#below(all.length)] as T;
  }

  /** Linear congruences, as in POSIX' rand: chance that is the same each time. */
  #below(most: number): number {
    this.#seed = (this.#seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((this.#seed / 2_147_483_648) * most);
  }
}

/** Long enough for the problems to be looked for, in milliseconds. */
const LOOK = 60;

function uriOf(path: string): string {
  return pathToFileURL(path).href;
}
