import { catalog } from '../../rules/catalog.ts';
import type { Problem, Severity } from '../../rules/rule.ts';
import { SEVERITIES } from '../../rules/severity.ts';
import type { RuleSetting } from '../../rules/severity.ts';
import {
  asEdit,
  ignoreAnnotation,
  ignoreComment,
  ignoreFileComment,
} from '../../rules/write-suppression.ts';
import type { CommentLine } from '../../rules/write-suppression.ts';
import type { DocumentFacts } from '../../analysis/facts.ts';
import { readingCost } from '../../yaml/reading-cost.ts';
import { isConfigurationFile } from '../configurations.ts';
import type { Action, ActionEdit, ActionFamily, ActionPlace, Change } from './action.ts';
import { configurationFor, settingUnder, writeSetting } from './configuration.ts';
import { problemKey, problemsAt } from './problems-at.ts';

/** What makes Podspace say less: of one problem, of all of a resource or file, or of everything. */
export const quieting: ActionFamily = {
  name: 'quiet',
  kinds: ['quickfix'],
  offer(place) {
    if (isConfigurationFile(place.file.uri)) return [];
    const problems = problemsAt(place).filter(({ rule }) => RULES.has(rule));
    // One that is ignored no less by the comment for another of its kind on the same line is asked about once.
    const heard = problems.filter(
      (problem, index) => problems.findIndex((other) => isAlike(problem, other)) === index,
    );
    let left = MOST_READ;
    return heard.flatMap((problem) => {
      left -= readingCost(problem.document.yaml);
      return [...(left >= 0 ? inTheManifest(place, problem) : []), ...lessOf(place, problem)];
    });
  },
};

/** Those that can be named in a comment or in `.podspace.yaml`. */
const RULES: ReadonlySet<string> = new Set(catalog.map(({ meta }) => meta.id));

function isAlike(a: Problem, b: Problem): boolean {
  return a.rule === b.rule && a.document === b.document;
}

/**
 * Characters of documents in which ways to ignore problems are tried at once, each on its whole document, as
 * `readingCost` counts them. What is left out of a longer text `.podspace.yaml` can do as well.
 */
const MOST_READ = 4_000_000;

function lessOf(place: ActionPlace, problem: Problem): readonly Action[] {
  const lower = SEVERITIES[SEVERITIES.indexOf(problem.severity) - 1];
  return [
    ...(lower ? inConfiguration(place, problem, lower) : []),
    ...inConfiguration(place, problem, 'off'),
  ];
}

function inTheManifest({ file }: ActionPlace, problem: Problem): readonly Action[] {
  // What is wrong with an ignore is no reason for another one, and where nothing can be read none is heard.
  if (problem.rule === 'unused-suppression') return [];
  if (problem.document.kubernetes.resources.length === 0) return [];
  const { document, resource, rule } = problem;
  const [first] = file.documents;
  const comment = ignoreComment(problem);
  const fileComment = first && ignoreFileComment(first, rule);
  const annotation = resource && ignoreAnnotation(document, resource, rule);
  return [
    comment && action('line', problem, `Ignore ${rule} here`, commented(document, comment)),
    annotation &&
      action('resource', problem, `Ignore ${rule} in all of this ${resource.kind.value}`, {
        edits: annotation.map((edit) => ({ document, ...edit })),
      }),
    first &&
      fileComment &&
      action('file', problem, `Ignore ${rule} in this file`, commented(first, fileComment)),
  ].filter((offered) => offered !== undefined);
}

function inConfiguration(
  { project, file }: ActionPlace,
  problem: Problem,
  setting: RuleSetting,
): readonly Action[] {
  const target = configurationFor(project, file.uri);
  const change = target && writeSetting(target, settingUnder('rules', problem.rule, setting));
  return change ? [action(setting, problem, titleOf(problem.rule, setting), change)] : [];
}

function titleOf(rule: string, setting: Severity | 'off'): string {
  return setting === 'off'
    ? `Turn ${rule} off in .podspace.yaml`
    : `Lower ${rule} to ${setting} in .podspace.yaml`;
}

function action(how: string, problem: Problem, title: string, change: Change): Action {
  return {
    id: `quiet:${how}:${problemKey(problem)}`,
    title,
    kind: 'quickfix',
    problems: [problem],
    preferred: false,
    createsFile: (change.newFiles ?? []).length > 0,
    change: () => change,
  };
}

/** An ignore says why; where the editor can, it asks the author. */
function commented(document: DocumentFacts, comment: CommentLine): Change {
  const edit: ActionEdit = {
    document,
    ...asEdit(comment),
    snippet: asEdit(comment, ': ${1:why}').newText,
  };
  return { edits: [edit] };
}
