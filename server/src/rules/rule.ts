import type { Certainty } from '../commands/facts.ts';
import type { DocumentFacts, Place, PlacedEdit } from '../analysis/facts.ts';
import type { LinkedDocument, LinkedPod } from '../analysis/linked.ts';
import type { Span } from '../text/span.ts';
import type { Completion, Resource } from '../kubernetes/model.ts';

export type Severity = 'error' | 'warning' | 'information' | 'hint';

/** What is known of a rule without running it; docs/rules.md is made from it. */
export interface RuleMeta {
  /** Names the problem; equals the file's name, the fixtures' folder and the heading in docs/rules.md. */
  readonly id: string;
  /** The cap: certainty may lower it. */
  readonly severity: Severity;
  /** One line without a full stop. */
  readonly summary: string;
  /** Why it matters, in whole sentences of Markdown. */
  readonly why: string;
  /** The page or source file that the fact rests on. */
  readonly source: string;
  /** The least safe of its fixes. */
  readonly fix: 'safe' | 'unsafe' | 'none';
  /** By message id, with `{placeholders}`. */
  readonly messages: Readonly<Record<string, string>>;
}

export interface Rule {
  readonly meta: RuleMeta;
  readonly checkDocument?: (document: LinkedDocument, report: Report) => void;
  readonly checkPod?: (pod: LinkedPod, report: Report) => void;
}

/** Related places of a problem: one for each of a thousand places, related to all the others, would have a million. */
export const MOST_RELATED = 20;

export type Report = (finding: Finding) => void;

/** What a rule hands in. */
export interface Finding {
  readonly at: Span;
  /** A key of the rule's `messages`. */
  readonly message: string;
  readonly data?: Readonly<Record<string, string | number>>;
  readonly certainty: Certainty;
  /** Lower than what certainty gives, where the rule knows better. */
  readonly severity?: Severity;
  readonly related?: readonly Related[];
  /**
   * What the finding misses, where that is what it is about: no problem where a kustomization may put it into the
   * resource, or into one that is related.
   */
  readonly absent?: Completion['adds'];
  /** Made when somebody asks, by place; see invariant 7 in ARCHITECTURE.md. */
  readonly fixes?: () => readonly Fix[];
  /** The container or resource that it is about, where the place alone does not tell. */
  readonly container?: string;
  readonly resource?: Resource;
}

export interface Related extends Place {
  readonly message: string;
}

export interface Fix {
  /** Begins with a verb: "Mount logs in tailer". */
  readonly title: string;
  /** Nothing else can change by it. */
  readonly safe: boolean;
  readonly edits: readonly PlacedEdit[];
}

/** A finding that passed configuration and suppression. */
export interface Problem {
  readonly rule: string;
  readonly document: DocumentFacts;
  readonly span: Span;
  readonly severity: Severity;
  readonly certainty: Certainty;
  readonly message: string;
  readonly related: readonly Related[];
  readonly resource: Resource | undefined;
  readonly container: string | undefined;
  readonly fixes: () => readonly Fix[];
  /** What `fixes` were before each of them was tried, for whoever tries many of a document at once. */
  readonly candidates: () => readonly Fix[];
  /** The same function for all problems of a document that are tried in one way. */
  readonly soundTogether: SoundTogether;
}

/** Of fixes of one document that do not overlap, those that leave no new error in it when they are all made. */
export type SoundTogether = (fixes: readonly Fix[]) => SoundFixes;

export interface SoundFixes {
  readonly fixes: readonly Fix[];
  /** How often the document was read again to know. */
  readonly tries: number;
}

/** Checks the shape of a rule and keeps its message ids in its type. */
export function defineRule(rule: Rule): Rule {
  return rule;
}
