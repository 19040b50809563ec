import { readFacts } from '../analysis/document-facts.ts';
import type { DocumentFacts } from '../analysis/facts.ts';
import { linkDocument } from '../analysis/link.ts';
import type { LinkedDocument } from '../analysis/linked.ts';
import { applyEdits, offsetBefore } from '../text/edit.ts';
import type { TextEdit } from '../text/edit.ts';
import { intersects, shifted, spanOf } from '../text/span.ts';
import type { Span } from '../text/span.ts';
import { readStream } from '../yaml/read-stream.ts';
import type { Fix, Problem } from './rule.ts';

/** Whether a fix leaves its document without an error that was not there before. */
export type IsSound = (fix: Fix) => boolean;

/**
 * Characters that are read again to try the fixes of one document. Nobody writes a manifest with so many fixes, and a
 * text that is made to have them would otherwise cost the square of its length.
 */
const MOST_TRIED = 20_000_000;

/**
 * Tries fixes on their document before they are offered: what is beside the problem can be wrong too, and be judged
 * only when the problem is gone. `check` gives the problems of a document. Fixes with edits in other documents are for
 * their rule to answer for, as the scope cannot be changed here.
 */
export function soundFixes(
  linked: LinkedDocument,
  check: (linked: LinkedDocument) => readonly Problem[],
): IsSound {
  const { facts, settings } = linked;
  let left = MOST_TRIED;
  let known: readonly ErrorAt[] | undefined;
  const errorsOf = (document: DocumentFacts, start: number): readonly ErrorAt[] =>
    check(linkDocument(document, linked)).flatMap(({ severity, rule, message, span }) =>
      severity === 'error' ? [{ rule, message, span: shifted(span, start) }] : [],
    );
  const tryEdits = (edits: Fix['edits']): boolean => {
    left -= facts.chunk.text.length;
    if (left < 0) return false;
    const after = readStream(applyEdits(facts.chunk.text, edits)).entries.map(
      ({ start, chunk }) => ({
        start,
        facts: readFacts(chunk, { custom: settings.customResources }),
      }),
    );
    const faults = after.reduce((sum, document) => sum + document.facts.yaml.faults.length, 0);
    if (faults > facts.yaml.faults.length) return false;
    const before = (known ??= errorsOf(facts, 0));
    const errors = after.flatMap((document) => errorsOf(document.facts, document.start));
    return errors.every((error) => isOld(error, before, edits));
  };
  // A fix is asked for more than once: to be listed, and to be made.
  const tried = new Map<string, boolean>();
  return ({ edits }) => {
    if (edits.some(({ document }) => document !== facts)) return true;
    const key = JSON.stringify(edits.map(({ span, newText }) => [span, newText]));
    const verdict = tried.get(key) ?? tryEdits(edits);
    tried.set(key, verdict);
    return verdict;
  };
}

interface ErrorAt {
  readonly rule: string;
  readonly message: string;
  readonly span: Span;
}

/** An error stays the same where only its words change: of three that share a port, two are left. */
function isOld(
  { rule, message, span }: ErrorAt,
  before: readonly ErrorAt[],
  edits: readonly TextEdit[],
): boolean {
  const was = spanOf(offsetBefore(span.start, edits), offsetBefore(span.end, edits));
  return before.some(
    (error) => error.rule === rule && (error.message === message || intersects(error.span, was)),
  );
}
