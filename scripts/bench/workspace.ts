import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { workloadAndService } from './manifests.ts';
import type { TreeRows } from '../../server/src/lsp/protocol.ts';
import { median } from './measure.ts';
import { startServer } from './server.ts';
import type { RunningServer, ServerUnderTest } from './server.ts';

/** Work in a workspace of 10,000 manifests beside the same work in one that holds nothing else. */
export async function workspaceTable(server: ServerUnderTest, scratch: string): Promise<string> {
  const root = (name: string): string => join(scratch, name);
  const alone = await inWorkspace(server, { root: root('alone'), count: 1, folder: 1 });
  const many = await inWorkspace(server, { root: root('workspace'), count: FILES, folder: 10 });
  const oneFolder = { root: root('folder'), count: IN_ONE_FOLDER, folder: IN_ONE_FOLDER };
  const together = await inWorkspace(server, oneFolder);
  const row = (words: string, key: keyof Figures): string =>
    `| ${words} | ${shown(many[key])} | ${shown(alone[key])} |`;
  return [
    '',
    `| workspace | ${FILES.toLocaleString('en')} manifests | one manifest |`,
    '| --- | --: | --: |',
    row('open to problems while the workspace is read, ms', 'open'),
    row('key to problems while the workspace is read, ms', 'reading'),
    row('start to all read, ms', 'indexed'),
    row('memory when all is read and checked, MB', 'memory'),
    row('key after a pause to problems, ms', 'edit'),
    row('processor time for a key, ms', 'cpu'),
    row('1,000 files changed at once: until the last problems, ms', 'batch'),
    row('publications for them', 'published'),
    row('memory after that, MB', 'after'),
    row('all rows of the tree after, ms', 'rows'),
    row('memory with the tree open, MB', 'tree'),
    row('the same 1,000 changed once more with the tree open: memory, MB', 'once'),
    row('ten times over: memory, MB', 'tenTimes'),
    row('after 25 s in which nothing happens: memory, MB', 'rested'),
    '',
    `| workspace | ${IN_ONE_FOLDER.toLocaleString('en')} manifests in one folder | one manifest |`,
    '| --- | --: | --: |',
    ...(
      [
        ['start to all read, ms', 'indexed'],
        ['memory when all is read and checked, MB', 'memory'],
        ['key after a pause to problems, ms', 'edit'],
        ['processor time for a key, ms', 'cpu'],
      ] as const
    ).map(([words, key]) => `| ${words} | ${shown(together[key])} | ${shown(alone[key])} |`),
  ].join('\n');
}

interface Figures {
  readonly open: number;
  readonly reading: number;
  readonly indexed: number;
  readonly memory: number;
  readonly edit: number;
  readonly cpu: number;
  readonly batch: number | undefined;
  readonly published: number | undefined;
  readonly after: number | undefined;
  readonly rows: number;
  readonly tree: number | undefined;
  readonly once: number | undefined;
  readonly tenTimes: number | undefined;
  readonly rested: number | undefined;
}

const FILES = 10_000;
const IN_ONE_FOLDER = 2000;
const CHANGED = 1000;

interface Workspace {
  readonly root: string;
  /** How many manifests it holds. */
  readonly count: number;
  /** How many are in one folder. */
  readonly folder: number;
}

async function inWorkspace(server: ServerUnderTest, workspace: Workspace): Promise<Figures> {
  const { root, count, folder } = workspace;
  const paths = Array.from({ length: count }, (_, number) => write(workspace, number));
  const path = paths[paths.length >> 1] ?? '';
  const uri = pathToFileURL(path).href;
  const text = readFileSync(path, 'utf8');
  const line = text.split('\n').findIndex((each) => each.includes('image: registry'));
  const at = { line, character: text.split('\n')[line]?.length ?? 0 };
  const running = await startServer(server, root);
  const key = async (nth: number): Promise<number> => {
    await sleep(PAUSE);
    return running.edit(uri, { at, kind: nth % 2 === 0 ? 'insert' : 'remove' });
  };
  const keys = async (many: number): Promise<number> => {
    const times: number[] = [];
    for (let nth = 0; nth < many; nth++) times.push(await key(nth));
    return median(times);
  };
  try {
    const open = await running.open(uri, text);
    const reading = await keys(4);
    const indexed = await running.indexed();
    await quiet(running);
    const memory = running.memory() ?? Number.NaN;
    await keys(10);
    const before = running.cpu() ?? Number.NaN;
    const edit = await keys(EDITS);
    await sleep(PAUSE);
    const cpu = ((running.cpu() ?? Number.NaN) - before) / EDITS;
    const isSpread = count >= CHANGED && folder < CHANGED;
    const batch = isSpread ? await changeMany(running, workspace) : undefined;
    // What was forgotten before the tree was first asked for comes into it bit by bit.
    await openTree(running);
    await quiet(running);
    const rows = await openTree(running);
    const tree = running.memory();
    const memories: (number | undefined)[] = [];
    for (let time = 0; batch && time < TIMES; time++) {
      memories.push((await changeMany(running, workspace)).after);
      await openTree(running);
    }
    const [once, tenTimes] = [memories[0], memories.at(-1)];
    await sleep(REST);
    const withTree = { rows, tree, once, tenTimes, rested: running.memory() };
    return { open, reading, indexed, memory, edit, cpu, ...(batch ?? NO_BATCH), ...withTree };
  } finally {
    await running.stop();
  }
}

const NO_BATCH = { batch: undefined, published: undefined, after: undefined };

/** As VS Code does where all topmost rows are open; milliseconds until all rows are there. */
async function openTree(running: RunningServer): Promise<number> {
  const start = performance.now();
  const ask = async (more: object): Promise<TreeRows> =>
    (await running.request('podspace/tree', { grouping: 'node', filter: '', ...more })) as TreeRows;
  for (const { id } of (await ask({})).rows) await ask({ parent: id });
  return performance.now() - start;
}

/** As when another branch is checked out, and at the next call the one before: a probe's port loses its name. */
async function changeMany(
  running: RunningServer,
  workspace: Workspace,
): Promise<Pick<Figures, 'batch' | 'published' | 'after'>> {
  const paths = Array.from({ length: CHANGED }, (_, number) => {
    const path = pathOf(workspace, number);
    writeFileSync(path, switched(readFileSync(path, 'utf8')));
    return path;
  });
  const published = running.publications();
  const start = performance.now();
  running.written(paths.map((path) => pathToFileURL(path).href));
  await quiet(running);
  return {
    batch: running.lastPublication() - start,
    published: running.publications() - published,
    after: running.memory(),
  };
}

function switched(text: string): string {
  const [one, other] = ['port: http\n', 'port: htp\n'];
  return text.includes(one) ? text.replace(one, other) : text.replace(other, one);
}

/** Waits until the process has had nothing to do for a while. */
async function quiet(running: RunningServer): Promise<void> {
  for (let before = -1; running.cpu() !== before;) {
    before = running.cpu() ?? before;
    await sleep(QUIET);
  }
}

function write(workspace: Workspace, number: number): string {
  const path = pathOf(workspace, number);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, workloadAndService(number));
  return path;
}

function pathOf({ root, folder }: Workspace, number: number): string {
  return join(root, String(Math.floor(number / folder)), `${number}.yaml`);
}

function shown(value: number | undefined): string {
  return value === undefined || Number.isNaN(value) ? '–' : value.toFixed(value < 10 ? 1 : 0);
}

const EDITS = 40;
const TIMES = 10;
/** Milliseconds. */
const PAUSE = 150;
const QUIET = 1500;
/** After that the server has given back what it does not need. */
const REST = 25_000;
