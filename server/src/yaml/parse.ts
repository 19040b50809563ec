import { indexLines, positionAt } from '../text/line-index.ts';
import { composeTokens } from './compose.ts';
import type { YamlComment, YamlDocument, YamlFault, YamlFaultCode } from './document.ts';
import { LIMITS } from './limits.ts';
import { MapBuilder } from './map-builder.ts';
import { MENDERS } from './mend.ts';
import type { YamlNode } from './node.ts';
import { readOrdinary } from './ordinary.ts';
import { addFault, newReading } from './reading.ts';
import type { Reading, Repair } from './reading.ts';
import { readTokens } from './tokens.ts';

/**
 * Reads one document, its `---` and directives included. Never throws and never hangs: what is broken becomes a fault,
 * what is past the bounds of `limits.ts` is not read.
 */
export function parseDocument(text: string): YamlDocument {
  if (text.length > LIMITS.size)
    return unread(text, 'too-large', 0, 'This document is larger than 10 MB and is not read.');
  const ordinary = readAsOrdinary(text);
  if (ordinary === 'too-many-entries') return unread(text, 'too-large', 0, TOO_MANY_ENTRIES);
  if (ordinary) return { text, ordinary: true, ...ordinary, faults: [], scalarPieces: new Map() };
  return readAnything(text);
}

/** The root of a text that is written as nearly all manifests are, without a fault; undefined of any other text. */
export function readFaultless(text: string): YamlNode | undefined {
  const ordinary = readAsOrdinary(text);
  return ordinary === 'too-many-entries' ? undefined : ordinary?.root;
}

function readAsOrdinary(text: string): ReturnType<typeof readOrdinary> {
  return isOrdinarilyWritten(text) ? readOrdinary(text) : undefined;
}

/** The same of any text, however it is written and whatever is wrong with it. */
export function readAnything(text: string): YamlDocument {
  let masked = unifyBreaks(text);
  const work = { left: MOST_REREAD * text.length + FREE_REREAD };
  let best = attempt(text, masked, work);
  let mendings: readonly YamlFault[] = [];
  for (let round = 0; round < MENDING_ROUNDS && best.repairs.length > 0; round++) {
    const mended = mend(text, masked, best, work);
    if (!mended) break;
    masked = mended.masked;
    best = mended.result;
    mendings = [...mendings, ...mended.faults];
  }
  if (best.tooDeepAt !== undefined) {
    const message = `This nests deeper than ${LIMITS.depth} levels; the document is not read.`;
    return unread(text, 'too-deep', best.tooDeepAt, message);
  }
  if (best.tooMany) return unread(text, 'too-large', 0, TOO_MANY_TOKENS);
  const faults = tidy(text, [...controlCharacters(text), ...best.faults, ...mendings]);
  const { root, comments } = best;
  return { text, ordinary: false, root, comments, faults, scalarPieces: new Map() };
}

const TOO_MANY_ENTRIES = 'This document has more than 300,000 keys and items and is not read.';
const TOO_MANY_TOKENS = 'This document has more than 1,800,000 words and marks and is not read.';
const MENDING_ROUNDS = 8;
/** How often reading goes on after something that belongs to nothing. */
const RESTARTS = 100;
/** How often a broken text is read again, and how many characters are always granted for it. */
const MOST_REREAD = 4;
const FREE_REREAD = 500_000;
const MOST_FAULTS = 100;

/** Characters that may still be read again. */
interface Work {
  left: number;
}

interface Attempt {
  readonly root: YamlNode | undefined;
  readonly comments: readonly YamlComment[];
  readonly faults: readonly YamlFault[];
  readonly repairs: readonly Repair[];
  readonly tooDeepAt: number | undefined;
  readonly tooMany: boolean;
}

const EMPTY = { root: undefined, comments: [], faults: [], repairs: [], tooMany: false } as const;

/** Reads the text; where its rest does not belong to the root, reads the rest as well and joins them. */
function attempt(text: string, masked: string, work: Work): Attempt {
  const readings: Reading[] = [];
  const roots: YamlNode[] = [];
  const comments: YamlComment[] = [];
  let from: number | undefined = 0;
  while (from !== undefined && readings.length < RESTARTS) {
    const start: number = from;
    const run = readTokens(text, masked, start);
    work.left -= run.readTo - start;
    const reading = newReading(text, start, readings[0]);
    readings.push(reading);
    if (run.tooMany) return { ...EMPTY, tooDeepAt: undefined, tooMany: true };
    if (run.tooDeepAt !== undefined) return { ...EMPTY, tooDeepAt: run.tooDeepAt };
    const { root, restAt } = composeTokens(reading, run.tokens);
    if (root) roots.push(root);
    while ((comments.at(-1)?.span.start ?? -1) >= start) comments.pop();
    for (const comment of run.comments) comments.push(comment);
    from = restAt === undefined ? undefined : restartAt(reading, restAt, start);
  }
  return {
    root: joinRoots(readings[0], roots),
    comments,
    faults: readings.flatMap((reading) => reading.faults),
    repairs: readings.flatMap((reading) => reading.repairs),
    tooDeepAt: undefined,
    tooMany: false,
  };
}

/** Reports text that belongs to nothing, and gives the line from which reading goes on. */
function restartAt(reading: Reading, at: number, start: number): number | undefined {
  const { text } = reading;
  const lineStart = lineStartOf(text, at);
  const end = lineEndOf(text, at);
  const isOnOwnLine = text.slice(lineStart, at).trim() === '';
  const message = isOnOwnLine
    ? 'This is indented less than the lines before it, and belongs to nothing.'
    : 'Nothing but a comment can follow the value on its line.';
  addFault(
    reading,
    'syntax',
    { start: at, end: at + text.slice(at, end).trimEnd().length },
    message,
  );
  const next = isOnOwnLine ? lineStart : end;
  return next > start && next < text.length ? next : undefined;
}

/** One root of several: all pairs or items of those that are of the first one's kind. */
function joinRoots(reading: Reading | undefined, roots: readonly YamlNode[]): YamlNode | undefined {
  const first = roots.find((root) => root.kind !== 'scalar') ?? roots[0];
  const same = roots.filter((root) => root.kind === first?.kind);
  const last = same.at(-1);
  if (!first || !last || !reading || first === last) return first;
  const span = { start: first.span.start, end: last.span.end };
  if (first.kind === 'scalar') return first;
  if (first.kind === 'seq')
    return {
      ...first,
      span,
      items: same.flatMap((root) => (root.kind === 'seq' ? root.items : [])),
    };
  const builder = new MapBuilder(reading);
  for (const root of same) if (root.kind === 'map') root.pairs.forEach((pair) => builder.add(pair));
  return { ...first, span, pairs: builder.finish() };
}

/**
 * Tries the menders in turn, until one leaves fewer faults, or as many: then more of the text has found its place.
 */
function mend(text: string, masked: string, before: Attempt, work: Work) {
  for (const mender of MENDERS) {
    let mended = mender(text, masked, before.repairs);
    if (!mended || work.left <= 0) continue;
    let result = attempt(text, mended.masked, work);
    const wrong = mended.faults.filter(isFollowedByFault(text, result.faults));
    if (wrong.length > 0) {
      const starts = new Set(wrong.map((fault) => fault.span.start));
      mended = mender(
        text,
        masked,
        before.repairs.filter(({ at }) => !starts.has(at)),
      );
      if (!mended) continue;
      result = attempt(text, mended.masked, work);
    }
    // Putting quotes and brackets on one line is right only if it leaves fewer faults.
    const isStrictness = mended.faults.some((fault) => fault.code === 'strict-parser-only');
    const left = result.faults.length + (isStrictness ? 1 : mended.faults.length);
    if (left <= before.faults.length) return { ...mended, result };
  }
  return undefined;
}

/** Whether the line on which a quote or bracket was closed is broken behind it: then it was not meant to close there. */
function isFollowedByFault(text: string, faults: readonly YamlFault[]) {
  const index = indexLines(text);
  const lineOf = (offset: number) => positionAt(index, offset).line;
  const broken = new Map<number, number>();
  for (const { span } of faults)
    broken.set(lineOf(span.start), Math.max(span.start, broken.get(lineOf(span.start)) ?? 0));
  return ({ code, span }: YamlFault): boolean =>
    code === 'strict-parser-only' && (broken.get(lineOf(span.end)) ?? -1) >= span.end;
}

/** A lone CR ends a line for kubectl's parser, and not for the token parser. */
function unifyBreaks(text: string): string {
  return text.includes('\r') ? text.replace(/\r(?!\n)/g, '\n') : text;
}

function unread(text: string, code: YamlFaultCode, at: number, message: string): YamlDocument {
  const span = { start: at, end: Math.min(text.length, at + 1) };
  return {
    text,
    ordinary: false,
    root: undefined,
    comments: [],
    faults: [{ code, span, message }],
    scalarPieces: new Map(),
  };
}

/** The characters that yaml_parser_update_buffer (readerc.go) refuses; one report is enough. */
// eslint-disable-next-line no-control-regex -- these are what is looked for
const CONTROL = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]/;

function isOrdinarilyWritten(text: string): boolean {
  return !UNORDINARY.test(text);
}

/** A lone CR, or one of the above. */
// eslint-disable-next-line no-control-regex -- these are what is looked for
const UNORDINARY = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]|\r(?!\n)/;

function controlCharacters(text: string): readonly YamlFault[] {
  const at = text.search(CONTROL);
  if (at < 0) return [];
  const message = 'YAML takes no control characters; write an escape in double quotes.';
  return [{ code: 'syntax', span: { start: at, end: at + 1 }, message }];
}

/** In order, and of the faults of a line that follow from one another only the first. */
function tidy(text: string, faults: readonly YamlFault[]): readonly YamlFault[] {
  if (faults.length === 0) return faults;
  const kept: YamlFault[] = [];
  let brokenTo = -1;
  for (const fault of [...faults].sort((a, b) => a.span.start - b.span.start)) {
    if (isBreakage(fault)) {
      if (fault.span.start <= brokenTo) continue;
      brokenTo = lineEndOf(text, fault.span.start);
    }
    kept.push(fault);
    if (kept.length === MOST_FAULTS) break;
  }
  return kept;
}

function isBreakage({ code }: YamlFault): boolean {
  return code === 'syntax' || code === 'tab-indentation';
}

function lineStartOf(text: string, at: number): number {
  let start = at;
  while (start > 0 && !isBreak(text.charCodeAt(start - 1))) start--;
  return start;
}

function lineEndOf(text: string, at: number): number {
  let end = at;
  while (end < text.length && !isBreak(text.charCodeAt(end))) end++;
  return end;
}

function isBreak(code: number): boolean {
  return code === 10 || code === 13;
}
