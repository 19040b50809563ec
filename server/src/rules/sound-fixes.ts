import { readFacts } from '../analysis/document-facts.ts';
import type { DocumentFacts } from '../analysis/facts.ts';
import { linkDocument } from '../analysis/link.ts';
import type { LinkedDocument } from '../analysis/linked.ts';
import { applyEdits } from '../text/edit.ts';
import type { TextEdit } from '../text/edit.ts';
import { readStream } from '../yaml/read-stream.ts';
import { errorsFrom, standsWhere } from './error-at.ts';
import type { ErrorAt } from './error-at.ts';
import type { Fix, Problem } from './rule.ts';

export interface FixTrial {
  /** Whether the document is read once more for a fix to be made; counts that. */
  affordsMaking(): boolean;
  /** Whether a fix leaves its document without an error that was not there before. */
  isSound(fix: Fix): boolean;
}

/**
 * Characters that are read again to try the fixes of one document. Nobody writes a manifest with so many fixes, and a
 * text that is made to have them would otherwise cost the square of its length.
 */
const MOST_TRIED = 20_000_000;
/** What is broken goes by way of the library, which takes ten times as long. */
const BROKEN = 10;

/**
 * Tries fixes on their document before they are offered: what is beside the problem can be wrong too, and be judged
 * only when the problem is gone. `check` gives the problems of a document. Fixes with edits in other documents are for
 * their rule to answer for, as the scope cannot be changed here.
 */
export function soundFixes(
  linked: LinkedDocument,
  check: (linked: LinkedDocument) => readonly Problem[],
): FixTrial {
  const { facts, settings } = linked;
  let left = MOST_TRIED;
  const affords = (): boolean => {
    left -= facts.chunk.text.length * (facts.yaml.faults.length > 0 ? BROKEN : 1);
    return left >= 0;
  };
  let known: KnownErrors | undefined;
  const errorsOf = (document: DocumentFacts, start: number): readonly ErrorAt[] =>
    errorsFrom(check(linkDocument(document, linked)), start);
  const tryEdits = (edits: Fix['edits']): boolean => {
    if (!affords()) return false;
    const after = readStream(applyEdits(facts.chunk.text, edits)).entries.map(
      ({ start, chunk }) => ({
        start,
        facts: readFacts(chunk, { custom: settings.customResources }),
      }),
    );
    const faults = after.reduce((sum, document) => sum + document.facts.yaml.faults.length, 0);
    if (faults > facts.yaml.faults.length) return false;
    const before = (known ??= knownErrors(errorsOf(facts, 0)));
    const errors = after.flatMap((document) => errorsOf(document.facts, document.start));
    return errors.every((error) => isOld(error, before, edits));
  };
  const isSound = ({ edits }: Fix): boolean =>
    edits.some(({ document }) => document !== facts) || tryEdits(edits);
  return { affordsMaking: affords, isSound };
}

interface KnownErrors {
  readonly all: readonly ErrorAt[];
  /** Rule and message of each. */
  readonly said: ReadonlySet<string>;
}

function knownErrors(all: readonly ErrorAt[]): KnownErrors {
  return { all, said: new Set(all.map(({ rule, message }) => `${rule}: ${message}`)) };
}

/** An error stays the same where only its words change: of three that share a port, two are left. */
function isOld(error: ErrorAt, before: KnownErrors, edits: readonly TextEdit[]): boolean {
  const { rule, message } = error;
  if (before.said.has(`${rule}: ${message}`)) return true;
  return before.all.some((one) => one.rule === rule && standsWhere(one, error, edits));
}
