/**
 * The candidate that a misspelt word most likely meant: equal but for case, or at most a third of its letters away
 * (two at most), where a swap of neighbours counts as one. Undefined where none is near, or two are equally near.
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  const lower = word.toLowerCase();
  // No candidate is anywhere near as long, and the work grows with the square.
  if (word.length > 200) return undefined;
  const limit = Math.min(2, Math.floor(word.length / 3));
  let best: string | undefined;
  let bestDistance = limit + 1;
  let tied = false;
  for (const candidate of candidates) {
    if (candidate === word) continue;
    if (Math.abs(candidate.length - word.length) > limit) continue;
    const near = candidate.toLowerCase();
    const distance = near === lower ? 0 : editDistance(lower, near);
    tied = distance === bestDistance || (distance > bestDistance && tied);
    if (distance >= bestDistance) continue;
    best = candidate;
    bestDistance = distance;
    tied = false;
  }
  return tied ? undefined : best;
}

/** Insertions, deletions, replacements and swaps of neighbours that make `a` into `b`. */
function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min(
        (last[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
        (last[j - 1] ?? 0) + (same ? 0 : 1),
      );
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        cost = Math.min(cost, (beforeLast[j - 2] ?? 0) + 1);
      }
      row.push(cost);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? 0;
}
