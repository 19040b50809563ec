/** Does what `scripts/fuzz.ts` asks for, in a process that may hang or die without ending the run. */
import { ALL_FAMILIES } from '../test/fuzz/families.ts';
import { hostileIsSurvived } from '../test/fuzz/hostile.ts';
import { anyTextIsSurvived, editsAreSurvived, typingIsSurvived } from '../test/fuzz/properties.ts';
import { sourcesIn } from '../test/fuzz/sources.ts';
import { workspaceChangesAreSurvived } from '../test/fuzz/workspace-changes.ts';
import type { Task, TaskResult } from './fuzz-task.ts';

const sources = sourcesIn(process.cwd(), process.argv[2]);

process.on('message', (task: Task) => void answer(task));
process.send?.({ type: 'ready', sources: sources.length });

async function answer(task: Task): Promise<void> {
  let result: TaskResult;
  try {
    result = { type: 'done', inputs: await run(task) };
  } catch (error) {
    result = {
      type: 'fault',
      message: error instanceof Error ? (error.stack ?? '') : String(error),
    };
  }
  process.send?.(result);
}

/** How many texts were tried. */
async function run(task: Task): Promise<number> {
  switch (task.type) {
    case 'hostile': {
      const family = ALL_FAMILIES[task.family];
      if (!family) throw new Error(`there is no family ${task.family}`);
      await hostileIsSurvived(family.files(task.size));
      return 1;
    }
    case 'typed': {
      const source = sources[task.source % sources.length];
      return source ? typingIsSurvived(source) : 0;
    }
    case 'edited':
      await editsAreSurvived(sources, { seed: task.seed, runs: task.runs });
      return task.runs;
    case 'workspace':
      await workspaceChangesAreSurvived(task.seed, task.runs);
      return task.runs;
    case 'any text':
      await anyTextIsSurvived(task.seed, task.runs);
      return task.runs;
  }
}
