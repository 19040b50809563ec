/** Counts the work of hostile inputs, in a process that has only so much memory and may die of it. */
import { ALL_FAMILIES } from './families.ts';
import { hostileIsSurvived } from './hostile.ts';
import { WorkCounter } from './work.ts';

/** An input by its family's name and its size. */
export interface LargeInput {
  readonly name: string;
  readonly size: number;
}

export interface LargeCost {
  /** Functions that were called. */
  readonly calls: number;
  readonly characters: number;
}

process.on('message', ({ name, size }: LargeInput) => void answer(name, size));

async function answer(name: string, size: number): Promise<void> {
  const family = ALL_FAMILIES.find((one) => one.name === name);
  if (!family) throw new Error(`there is no family ${name}`);
  const files = family.files(size);
  const counter = new WorkCounter();
  await counter.start();
  const calls = await counter.count(() => hostileIsSurvived(files));
  counter.stop();
  const characters = Object.values(files).reduce((sum, text) => sum + text.length, 0);
  process.send?.({ calls, characters } satisfies LargeCost);
}
