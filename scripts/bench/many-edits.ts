import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { installManifest } from './manifests.ts';
import { startServer } from './server.ts';
import type { ServerUnderTest } from './server.ts';

/** Whether memory grows: 1,000 edits of the large file, in all of its documents in turn. */
export async function manyEditsTable(server: ServerUnderTest, root: string): Promise<string> {
  mkdirSync(root, { recursive: true });
  const path = join(root, 'large.yaml');
  const text = installManifest();
  writeFileSync(path, text);
  const uri = pathToFileURL(path).href;
  const lines = text.split('\n');
  const images = lines.flatMap((line, number) => (/^\s+image: /.test(line) ? [number] : []));
  const running = await startServer(server, root);
  try {
    await running.open(uri, text);
    const memory: string[] = [];
    for (let edit = 0; edit <= EDITS; edit++) {
      if (edit % STEP === 0) {
        await sleep(REST);
        memory.push(`| ${edit} | ${(running.memory() ?? Number.NaN).toFixed(0)} |`);
      }
      const line = images[(edit >> 1) % images.length] ?? 0;
      const at = { line, character: lines[line]?.length ?? 0 };
      await running.edit(uri, { at, kind: edit % 2 === 0 ? 'insert' : 'remove' });
      await sleep(PAUSE);
    }
    return ['', '| edits of the large file | memory, MB |', '| --: | --: |', ...memory].join('\n');
  } finally {
    await running.stop();
  }
}

const EDITS = 1000;
const STEP = 250;
/** Milliseconds after which a key does not belong to the burst before it. */
const PAUSE = 110;
const REST = 2000;
