/** How many tests of a run passed and failed. */
export interface Tally {
  passes: number;
  failures: number;
}

/** Reads what {@link TallyReporter} wrote: a line of JSON for each run. */
export function parseTally(text: string): Tally {
  const total: Tally = { passes: 0, failures: 0 };
  for (const line of text.trim().split('\n')) {
    const { passes, failures } = JSON.parse(line) as Tally;
    total.passes += passes;
    total.failures += failures;
  }
  return total;
}
