import { MOST_READ_AGAIN } from '../rules/sound-fixes.ts';
import type { ReadAgain } from '../rules/sound-fixes.ts';

/** A document of a file, whatever it holds by now. */
export interface DocumentPlace {
  readonly file: string;
  readonly index: number;
}

/** How much of each document is read again to make all fixes, in all rounds together. */
export interface FixBudget {
  /** Whether so many characters more may be read of a document; counts them if so. */
  readonly affords: (place: DocumentPlace, what: ReadAgain, cost: number) => boolean;
  /** Counts what has been read of a document to try its fixes, or to check it after a round, which is as much work. */
  readonly count: (place: DocumentPlace, cost: number) => void;
  /** The files in which fixes may be left, as no more is read of some document. */
  readonly unfinished: ReadonlySet<string>;
}

/**
 * As much for a document through all rounds as may be read of it for one: each round makes another document of it, and
 * fixes that cannot be made together would be tried over and over. What is left is made when it is asked for once more.
 * It counts what is asked for, known or not, so that who asks again gets the same answer.
 */
export function fixBudget(): FixBudget {
  const spent = { toMake: new Map<string, number>(), toTry: new Map<string, number>() };
  const unfinished = new Set<string>();
  const keyOf = ({ file, index }: DocumentPlace): string => `${index} ${file}`;
  const spentOn = (place: DocumentPlace, what: ReadAgain): number =>
    spent[what].get(keyOf(place)) ?? 0;
  return {
    unfinished,
    affords(place, what, cost) {
      const sum = spentOn(place, what) + cost;
      if (sum > MOST_READ_AGAIN[what]) unfinished.add(place.file);
      else spent[what].set(keyOf(place), sum);
      return sum <= MOST_READ_AGAIN[what];
    },
    count: (place, cost) => spent.toTry.set(keyOf(place), spentOn(place, 'toTry') + cost),
  };
}
