import type { Certainty } from './facts.ts';

const RANK: Readonly<Record<Certainty, number>> = { possible: 0, likely: 1, certain: 2 };

export function weaker(a: Certainty, b: Certainty): Certainty {
  return RANK[a] <= RANK[b] ? a : b;
}

export function stronger(a: Certainty, b: Certainty | undefined): Certainty {
  return b === undefined || RANK[a] >= RANK[b] ? a : b;
}
