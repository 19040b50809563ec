import type {
  CommandExpansionPart,
  HereDocBody,
  ParameterExpansionPart,
  Word,
  WordPart,
} from 'unbash';
import { sliceTraced, traceNothing, UNKNOWN } from '../yaml/traced-text.ts';
import type { TracedText } from '../yaml/traced-text.ts';
import type { ShellState } from './shell-state.ts';
import { joinExpanded } from './words.ts';

/** What word expansion needs: the script's text, the shell's state, and somebody to run `$(…)`. */
export interface WordContext {
  readonly script: TracedText;
  readonly state: ShellState;
  /** Whether so many characters more may be looked at. */
  readonly takesText: (characters: number) => boolean;
  /** Runs a substitution for its facts and gives its output, if that can be known. */
  readonly substitute: (part: CommandExpansionPart) => TracedText | undefined;
}

/** The words that a word of a script becomes: none, one or several, as `$ARGS` may hold several. */
export function expandWord(word: Word, context: WordContext): readonly TracedText[] {
  const words = wordsOf(word, context);
  const length = words.reduce((sum, { text }) => sum + text.length + 1, 0);
  return context.takesText(length) ? words : [traceNothing(UNKNOWN)];
}

function wordsOf(word: Word, context: WordContext): readonly TracedText[] {
  if (word.parts?.length === 1 && isAllPositionals(word.parts[0])) return context.state.positionals;
  const pieces = piecesOf(word, context);
  if (!pieces.some((piece) => piece.splits))
    return [joinExpanded(pieces.map((piece) => piece.text))];
  return fields(pieces);
}

/** The text of a here-document, with what the shell replaces in it. */
export function expandHereDocument(body: HereDocBody, context: WordContext): TracedText {
  if (!body.parts) return sliceTraced(context.script, body.pos, body.end);
  return joined(
    body.parts.flatMap((part) => quotedPiece(part, context)),
    context,
  );
}

/** The word as one text; nothing is split, as behind `>` and in assignments. */
export function expandWhole(word: Word, context: WordContext): TracedText {
  return joined(piecesOf(word, context), context);
}

function joined(pieces: readonly Piece[], context: WordContext): TracedText {
  const text = joinExpanded(pieces.map((piece) => piece.text));
  return context.takesText(text.text.length) ? text : traceNothing(UNKNOWN);
}

interface Piece {
  readonly text: TracedText;
  /** White space in it parts words: an expansion outside quotes. */
  readonly splits: boolean;
}

const NOT_KNOWN: Piece = { text: traceNothing(UNKNOWN), splits: false };

function piecesOf(word: Word, context: WordContext): readonly Piece[] {
  if (!word.parts) return [{ text: unescaped(word, word.value, context, UNQUOTED), splits: false }];
  return word.parts.flatMap((part) => pieceOf(part, context));
}

function pieceOf(part: WordPart, context: WordContext): readonly Piece[] {
  switch (part.type) {
    case 'Literal':
      return [{ text: unescaped(part, part.value, context, UNQUOTED), splits: false }];
    case 'SingleQuoted':
      return [{ text: sliceTraced(context.script, part.pos + 1, part.end - 1), splits: false }];
    case 'AnsiCQuoted':
      return [{ text: unescaped(part, part.value, context, ANSI), splits: false }];
    case 'DoubleQuoted':
    case 'LocaleString':
      return part.parts.flatMap((child) => quotedPiece(child, context));
    case 'SimpleExpansion':
      return [{ text: variable(part.text.slice(1), context), splits: true }];
    case 'ParameterExpansion':
      return [{ text: parameter(part, context), splits: true }];
    case 'CommandExpansion':
      return [{ text: context.substitute(part) ?? traceNothing(UNKNOWN), splits: true }];
    case 'Glob':
      return [{ text: sliceTraced(context.script, part.pos, part.end), splits: false }];
    case 'ArithmeticExpansion':
    case 'ProcessSubstitution':
    case 'ExtendedGlob':
      return [NOT_KNOWN];
    case 'BraceExpansion':
      return [{ text: sliceTraced(context.script, part.pos, part.end), splits: false }];
  }
}

function quotedPiece(part: WordPart, context: WordContext): readonly Piece[] {
  if (part.type === 'Literal')
    return [{ text: unescaped(part, part.value, context, QUOTED), splits: false }];
  return pieceOf(part, context).map((piece) => ({ ...piece, splits: false }));
}

/** Backslashes that the shell takes away: all outside quotes; before these characters inside. */
const UNQUOTED = /\\(\n|[^])/g;
const QUOTED = /\\(\n|[$`"\\])/g;
/** `$'…'` changes more than backslashes. */
const ANSI = undefined;

function unescaped(
  part: { readonly pos: number; readonly end: number },
  value: string,
  context: WordContext,
  escapes: RegExp | undefined,
): TracedText {
  const raw = sliceTraced(context.script, part.pos, part.end);
  if (raw.text === value) return raw;
  if (!escapes) return traceNothing(value);
  const parts: TracedText[] = [];
  let from = 0;
  for (const match of raw.text.matchAll(escapes)) {
    parts.push(sliceTraced(raw, from, match.index));
    from = match[1] === '\n' ? match.index + 2 : match.index + 1;
    if (match[1] !== '\n') {
      parts.push(sliceTraced(raw, from, match.index + 2));
      from = match.index + 2;
    }
  }
  const joined = joinExpanded([...parts, sliceTraced(raw, from)]);
  return joined.text === value ? joined : traceNothing(value);
}

function variable(name: string, context: WordContext): TracedText {
  const { state } = context;
  if (/^[1-9]$/.test(name)) return state.positionals[Number(name) - 1] ?? traceNothing('');
  if (name === '@' || name === '*') return joinWords(state.positionals);
  return state.variables.get(name) ?? traceNothing(UNKNOWN);
}

function parameter(part: ParameterExpansionPart, context: WordContext): TracedText {
  const known = knownValue(part.parameter, context);
  const { operation } = part;
  if (part.prefix !== undefined || part.index) return traceNothing(UNKNOWN);
  if (!operation) return known ?? traceNothing(UNKNOWN);
  if (operation.type !== 'Default') return traceNothing(UNKNOWN);
  const empty = operation.operator.startsWith(':') && known?.text === '';
  if (operation.operator.endsWith('+')) return traceNothing(UNKNOWN);
  if (known && !empty) return known;
  // `envFrom` may hold the variable, and then the default is not taken.
  if (operation.operator.endsWith('?') || context.state.open) return traceNothing(UNKNOWN);
  const value = expandWhole(operation.operand, context);
  if (operation.operator.endsWith('=')) context.state.variables.set(part.parameter, value);
  return value;
}

function knownValue(name: string, context: WordContext): TracedText | undefined {
  if (/^[1-9]$/.test(name)) return context.state.positionals[Number(name) - 1];
  if (name === '@' || name === '*') return joinWords(context.state.positionals);
  return context.state.variables.get(name);
}

function joinWords(words: readonly TracedText[]): TracedText {
  return joinExpanded(words.flatMap((word, i) => (i === 0 ? [word] : [traceNothing(' '), word])));
}

function isAllPositionals(part: WordPart | undefined): boolean {
  if (part?.type === 'DoubleQuoted')
    return part.parts.length === 1 && isAllPositionals(part.parts[0]);
  return (
    (part?.type === 'SimpleExpansion' && /^\$[@*]$/.test(part.text)) ||
    (part?.type === 'ParameterExpansion' && /^[@*]$/.test(part.parameter) && !part.operation)
  );
}

/** Cuts at the white space of pieces that split (POSIX.1-2024, XCU 2.6.5). */
function fields(pieces: readonly Piece[]): readonly TracedText[] {
  const result: TracedText[] = [];
  let current: TracedText[] = [];
  const close = (): void => {
    if (current.length > 0) result.push(joinExpanded(current));
    current = [];
  };
  for (const piece of pieces) {
    if (!piece.splits) {
      current.push(piece.text);
      continue;
    }
    let from = 0;
    for (const match of piece.text.text.matchAll(/\s+/g)) {
      if (match.index > from) current.push(sliceTraced(piece.text, from, match.index));
      close();
      from = match.index + match[0].length;
    }
    if (from < piece.text.text.length) current.push(sliceTraced(piece.text, from));
  }
  close();
  return result;
}
