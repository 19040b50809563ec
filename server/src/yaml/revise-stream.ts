import { applyEdits } from '../text/edit.ts';
import type { TextEdit } from '../text/edit.ts';
import { shifted } from '../text/span.ts';
import { cutDocuments } from './cut.ts';
import { readStream, reuseChunks, ParsedChunk } from './read-stream.ts';
import type { StreamEntry, YamlStream } from './stream.ts';

/**
 * The stream of the text after an edit, the same as `readStream` would make of it. Looks at the documents that the
 * edit touches only, and at the one before them if it may now end elsewhere: where a document begins, nothing of what
 * stands before it matters to those after it.
 */
export function reviseStream(stream: YamlStream, { span, newText }: TextEdit): YamlStream {
  const { entries } = stream;
  const first = firstTouched(entries, span.start);
  const next = indexAt(entries, span.end) + 1;
  const base = entries[first]?.start ?? 0;
  const touched = entries.slice(first, next);
  const before = touched.map(({ chunk }) => chunk.text).join('');
  const text = applyEdits(before, [{ span: shifted(span, -base), newText }]);
  const starts = startsIn(text, first > 0, entries[next]);
  if (!starts) return readStream(applyEdits(stream.text, [{ span, newText }]), stream);
  const texts = starts.map((start, index) => text.slice(start, starts[index + 1]));
  const chunks = reuseChunks(texts, touched);
  const growth = newText.length - (span.end - span.start);
  const revised = [
    ...entries.slice(0, first),
    ...texts.map((chunkText, index) => ({
      start: base + (starts[index] ?? 0),
      chunk: chunks[index] ?? ParsedChunk.ofPart(chunkText),
    })),
    ...entries.slice(next).map(({ start, chunk }) => ({ start: start + growth, chunk })),
  ];
  return new RevisedStream(revised);
}

/** The document in which an edit begins, or the one before it where the mark between them is not sure to stay. */
function firstTouched(entries: readonly StreamEntry[], offset: number): number {
  const index = indexAt(entries, offset);
  const entry = entries[index];
  const keepsMark = entry?.chunk.text.startsWith('-') && offset >= entry.start + MARK_LENGTH;
  return keepsMark ? index : Math.max(0, index - 1);
}

/**
 * Where documents begin in a part of a file that goes up to the document `next`; undefined where that cannot be told
 * without the rest.
 */
function startsIn(
  text: string,
  isLater: boolean,
  next: StreamEntry | undefined,
): readonly number[] | undefined {
  // What an end mark leaves to the document after it depends on more than the mark.
  if (isLater && !text.startsWith('-')) return undefined;
  if (!next) return cutDocuments(text);
  const mark = next.chunk.text.slice(0, MARK_LENGTH);
  if (!mark.startsWith('-')) return undefined;
  const starts = cutDocuments(text + mark);
  return starts.at(-1) === text.length ? starts.slice(0, -1) : undefined;
}

/** A mark and the blank or line break that makes it one. */
const MARK_LENGTH = 4;

/** The entry that holds an offset: the last that begins at it or before. */
function indexAt(entries: readonly StreamEntry[], offset: number): number {
  let low = 0;
  let high = entries.length;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if ((entries[middle]?.start ?? 0) <= offset) low = middle;
    else high = middle;
  }
  return low;
}

/** Its whole text is put together when somebody asks for it, which few do. */
class RevisedStream implements YamlStream {
  readonly entries: readonly StreamEntry[];
  readonly length: number;
  #text: string | undefined;

  constructor(entries: readonly StreamEntry[]) {
    this.entries = entries;
    const last = entries.at(-1);
    this.length = last ? last.start + last.chunk.text.length : 0;
  }

  get text(): string {
    return (this.#text ??= this.entries.map(({ chunk }) => chunk.text).join(''));
  }
}
