import { readFacts } from '../analysis/document-facts.ts';
import { sameItems } from '../analysis/asked-scope.ts';
import { linkDocument } from '../analysis/link.ts';
import type { LinkedDocument } from '../analysis/linked.ts';
import { applyEdits } from '../text/edit.ts';
import type { TextEdit } from '../text/edit.ts';
import { makingCost, readingCost } from '../yaml/reading-cost.ts';
import { readStream } from '../yaml/read-stream.ts';
import { errorsByPlace, errorsFrom } from './error-at.ts';
import type { ErrorAt } from './error-at.ts';
import type { Fix, Problem, SoundTogether } from './rule.ts';

export interface FixTrial {
  /** Whether the document is read once more for a fix to be made; counts that. */
  readonly affordsMaking: () => boolean;
  /** Whether a fix leaves its document without an error that was not there before. */
  readonly isSound: (fix: Fix) => boolean;
  readonly soundTogether: SoundTogether;
}

/**
 * Characters that are read again to make and to try the fixes of one document, as `makingCost` and `readingCost` count
 * them. Nobody writes a manifest with so many fixes, and a text that is made to have them would otherwise cost the
 * square of its length. Most fixes are made out of a few lines, but some take the whole document.
 */
export const MOST_READ_AGAIN: Readonly<Record<ReadAgain, number>> = {
  toMake: 80_000_000,
  toTry: 4_000_000,
};

export type ReadAgain = 'toMake' | 'toTry';

/** What the rules say of a document. */
export interface Checks {
  /** Of the document as it is. */
  readonly found: () => readonly Problem[];
  /** Of one that is tried; its errors are enough. */
  readonly check: (linked: LinkedDocument) => readonly Problem[];
}

/**
 * Tries fixes on their document before they are offered: what is beside the problem can be wrong too, and be judged
 * only when the problem is gone. Fixes with edits in other documents are for their rule to answer for, as the scope
 * cannot be changed here.
 */
export function soundFixes(linked: LinkedDocument, { found, check }: Checks): FixTrial {
  const { facts, settings } = linked;
  const { text } = facts.chunk;
  const left = { ...MOST_READ_AGAIN };
  const affordsMaking = (): boolean => (left.toMake -= makingCost(facts.yaml)) >= 0;
  const affordsTrying = (): boolean => (left.toTry -= readingCost(facts.yaml)) >= 0;
  let known: KnownErrors | undefined;
  const tryEdits = (edits: Fix['edits']): boolean => {
    if (!affordsTrying()) return false;
    const after = readStream(applyEdits(text, edits)).entries.map(({ start, chunk }) => ({
      start,
      facts: readFacts(chunk, { custom: settings.customResources }),
    }));
    const faults = after.reduce((sum, document) => sum + document.facts.yaml.faults.length, 0);
    if (faults > facts.yaml.faults.length) return false;
    const before = (known ??= knownErrors(errorsFrom(found(), 0)));
    const stoodThere = before.standsWhere(edits);
    return after
      .flatMap((document) =>
        errorsFrom(check(linkDocument(document.facts, linked)), document.start),
      )
      .every((error) => before.said.has(saying(error)) || stoodThere(error));
  };
  const isElsewhere = ({ edits }: Fix): boolean => edits.some(({ document }) => document !== facts);
  // What is asked again gets the same answer, however much has been tried since.
  const answers = new Map<Fix, { readonly asked: readonly Fix[]; readonly answer: Answer }>();
  const answerOf = (fixes: readonly Fix[]): Answer => {
    const [first] = fixes;
    if (!first) return { sound: new Set(), tries: 0 };
    const known = answers.get(first);
    if (known && sameItems(known.asked, fixes)) return known.answer;
    let tries = 0;
    const sound = soundOnes(fixes, (some) => {
      tries++;
      return tryEdits(some.flatMap(({ edits }) => edits));
    });
    const answer = { sound, tries };
    answers.set(first, { asked: fixes, answer });
    return answer;
  };
  return {
    affordsMaking,
    isSound: (fix) => isElsewhere(fix) || tryEdits(fix.edits),
    soundTogether(fixes) {
      const { sound, tries } = answerOf(fixes.filter((fix) => !isElsewhere(fix)));
      return { fixes: fixes.filter((fix) => isElsewhere(fix) || sound.has(fix)), tries };
    },
  };
}

interface Answer {
  readonly sound: ReadonlySet<Fix>;
  readonly tries: number;
}

/** The largest set that halving finds: where one of many is unsound, few have to be tried to know which. */
function soundOnes(fixes: readonly Fix[], areSound: (fixes: readonly Fix[]) => boolean): Set<Fix> {
  const sound = new Set<Fix>();
  const add = (some: readonly Fix[]): void => {
    if (some.length === 0) return;
    if (areSound([...sound, ...some])) for (const fix of some) sound.add(fix);
    else halve(some);
  };
  const halve = (some: readonly Fix[]): void => {
    if (some.length === 1) return;
    const middle = some.length >> 1;
    const before = sound.size;
    add(some.slice(0, middle));
    const rest = some.slice(middle);
    // With all of the first half, the rest makes up what was just tried.
    if (sound.size === before + middle) halve(rest);
    else add(rest);
  };
  add(fixes);
  return sound;
}

interface KnownErrors {
  /** What is said of any. */
  readonly said: ReadonlySet<string>;
  /** An error stays the same where only its words change: of three that share a port, two are left. */
  readonly standsWhere: (edits: readonly TextEdit[]) => (after: ErrorAt) => boolean;
}

function knownErrors(all: readonly ErrorAt[]): KnownErrors {
  return { said: new Set(all.map(saying)), standsWhere: errorsByPlace(all) };
}

function saying({ rule, message }: ErrorAt): string {
  return `${rule}: ${message}`;
}
