/** Measures what `scripts/growth.ts` asks for, in a process that may hang or die without ending the run. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { CodeAction } from 'vscode-languageserver/node';
import { check } from '../server/src/cli/check.ts';
import type { CheckOptions } from '../server/src/cli/check.ts';
import { askOne, ASKED, settleAll, startEditor } from '../test/fuzz/editor.ts';
import type { Editor, Files } from '../test/fuzz/editor.ts';
import { ALL_FAMILIES } from '../test/fuzz/families.ts';

/** One family at several sizes. */
export interface GrowthTask {
  readonly family: number;
  readonly sizes: readonly number[];
}

/** One way of using Podspace on one size took so many milliseconds of the processor, whoever else is at work. */
export type GrowthResult =
  | { readonly type: 'ready' }
  | { readonly type: 'begun'; readonly way: string }
  | { readonly type: 'took'; readonly size: number; readonly way: string; readonly took: number }
  | { readonly type: 'done' }
  | { readonly type: 'failed'; readonly message: string };

process.on('message', (task: GrowthTask) => void answer(task));
tell({ type: 'ready' });

async function answer({ family, sizes }: GrowthTask): Promise<void> {
  try {
    const files = (size: number): Files => ALL_FAMILIES[family]?.files(size) ?? {};
    // What is called for the first time is compiled first.
    await useAll(files(20), () => undefined);
    for (const size of sizes) {
      await useAll(files(size), (way, took) => tell({ type: 'took', size, way, took }));
    }
    tell({ type: 'done' });
  } catch (error) {
    tell({ type: 'failed', message: error instanceof Error ? (error.stack ?? '') : String(error) });
  }
}

type Note = (way: string, took: number) => void;

async function useAll(files: Files, note: Note): Promise<void> {
  const timed = async <T>(way: string, use: () => Promise<T>): Promise<T> => {
    tell({ type: 'begun', way });
    const start = process.cpuUsage();
    const result = await use();
    const { user, system } = process.cpuUsage(start);
    note(way, (user + system) / 1000);
    return result;
  };
  await onCommandLine(files, timed);
  await inEditor(files, timed);
}

type Timed = <T>(way: string, use: () => Promise<T>) => Promise<T>;

async function onCommandLine(files: Files, timed: Timed): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'podspace-growth-'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  const options: CheckOptions = {
    paths: [folder],
    format: 'json',
    failOn: 'error',
    fix: undefined,
    fixTo: 'diff',
    threads: 1,
    baseline: undefined,
    configFile: undefined,
    rules: [],
  };
  await timed('check', () => check(options));
  await timed('check --fix', () => check({ ...options, fix: 'safe' }));
  await timed('check --fix-unsafe', () => check({ ...options, fix: 'unsafe' }));
  rmSync(folder, { recursive: true });
}

async function inEditor(files: Files, timed: Timed): Promise<void> {
  const editor = await timed('open', () => startEditor(files));
  const { pair, uri } = editor;
  const middle = pair.text(uri).length >> 1;
  await timed('edit', async () => {
    await pair.replace(uri, middle, middle, 'x');
    await settleAll(pair);
  });
  await timed('undo', async () => {
    await pair.replace(uri, middle, middle + 1, '');
    await settleAll(pair);
  });
  const offset = Math.min(150, middle);
  for (const way of ASKED) {
    await timed(way, () => askOne(editor, way, offset));
    await timed(`${way} in the middle`, () => askOne(editor, way, middle));
  }
  await timed('edit with the tree shown', async () => {
    await pair.replace(uri, middle, middle, 'x');
    await settleAll(pair);
  });
  for (const kind of ['source.fixAll', 'quickfix']) {
    await timed(`actions: ${kind}`, () => allActions(editor, kind));
  }
  pair.dispose();
}

/** Of the whole file, with the edits of the first few. */
async function allActions({ pair, uri }: Editor, kind: string): Promise<void> {
  const end = pair.positionAt(uri, pair.text(uri).length);
  const actions = await pair.ask<CodeAction[]>('textDocument/codeAction', {
    textDocument: { uri },
    range: { start: { line: 0, character: 0 }, end },
    context: { diagnostics: [], only: [kind] },
  });
  for (const action of actions.slice(0, 5)) if (!action.edit) await pair.resolve(action);
}

function tell(result: GrowthResult): void {
  process.send?.(result);
}
