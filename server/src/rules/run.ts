import type { DocumentFacts, PlacedEdit } from '../analysis/facts.ts';
import type { LinkedDocument, LinkedPod } from '../analysis/linked.ts';
import { isCompleted } from '../kubernetes/completion.ts';
import { isExpectation } from '../kubernetes/fragment.ts';
import type { Resource } from '../kubernetes/model.ts';
import { groupBy } from '../text/group-by.ts';
import { spanOf } from '../text/span.ts';
import type { Span } from '../text/span.ts';
import { applySuppressions } from './apply-suppressions.ts';
import { catalog } from './catalog.ts';
import type { Configuration } from './configuration.ts';
import { allSound, problemOf, sorted } from './problem.ts';
import type { Finding, Fix, Problem, Rule, Severity } from './rule.ts';
import { ruleFailed } from './rule-failed.ts';
import { severityOf } from './severity.ts';
import type { RuleSetting } from './severity.ts';
import { resourceAt } from './standing-at.ts';
import { soundFixes } from './sound-fixes.ts';
import type { FixTrial } from './sound-fixes.ts';
import { fileSuppressionsIn, suppressionsIn } from './suppression.ts';

/** Told of every error that a rule threw, for a log; the problem that it becomes says no more than that it happened. */
export type OnFailure = (rule: string, error: unknown) => void;

/**
 * Runs every rule over one document. Comments and annotations of the document have been heard; what a
 * `podspace-ignore-file` at the top of its file says is up to `checkFile`. Sorted by place and rule, none twice.
 */
export function checkDocument(
  linked: LinkedDocument,
  configuration: Configuration,
  onFailure: OnFailure = () => undefined,
  rules: readonly Rule[] = catalog,
): readonly Problem[] {
  const { wanted, grave } = chosen(rules, configuration);
  // Fixes are tried when all is found.
  const trial = soundFixes(linked, {
    found: () => found,
    check: (after) => runRules(grave, { linked: after, configuration, onFailure, trial: UNTRIED }),
  });
  const found: readonly Problem[] = runRules(wanted, { linked, configuration, onFailure, trial });
  if (!isJudged(linked.facts)) return sorted(found);
  const suppressions = suppressionsIn(linked.facts);
  return sorted(applySuppressions(linked.facts, found, suppressions, configuration));
}

/**
 * The problems of a file, given those of each of its documents in order: leaves out what a `# podspace-ignore-file` at
 * its top asks to, and adds a hint where one ignores nothing.
 */
export function checkFile(
  documents: readonly {
    readonly facts: DocumentFacts;
    readonly problems: readonly Problem[];
  }[],
  configuration: Configuration,
): readonly (readonly Problem[])[] {
  const first = documents[0]?.facts;
  const suppressions = first ? fileSuppressionsIn(first) : [];
  if (!first || suppressions.length === 0) return documents.map(({ problems }) => problems);
  const all = documents.flatMap(({ problems }) => problems);
  const left = groupBy(
    applySuppressions(first, all, suppressions, configuration),
    ({ document }) => document,
  );
  return documents.map(({ facts }) => sorted(left.get(facts) ?? []));
}

interface ChosenRules {
  readonly rules: readonly Rule[];
  /** Those that are not turned off. */
  readonly wanted: RulesToRun;
  /** A fix is tried for the errors that come of it, so other rules need not look at what is tried. */
  readonly grave: RulesToRun;
}

interface RulesToRun {
  readonly all: readonly Rule[];
  /** Those that have something to say of a document without pods. */
  readonly ofDocuments: readonly Rule[];
}

/** The same for every document that a configuration speaks for. */
const choices = new WeakMap<Configuration, ChosenRules>();

function chosen(rules: readonly Rule[], configuration: Configuration): ChosenRules {
  const known = choices.get(configuration);
  if (known?.rules === rules) return known;
  const wanted = rules.filter(({ meta }) => configuration.rules.get(meta.id) !== 'off');
  const grave = wanted.filter(({ meta }) => canBeError(meta, configuration));
  const made = { rules, wanted: toRun(wanted), grave: toRun(grave) };
  choices.set(configuration, made);
  return made;
}

/** Of a text that is only tried, problems are asked for, and no fixes. */
const UNTRIED: FixTrial = {
  affordsMaking: () => true,
  isSound: () => true,
  soundTogether: allSound,
};

/** One document, looked at by one rule after the other. */
interface Run {
  readonly linked: LinkedDocument;
  readonly configuration: Configuration;
  readonly onFailure: OnFailure;
  readonly trial: FixTrial;
}

function toRun(all: readonly Rule[]): RulesToRun {
  return { all, ofDocuments: all.filter(({ checkDocument }) => checkDocument) };
}

/** What the rules find in a document, rule by rule. */
function runRules({ all, ofDocuments }: RulesToRun, run: Run): readonly Problem[] {
  const { linked } = run;
  const problems: Problem[] = [];
  let rule: Rule;
  let pod: LinkedPod | undefined;
  // One for all rules: most find nothing in most documents.
  const report = (finding: Finding): void => {
    const problem = foundProblem(rule, finding, pod, run);
    if (problem) problems.push(problem);
  };
  for (rule of linked.pods.length > 0 ? all : ofDocuments) {
    pod = undefined;
    try {
      rule.checkDocument?.(linked, report);
      if (!rule.checkPod) continue;
      for (pod of linked.pods) rule.checkPod(pod, report);
    } catch (error) {
      const failure = failed(rule, error, run);
      if (failure) problems.push(failure);
    }
  }
  return problems;
}

function foundProblem(
  rule: Rule,
  finding: Finding,
  pod: LinkedPod | undefined,
  run: Run,
): Problem | undefined {
  const { linked, configuration } = run;
  const resource = finding.resource ?? pod?.facts.resource;
  if (isSaidElsewhere(finding, resource, linked)) return undefined;
  const about = { ...finding, ...(resource && { resource }) };
  const problem = problemOf(rule, about, linked.facts, configuration);
  return problem && { ...problem, ...guarded(rule, finding, run) };
}

function failed(
  rule: Rule,
  error: unknown,
  { linked, configuration, onFailure }: Run,
): Problem | undefined {
  onFailure(rule.meta.id, error);
  return problemOf(
    ruleFailed,
    {
      at: firstPlace(linked.facts),
      message: 'failed',
      data: { rule: rule.meta.id, error: String(error) },
      certainty: 'certain',
    },
    linked.facts,
    configuration,
  );
}

/** Whether what the finding misses may be put in when the manifests are built, or is left to who makes the resource. */
function isSaidElsewhere(
  { absent, at, related = [] }: Finding,
  resource: Resource | undefined,
  { facts, completions }: LinkedDocument,
): boolean {
  if (!absent) return false;
  const own = resource ?? resourceAt(facts, at);
  if (own && isExpectation(own)) return true;
  if (completions.length === 0) return false;
  const concerned = [own, ...related.map(({ document, span }) => resourceAt(document, span))];
  return concerned.some((one) => one && isCompleted(one, absent, completions));
}

/**
 * A fix that throws is no fix; the problem stays without it. Nor are edits that change nothing, or that bring another
 * error. Making one reads the document again, so they are made once, however often they are asked for.
 */
function guarded(
  rule: Rule,
  finding: Finding,
  run: Run,
): Pick<Problem, 'fixes' | 'candidates' | 'soundTogether'> {
  const { isSound, soundTogether } = run.trial;
  let made: readonly Fix[] | undefined;
  let sound: readonly Fix[] | undefined;
  const candidates = (): readonly Fix[] => (made ??= makeFixes(rule, finding, run));
  return { candidates, fixes: () => (sound ??= candidates().filter(isSound)), soundTogether };
}

function makeFixes(rule: Rule, finding: Finding, { onFailure, trial }: Run): readonly Fix[] {
  if (!finding.fixes || !trial.affordsMaking()) return [];
  try {
    return finding.fixes().filter((fix) => fix.edits.some(changes));
  } catch (error) {
    onFailure(rule.meta.id, error);
    return [];
  }
}

function changes({ document, span, newText }: PlacedEdit): boolean {
  return document.chunk.text.slice(span.start, span.end) !== newText;
}

function canBeError({ id, severity }: Rule['meta'], { rules }: Configuration): boolean {
  return severityOf('certain', [severity, capOf(rules.get(id))]) === 'error';
}

function capOf(setting: RuleSetting | undefined): Severity | undefined {
  return setting === 'off' ? undefined : setting;
}

/** Whether rules looked at the document at all, so that an ignore in it could have had something to ignore. */
function isJudged(facts: DocumentFacts): boolean {
  return facts.kubernetes.resources.length > 0;
}

function firstPlace(facts: DocumentFacts): Span {
  const resource = facts.kubernetes.resources[0];
  return resource?.kind.span ?? spanOf(0, 0);
}
