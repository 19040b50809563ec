import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../scripts/editor/paths.ts';
import { manifestPath } from './cases/all.ts';
import type { Case, Cure } from './cases/case.ts';
import { problemsOf, withFix, type FoundFix, type FoundProblem } from './engine.ts';

/** A case, and what Podspace says of it. */
export interface Judged<C extends Case = Case> {
  readonly one: C;
  readonly manifest: string;
  readonly problems: readonly FoundProblem[];
  readonly cures: readonly JudgedCure[];
}

export interface JudgedCure {
  readonly cure: Cure;
  /** The titles of all fixes that the case's rule offers. */
  readonly offered: readonly string[];
  /** The manifest after the fix, and what Podspace says of that; absent if the fix is not offered. */
  readonly cured?: { readonly manifest: string; readonly problems: readonly FoundProblem[] };
}

/** Asks Podspace twice only, however many cases there are: about all manifests, then about all that are cured. */
export function judge(cases: readonly Case[]): readonly Judged[] {
  const manifests = cases.map((one) => readFileSync(join(projectRoot, manifestPath(one)), 'utf8'));
  const problems = problemsOf(manifests);
  const judged = cases.map((one, index) => {
    const manifest = manifests[index] ?? '';
    return { one, manifest, problems: problems[index] ?? [] };
  });
  const treated = judged.map((each) => treatments(each));
  const after = problemsOf(treated.flat().flatMap(({ manifest }) => manifest ?? []));
  let next = 0;
  return judged.map((each, index) => ({
    ...each,
    cures: (treated[index] ?? []).map(({ cure, offered, manifest }) =>
      manifest === undefined
        ? { cure, offered }
        : { cure, offered, cured: { manifest, problems: after[next++] ?? [] } },
    ),
  }));
}

interface Treatment {
  readonly cure: Cure;
  readonly offered: readonly string[];
  readonly manifest: string | undefined;
}

function treatments({ one, manifest, problems }: Omit<Judged, 'cures'>): readonly Treatment[] {
  if (one.type === 'look-alike') {
    return [];
  }
  const fixes = problems
    .filter(({ rule }) => rule === one.rule)
    .flatMap((problem) => problem.fixes);
  return one.cures.map((cure) => {
    const fix: FoundFix | undefined = fixes.find(({ title }) => title === cure.fix);
    return {
      cure,
      offered: fixes.map(({ title }) => title),
      manifest: fix && withFix(manifest, fix),
    };
  });
}

/** What Podspace would draw the author's attention to. */
export function troubles(problems: readonly FoundProblem[]): readonly string[] {
  return problems
    .filter(({ severity }) => severity === 'error' || severity === 'warning')
    .map(({ rule, message }) => `${rule}: ${message}`);
}
