import type { Place } from '../analysis/facts.ts';
import type { Problem } from '../rules/rule.ts';
import type { Span } from '../text/span.ts';

export type TreeItemKind =
  | 'node'
  | 'every-node'
  | 'any-node'
  | 'static'
  | 'namespace'
  | 'file'
  | 'pod'
  | 'container'
  | 'port'
  | 'mount'
  | 'node-ports'
  | 'node-port'
  | 'taker';

/**
 * What holds a pod where it is: nothing (`free`), what it asks of a node (`restricted`), a node's name (`pinned`), its
 * kind (`every`), or the kubelet that reads its file (`static`).
 */
export type HoldType = 'free' | 'restricted' | 'pinned' | 'every' | 'static';

/** A place by the address of its file and its document's index there: it keeps nothing of what was read. */
export interface FilePlace {
  readonly uri: string;
  readonly document: number;
  readonly span: Span;
}

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
  readonly place?: Place | FilePlace;
  /** How what it says is known; shown as links below the tooltip. */
  readonly evidence?: readonly TreeEvidence[];
  /** Of a pod. */
  readonly hold?: HoldType;
  /** What `kubectl` calls it, as in `deployment/web -n shop`; of a pod and a container. */
  readonly reference?: string;
  /** How many Services select the pod. */
  readonly services?: number;
  /** Of the row and all below it. */
  readonly problems: ProblemCounts;
  readonly hasChildren: boolean;
  /** Made when first asked for. */
  readonly children: () => readonly TreeItem[];
}

export interface TreeEvidence extends Place {
  readonly words: string;
}

/** Hints are advice, and not counted. */
export interface ProblemCounts {
  readonly errors: number;
  readonly warnings: number;
  readonly others: number;
}

export const NO_COUNTS: ProblemCounts = { errors: 0, warnings: 0, others: 0 };

export function countsOf(problems: readonly Pick<Problem, 'severity'>[]): ProblemCounts {
  const count = (severity: Problem['severity']): number =>
    problems.filter((problem) => problem.severity === severity).length;
  return { errors: count('error'), warnings: count('warning'), others: count('information') };
}

export function plus(a: ProblemCounts, b: ProblemCounts): ProblemCounts {
  return {
    errors: a.errors + b.errors,
    warnings: a.warnings + b.warnings,
    others: a.others + b.others,
  };
}

export function minus(a: ProblemCounts, b: ProblemCounts): ProblemCounts {
  return {
    errors: a.errors - b.errors,
    warnings: a.warnings - b.warnings,
    others: a.others - b.others,
  };
}

/** For a row with nothing below it. */
export const NO_CHILDREN = {
  hasChildren: false,
  children: (): readonly TreeItem[] => [],
} as const;

/** Equal ids, as of two copies in one file, told apart by their order. */
export function distinct<T extends { readonly id: string }>(items: readonly T[]): readonly T[] {
  const seen = new Map<string, number>();
  return items.map((item) => {
    const count = (seen.get(item.id) ?? 0) + 1;
    seen.set(item.id, count);
    return count === 1 ? item : { ...item, id: `${item.id}~${count}` };
  });
}

/** `1 pod`, `2 pods`. */
export function counted(count: number, one: string): string {
  return count === 1 ? `1 ${one}` : `${count} ${one}s`;
}
