import type { DocumentFacts } from '../analysis/facts.ts';
import { compareText } from '../text/compare-text.ts';
import type { Configuration } from './configuration.ts';
import { fillMessage } from './messages.ts';
import { MOST_RELATED } from './rule.ts';
import type { Finding, Problem, Rule, SoundTogether } from './rule.ts';
import { severityOf } from './severity.ts';
import { containerAt, resourceAt } from './standing-at.ts';

/** Turns what a rule handed in into a problem of the document; undefined where configuration turns the rule off. */
export function problemOf(
  rule: Rule,
  finding: Finding,
  document: DocumentFacts,
  configuration: Configuration,
): Problem | undefined {
  const setting = configuration.rules.get(rule.meta.id);
  if (setting === 'off') return undefined;
  const template = rule.meta.messages[finding.message];
  if (template === undefined) throw new Error(`there is no message "${finding.message}"`);
  const resource = finding.resource ?? resourceAt(document, finding.at);
  return {
    rule: rule.meta.id,
    document,
    span: finding.at,
    severity: severityOf(finding.certainty, [rule.meta.severity, finding.severity, setting]),
    certainty: finding.certainty,
    message: fillMessage(template, finding.data ?? {}),
    related: (finding.related ?? []).slice(0, MOST_RELATED),
    resource,
    container: finding.container ?? containerAt(document, finding.at),
    fixes: finding.fixes ?? (() => []),
    candidates: finding.fixes ?? (() => []),
    soundTogether: allSound,
  };
}

/** For fixes that are not tried. */
export const allSound: SoundTogether = (fixes) => ({ fixes, tries: 0 });

/** In the order of the text, then of the rules' ids; of equal ones the first. */
export function sorted(problems: readonly Problem[]): readonly Problem[] {
  const seen = new Set<string>();
  return [...problems]
    .sort(
      (a, b) =>
        a.span.start - b.span.start ||
        a.span.end - b.span.end ||
        compareText(a.rule, b.rule) ||
        compareText(a.message, b.message),
    )
    .filter((problem) => {
      const key = `${problem.span.start} ${problem.span.end} ${problem.rule} ${problem.message}`;
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    });
}
