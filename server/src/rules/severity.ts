import type { Certainty } from '../commands/facts.ts';
import type { Severity } from './rule.ts';

/** From the mildest to the gravest. */
export const SEVERITIES = ['hint', 'information', 'warning', 'error'] as const;

/** What a rule can be set to: a cap on its severity, or nothing at all. */
export const SETTINGS = ['off', ...SEVERITIES] as const;

export type RuleSetting = (typeof SETTINGS)[number];

const BY_CERTAINTY: Readonly<Record<Certainty, Severity>> = {
  certain: 'error',
  likely: 'warning',
  possible: 'information',
};

/** The severity that certainty gives, lowered to the mildest of the caps. */
export function severityOf(
  certainty: Certainty,
  caps: readonly (Severity | undefined)[],
): Severity {
  return caps.reduce<Severity>(
    (lowest, cap) => (cap !== undefined && isBelow(cap, lowest) ? cap : lowest),
    BY_CERTAINTY[certainty],
  );
}

/** Whether `severity` is `bound` or graver. */
export function isAtLeast(severity: Severity, bound: Severity): boolean {
  return !isBelow(severity, bound);
}

function isSeverity(word: string): word is Severity {
  return SEVERITIES.some((severity) => severity === word);
}

/** Reads a rule's setting as a person writes it; undefined where it is none. */
export function ruleSetting(word: string): RuleSetting | undefined {
  return word === 'off' || isSeverity(word) ? word : undefined;
}

function isBelow(a: Severity, b: Severity): boolean {
  return SEVERITIES.indexOf(a) < SEVERITIES.indexOf(b);
}
