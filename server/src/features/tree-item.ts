import type { Place } from '../analysis/facts.ts';
import type { Problem } from '../rules/rule.ts';

export type TreeItemKind =
  'node' | 'every-node' | 'any-node' | 'pod' | 'container' | 'port' | 'mount';

/** A row of the tree Nodes & Pods, and the rows below it. */
export interface TreeItem {
  /** Made of names, so that it survives edits; one of a kind among its siblings. */
  readonly id: string;
  readonly kind: TreeItemKind;
  readonly label: string;
  /** Shown dimmed behind the label. */
  readonly description: string;
  /** Markdown. */
  readonly tooltip: string;
  /** Where it is written; absent for a row that stands for no text. */
  readonly place?: Place;
  /** Of the row and all below it. */
  readonly problems: ProblemCounts;
  readonly children: readonly TreeItem[];
}

/** Hints are advice, and not counted. */
export interface ProblemCounts {
  readonly errors: number;
  readonly warnings: number;
  readonly others: number;
}

const NO_COUNTS: ProblemCounts = { errors: 0, warnings: 0, others: 0 };

export function countsOf(problems: readonly Problem[]): ProblemCounts {
  const count = (severity: Problem['severity']): number =>
    problems.filter((problem) => problem.severity === severity).length;
  return { errors: count('error'), warnings: count('warning'), others: count('information') };
}

export function sumOf(items: readonly TreeItem[], own: ProblemCounts = NO_COUNTS): ProblemCounts {
  return items.reduce<ProblemCounts>(
    (sum, { problems }) => ({
      errors: sum.errors + problems.errors,
      warnings: sum.warnings + problems.warnings,
      others: sum.others + problems.others,
    }),
    own,
  );
}

/** Equal ids, as of two copies in one file, told apart by their order. */
export function distinct(items: readonly TreeItem[]): readonly TreeItem[] {
  const seen = new Map<string, number>();
  return items.map((item) => {
    const count = (seen.get(item.id) ?? 0) + 1;
    seen.set(item.id, count);
    return count === 1 ? item : { ...item, id: `${item.id}~${count}` };
  });
}
