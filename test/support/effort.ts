import assert from 'node:assert/strict';

/** What is found among some things, and how much is looked at for it. */
export interface Effort {
  readonly found: number;
  readonly work: number;
}

/** Twice as many take twice the work, where each is compared with all others four times as much. */
export function assertSteady(
  some: number,
  effort: (count: number) => Effort,
  foundForEach: number,
): void {
  const [few, more] = [effort(some), effort(2 * some)];
  assert.deepEqual([few.found, more.found], [foundForEach * some, foundForEach * 2 * some]);
  assert.ok(few.work > some, 'what is done is counted');
  assert.ok(more.work < 2.5 * few.work, `${few.work} reads, then ${more.work}`);
}
