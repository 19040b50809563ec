import { Lexer, Parser } from 'yaml';
import type { CST } from 'yaml';
import type { YamlComment } from './document.ts';
import { LIMITS } from './limits.ts';

/** What the lexer and the parser of `yaml` make of a text, before anything is judged. */
export interface TokenRun {
  readonly tokens: readonly CST.Token[];
  readonly comments: readonly YamlComment[];
  /** How far was read: to the end, or to the first thing that no document can hold. */
  readonly readTo: number;
  /** Where the text nests deeper than it is read; the tokens are then of no use. */
  readonly tooDeepAt: number | undefined;
  /** Whether there are more tokens than are read. */
  readonly tooMany: boolean;
}

/**
 * Runs lexer and parser together from `base` on, so that comments and depth are seen on the way. `masked` is read in
 * place of `text`, of which comments are taken; both have the same length. Tokens count from `base`, comments from 0.
 */
export function readTokens(text: string, masked: string, base: number): TokenRun {
  const tokens: CST.Token[] = [];
  const comments: YamlComment[] = [];
  const parser = new Parser();
  let wasScalarMark = false;
  let left: number = LIMITS.tokens;
  for (const lexeme of new Lexer().lex(base === 0 ? masked : masked.slice(base))) {
    const first = lexeme.charCodeAt(0);
    if (wasScalarMark) wasScalarMark = false;
    else if (first === HASH) comments.push(commentAt(text, base + parser.offset, lexeme.length));
    else wasScalarMark = first === SCALAR_MARK;
    for (const token of parser.next(lexeme)) tokens.push(token);
    const readTo = base + parser.offset;
    if (--left < 0)
      return { tokens: [], comments: [], readTo, tooDeepAt: undefined, tooMany: true };
    if (parser.stack.length > LIMITS.depth)
      return { tokens, comments, readTo, tooDeepAt: readTo, tooMany: false };
    if (isAtRest(parser, tokens)) {
      for (const token of parser.end()) tokens.push(token);
      return { tokens, comments, readTo, tooDeepAt: undefined, tooMany: false };
    }
  }
  for (const token of parser.end()) tokens.push(token);
  return { tokens, comments, readTo: base + parser.offset, tooDeepAt: undefined, tooMany: false };
}

/** Whether something has come that belongs to no document: all that follows would be lost in its wake. */
function isAtRest(parser: Parser, tokens: readonly CST.Token[]): boolean {
  if (tokens.at(-1)?.type === 'error') return true;
  const [document] = parser.stack;
  if (parser.stack.length !== 1 || document?.type !== 'document') return false;
  const last = document.end?.at(-1);
  return last !== undefined && !isTrivia(last);
}

/** Blanks, line breaks and comments. */
export function isTrivia({ type }: CST.SourceToken): boolean {
  return type === 'space' || type === 'newline' || type === 'comment';
}

const HASH = 35;
const SCALAR_MARK = 0x1f;

/** The comment of so many characters at `start`. */
export function commentAt(text: string, start: number, length: number): YamlComment {
  const end = start + length;
  let before = start - 1;
  while (before >= 0 && isBlank(text.charCodeAt(before))) before--;
  const code = text.charCodeAt(before);
  return {
    span: { start, end },
    text: text.slice(start + 1, end).trim(),
    ownLine: before < 0 || code === 10 || code === 13 || code === 0xfeff,
  };
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9;
}
