import type { DocumentFacts } from '../analysis/facts.ts';
import { nearest } from '../text/nearest.ts';
import { catalog } from './catalog.ts';
import type { Configuration } from './configuration.ts';
import { problemOf } from './problem.ts';
import type { Finding, Problem } from './rule.ts';
import { ignoring } from './suppression.ts';
import type { Ignoring, SuppressedRule, Suppression } from './suppression.ts';
import { unusedSuppression, withoutSuppression } from './unused-suppression.ts';

/** The problems that none of the suppressions of a document ignores, and one for each that ignores nothing. */
export function applySuppressions(
  facts: DocumentFacts,
  problems: readonly Problem[],
  suppressions: readonly Suppression[],
  configuration: Configuration,
): readonly Problem[] {
  const { kept, unused } = suppress(facts, problems, suppressions);
  return [...kept, ...unusedProblems(facts, unused, configuration)];
}

function suppress(
  facts: DocumentFacts,
  problems: readonly Problem[],
  suppressions: readonly Suppression[],
): { readonly kept: readonly Problem[]; readonly unused: readonly Unused[] } {
  const hits = new Set<Ignoring>();
  const ignoringOnes = ignoring(suppressions, facts);
  const kept = problems.filter((problem) => {
    const found = ignoringOnes(problem);
    for (const hit of found) hits.add(hit);
    return found.length === 0;
  });
  const used = new Set([...hits].flat());
  const unused = suppressions.flatMap((suppression) => {
    const rules = suppression.rules.filter((rule) => !used.has(rule));
    return rules.length > 0 || suppression.rules.length === 0 ? [{ suppression, rules }] : [];
  });
  return { kept, unused };
}

interface Unused {
  readonly suppression: Suppression;
  /** Those of its rules that ignored nothing; empty where it names none. */
  readonly rules: readonly SuppressedRule[];
}

function unusedProblems(
  facts: DocumentFacts,
  unused: readonly Unused[],
  configuration: Configuration,
): readonly Problem[] {
  if (unused.length === 0) return [];
  const ids = catalog.map(({ meta }) => meta.id);
  const known = new Map<string, string>();
  const like = (id: string): string => {
    const found = known.get(id) ?? nearest(id, ids) ?? '';
    known.set(id, found);
    return found;
  };
  return unused.flatMap(({ suppression, rules }) => {
    const findings: Omit<Finding, 'certainty'>[] = rules
      // A rule that is turned off would perhaps have found something.
      .filter(({ id }) => configuration.rules.get(id) !== 'off')
      .map((rule) => ({
        at: rule.span,
        data: { rule: rule.id, like: like(rule.id) },
        message: ids.includes(rule.id) ? 'unused' : like(rule.id) ? 'meant' : 'unknown',
        fixes: () => withoutSuppression(facts, suppression, rules, rule),
      }));
    if (suppression.rules.length === 0) {
      findings.push({
        at: suppression.span,
        message: 'empty',
        fixes: () => withoutSuppression(facts, suppression, [], undefined),
      });
    }
    return findings.flatMap(
      (finding) =>
        problemOf(unusedSuppression, { ...finding, certainty: 'certain' }, facts, configuration) ??
        [],
    );
  });
}
