import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import type { Position } from 'vscode-languageserver';
import { memoryOf } from './process.ts';
import { startServer } from './server.ts';
import type { Question, RunningServer, ServerUnderTest, SmallEdit } from './server.ts';

/** A manifest, and the place in it where somebody types. */
export interface Case {
  readonly name: string;
  /** The folder that is open in the editor. */
  readonly root: string;
  readonly path: string;
  readonly text: string;
  readonly at: Position;
}

/** What one run came to; milliseconds, and MB for memory. */
export type Figures = Readonly<Record<Measure, number | undefined>>;

export type Measure = (typeof MEASURES)[number];

export const MEASURES = [
  'start',
  'open',
  'edit',
  'cpu',
  'hover',
  'completion',
  'definition',
  'codeAction',
  'busyHover',
  'busyCompletion',
  'busyDefinition',
  'busyCodeAction',
  'memory',
  'aboveNode',
] as const;

/** Opens the manifest, types, asks, and looks at what it took. */
export async function measure(
  server: ServerUnderTest,
  { root, path, text, at }: Case,
  edits: number,
): Promise<Figures> {
  const uri = pathToFileURL(path).href;
  const running = await startServer(server, root);
  try {
    await sleep(PAUSE);
    const open = await running.open(uri, text);
    await sleep(PAUSE);
    // The first ones find code that is not compiled yet.
    for (const edit of typed(at, WARM_UP)) await typeOne(running, uri, edit);
    const before = running.cpu();
    const latencies: number[] = [];
    for (const edit of typed(at, edits)) latencies.push(await typeOne(running, uri, edit));
    const after = running.cpu();
    const asked = (question: Question): Promise<number | undefined> =>
      askOften(running, question, uri, at);
    const busy = (question: Question): Promise<number | undefined> =>
      askWhileBusy(running, question, uri, at);
    return {
      start: running.ready,
      open,
      edit: median(latencies),
      cpu: before === undefined || after === undefined ? undefined : (after - before) / edits,
      hover: await asked('hover'),
      completion: await asked('completion'),
      definition: await asked('definition'),
      codeAction: await asked('codeAction'),
      busyHover: await busy('hover'),
      busyCompletion: await busy('completion'),
      busyDefinition: await busy('definition'),
      busyCodeAction: await busy('codeAction'),
      memory: running.memory(),
      aboveNode: above(running.memory(), await bareNode()),
    };
  } finally {
    await running.stop();
  }
}

/** Resident memory in MB of Node with nothing to do. */
async function bareNode(): Promise<number | undefined> {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)']);
  try {
    await once(child, 'spawn');
    await sleep(PAUSE);
    return memoryOf(child.pid);
  } finally {
    child.kill();
  }
}

function above(all: number | undefined, bare: number | undefined): number | undefined {
  return all === undefined || bare === undefined ? undefined : all - bare;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const high = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? high : ((sorted[middle - 1] ?? high) + high) / 2;
}

/** A key after a pause in typing. */
async function typeOne(running: RunningServer, uri: string, edit: SmallEdit): Promise<number> {
  await sleep(PAUSE);
  return running.edit(uri, edit);
}

/** A letter put in and taken out in turn. */
function typed(at: Position, count: number): readonly SmallEdit[] {
  return Array.from({ length: count }, (_, index) => ({
    at,
    kind: index % 2 === 0 ? 'insert' : 'remove',
  }));
}

async function askOften(
  running: RunningServer,
  question: Question,
  uri: string,
  at: Position,
): Promise<number | undefined> {
  const times: number[] = [];
  for (let time = 0; time < QUESTIONS; time++) {
    const took = await running.ask(question, uri, at);
    if (took === undefined) return undefined;
    times.push(took);
  }
  return median(times);
}

/** What an answer takes while the problems of a key just pressed are being found. */
async function askWhileBusy(
  running: RunningServer,
  question: Question,
  uri: string,
  at: Position,
): Promise<number | undefined> {
  const times: number[] = [];
  for (const edit of typed(at, QUESTIONS)) {
    await sleep(PAUSE);
    running.send(uri, edit);
    const took = await running.ask(question, uri, at);
    if (took === undefined) return undefined;
    times.push(took);
  }
  return median(times);
}

const WARM_UP = 4;
const QUESTIONS = 10;
/** Milliseconds; longer than either server waits for the next key of a burst. */
const PAUSE = 300;
