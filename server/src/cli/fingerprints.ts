import { createHash } from 'node:crypto';
import { holdsSecret } from '../rules/secret-words.ts';
import type { FoundProblem } from './check-manifests.ts';
import { resourceLabel, textOf } from './places.ts';

/** What a problem is known by when lines have moved and messages are worded anew: all but its place. */
export interface Identity {
  readonly rule: string;
  readonly resource: string | null;
  readonly container: string | null;
  /** The characters that it is reported at; none of a document with a Secret, as it may be a baseline that is committed. */
  readonly text: string;
}

export function identityOf({ problem, home }: FoundProblem): Identity {
  return {
    rule: problem.rule,
    resource: problem.resource ? resourceLabel(problem.resource) : null,
    container: problem.container ?? null,
    text: holdsSecret(problem.document) ? '' : textOf(home, problem.span).slice(0, MOST_TEXT),
  };
}

/** One for each problem, in their order; alike ones of a file are told apart by their number. */
export function fingerprints(
  problems: readonly (Identity & { readonly file: string })[],
): readonly string[] {
  const seen = new Map<string, number>();
  return problems.map(({ file, rule, resource, container, text }) => {
    const words = JSON.stringify({ rule, resource, container, text } satisfies Identity);
    const inFile = `${file} ${words}`;
    const number = seen.get(inFile) ?? 0;
    seen.set(inFile, number + 1);
    return createHash('sha256').update(`${words} ${number}`).digest('hex').slice(0, 32);
  });
}

/** A span can be a whole block; its beginning tells as much. */
const MOST_TEXT = 80;
