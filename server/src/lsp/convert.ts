import type { Position, Range } from 'vscode-languageserver';
import type { SourceFile } from '../analysis/source-file.ts';
import { indexLines, offsetAt, positionAt } from '../text/line-index.ts';
import type { LineIndex } from '../text/line-index.ts';
import type { Span } from '../text/span.ts';
import type { Chunk, YamlStream } from '../yaml/stream.ts';
import { toClientCharacter, toUtf16Character } from './position-encoding.ts';
import type { PositionEncoding } from './position-encoding.ts';

/**
 * Goes between offsets in documents and lines in files, in the characters that the client counts in. Lines are counted once for each document's text, so that an
 * edit costs the lines of one document only.
 */
export interface Converter {
  /** The range of a span that is relative to the document at `index` of the file. */
  rangeIn(file: SourceFile, index: number, span: Span): Range;
  /** The document that holds a position, and the offset in it. */
  placeAt(file: SourceFile, position: Position): PlaceInFile;
  /** The offset of a position in a file's text; a character past the line's end counts as that end. */
  offsetAt(stream: YamlStream, position: Position): number;
}

export interface PlaceInFile {
  readonly index: number;
  readonly offset: number;
}

export function makeConverter(encoding: PositionEncoding): Converter {
  let linesOf = new WeakMap<Chunk, LineIndex>();
  let held = 0;
  const lineCounts = new WeakMap<Chunk, number>();
  const firstLines = new WeakMap<YamlStream, readonly number[]>();

  const lines = (chunk: Chunk): LineIndex => {
    const known = linesOf.get(chunk);
    if (known) return known;
    const index = indexLines(chunk.text);
    if (held > MOST_LINES) {
      linesOf = new WeakMap();
      held = 0;
    }
    held += index.starts.length;
    linesOf.set(chunk, index);
    lineCounts.set(chunk, index.starts.length);
    return index;
  };
  const lineCount = (chunk: Chunk): number => lineCounts.get(chunk) ?? lines(chunk).starts.length;
  /** A line with its break; without text where nobody looks into it. */
  const lineOf = (chunk: Chunk, line: number): string => {
    if (encoding === 'utf-16') return '';
    const { starts } = lines(chunk);
    return chunk.text.slice(starts[line], starts[line + 1]);
  };
  /** The line on which each document begins; documents begin at the start of a line. */
  const firstLine = (stream: YamlStream): readonly number[] => {
    const known = firstLines.get(stream);
    if (known) return known;
    let line = 0;
    const starts = stream.entries.map(({ chunk }) => {
      const start = line;
      line += lineCount(chunk) - 1;
      return start;
    });
    firstLines.set(stream, starts);
    return starts;
  };
  /** The document that holds a line, and the line in it. */
  const documentAt = (
    stream: YamlStream,
    position: Position,
  ): { readonly index: number; readonly line: number } => {
    const starts = firstLine(stream);
    const index = Math.max(
      0,
      starts.findLastIndex((line) => line <= position.line),
    );
    return { index, line: position.line - (starts[index] ?? 0) };
  };

  /** How much of the line on which a document begins is of the one before: a byte order mark can be all of that. */
  const beforeOnLine = (stream: YamlStream, index: number): number => {
    const previous = stream.entries[index - 1]?.chunk;
    return previous && lineCount(previous) === 1 ? previous.text.length : 0;
  };

  return {
    rangeIn(file, index, span) {
      const chunk = file.stream.entries[index]?.chunk;
      const start = firstLine(file.stream)[index] ?? 0;
      if (!chunk)
        return { start: { line: start, character: 0 }, end: { line: start, character: 0 } };
      const place = (offset: number): Position => {
        const { line, character } = positionAt(lines(chunk), offset);
        return {
          line: line + start,
          character: toClientCharacter(encoding, lineOf(chunk, line), character),
        };
      };
      return { start: place(span.start), end: place(span.end) };
    },
    placeAt({ stream }, position) {
      const { index, line } = documentAt(stream, position);
      const chunk = stream.entries[index]?.chunk;
      if (!chunk) return { index, offset: 0 };
      const character = toUtf16Character(encoding, lineOf(chunk, line), position.character);
      return { index, offset: offsetAt(lines(chunk), { line, character }) };
    },
    offsetAt(stream, position) {
      const { index, line } = documentAt(stream, position);
      const entry = stream.entries[index];
      if (!entry || position.line < 0) return 0;
      const { text } = entry.chunk;
      const { starts } = lines(entry.chunk);
      const start = starts[line];
      if (start === undefined) return stream.length;
      const character = toUtf16Character(encoding, lineOf(entry.chunk, line), position.character);
      let end = starts[line + 1] ?? text.length;
      while (end > start && LINE_BREAKS.has(text.charCodeAt(end - 1))) end--;
      const before = line === 0 ? beforeOnLine(stream, index) : 0;
      return entry.start + Math.min(start + Math.max(0, character) - before, end);
    },
  };
}

/**
 * Where so many lines begin is remembered, which takes four megabytes; a whole workspace is asked for its lines, most of
 * it once. An edit needs those of one document, and the number of lines of the others.
 */
const MOST_LINES = 500_000;

const LINE_BREAKS: ReadonlySet<number> = new Set([10, 13]);
