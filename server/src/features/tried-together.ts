import type { Fix, Problem } from '../rules/rule.ts';
import { groupBy } from '../text/group-by.ts';
import { lazily } from '../text/lazily.ts';
import { SpanSet } from '../text/span-set.ts';

/**
 * The same problems, whose fixes are tried many at a time. A report names the fixes of all problems, and to try one
 * costs a reading of its document: those of a document that do not meet are made together, and only those that are
 * not sound so are tried alone. Nothing is made or tried before a fix is asked for.
 */
export function triedTogether<T extends { readonly problem: Problem }>(
  found: readonly T[],
): readonly T[] {
  const byDocument = groupBy(found, ({ problem }) => problem.document);
  const sound = new Map(
    [...byDocument].map(([document, those]) => [
      document,
      lazily(() => soundAmong(those.map(({ problem }) => problem))),
    ]),
  );
  return found.map((one) => ({
    ...one,
    problem: {
      ...one.problem,
      fixes: lazily(() => {
        const soundOnes = sound.get(one.problem.document)?.();
        return one.problem.candidates().filter((fix) => soundOnes?.has(fix));
      }),
    },
  }));
}

/** Those of the fixes of one document's problems that bring no error, tried many at a time. */
export function soundAmong(problems: readonly Problem[]): ReadonlySet<Fix> {
  const sound = new Set<Fix>();
  for (const [soundTogether, alike] of groupBy(problems, (problem) => problem.soundTogether)) {
    for (const group of groupsOf(alike)) {
      for (const fix of soundTogether(group).fixes) sound.add(fix);
      const left = group.length > 1 ? group.filter((fix) => !sound.has(fix)) : [];
      for (const fix of left.flatMap((one) => soundTogether([one]).fixes)) sound.add(fix);
    }
  }
  return sound;
}

/**
 * Fixes of different problems that do not meet, each in the first group in which it finds a place. One that finds none
 * among very many, as where a thousand fixes write at one place, is left out.
 */
function groupsOf(problems: readonly Problem[]): readonly (readonly Fix[])[] {
  const groups: { readonly spans: SpanSet; readonly fixes: Fix[] }[] = [];
  for (const problem of problems) {
    let next = 0;
    for (const fix of problem.candidates()) {
      const spans = fix.edits.map(({ span }) => span);
      let at = next;
      while (groups[at] && spans.some((span) => groups[at]?.spans.meets(span))) at++;
      if (at >= MOST_GROUPS) continue;
      const group = (groups[at] ??= { spans: new SpanSet(), fixes: [] });
      for (const span of spans) group.spans.add(span);
      group.fixes.push(fix);
      next = at + 1;
    }
  }
  return groups.map(({ fixes }) => fixes);
}

/** No document in which so many are found is small enough for so many to be tried. */
const MOST_GROUPS = 500;
