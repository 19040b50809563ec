import { cutDocuments } from './cut.ts';
import type { YamlDocument } from './document.ts';
import { parseDocument } from './parse.ts';
import type { Chunk, StreamEntry, YamlStream } from './stream.ts';

/**
 * Cuts a file's text into documents; those whose text is that of a document of `previous` keep its identity, and with
 * it all that was computed from it. The chunks' texts, one after the other, are the file's text.
 *
 * A part of a text keeps the whole in memory. So what an edit changes is copied: else each document that was ever
 * edited would keep the file as it was then.
 *
 * With `equalTexts`, documents of a file that is read for the first time share what is parsed with those of the same
 * text that it was given before.
 */
export function readStream(
  text: string,
  previous?: YamlStream,
  equalTexts?: EqualTexts,
): YamlStream {
  if (previous?.text === text) return previous;
  const starts = cutDocuments(text);
  const texts = starts.map((start, index) => text.slice(start, starts[index + 1]));
  const chunks = reuseChunks(texts, previous?.entries ?? []);
  const entries: StreamEntry[] = texts.map((chunkText, index) => ({
    start: starts[index] ?? 0,
    chunk:
      chunks[index] ??
      (previous
        ? ParsedChunk.ofPart(chunkText)
        : (equalTexts?.chunkOf(chunkText) ?? new ParsedChunk(chunkText))),
  }));
  return { text, length: text.length, entries };
}

/** The same text cut in the same places, of which nothing is read and next to nothing kept. */
export function unreadStream({ text, entries }: YamlStream): YamlStream {
  return new UnreadStream(
    text,
    entries.map(({ start }) => start),
  );
}

class UnreadStream implements YamlStream {
  readonly text: string;
  readonly #starts: readonly number[];
  #entries: readonly StreamEntry[] | undefined;

  constructor(text: string, starts: readonly number[]) {
    this.text = text;
    this.#starts = starts;
  }

  get length(): number {
    return this.text.length;
  }

  get entries(): readonly StreamEntry[] {
    return (this.#entries ??= this.#starts.map((start, index) => ({
      start,
      chunk: new ParsedChunk(this.text.slice(start, this.#starts[index + 1])),
    })));
  }
}

/** Chunks of before for these texts: those at both ends first, then by equal text among the rest. */
export function reuseChunks(
  texts: readonly string[],
  previous: readonly StreamEntry[],
): readonly (Chunk | undefined)[] {
  const chunks = texts.map((): Chunk | undefined => undefined);
  const shorter = Math.min(texts.length, previous.length);
  let head = 0;
  for (; head < shorter && previous[head]?.chunk.text === texts[head]; head++)
    chunks[head] = previous[head]?.chunk;
  let tail = 0;
  for (; tail < shorter - head; tail++) {
    const old = previous.at(-1 - tail);
    if (old?.chunk.text !== texts.at(-1 - tail)) break;
    chunks[texts.length - 1 - tail] = old?.chunk;
  }
  const left = new Map<string, Chunk[]>();
  for (const { chunk } of previous.slice(head, previous.length - tail)) {
    const same = left.get(chunk.text);
    if (same) same.push(chunk);
    else left.set(chunk.text, [chunk]);
  }
  for (let index = head; index < texts.length - tail; index++)
    chunks[index] = left.get(texts[index] ?? '')?.shift();
  return chunks;
}

export class ParsedChunk implements Chunk {
  readonly text: string;
  readonly #twin: Chunk | undefined;
  #document: YamlDocument | undefined;

  constructor(text: string, twin?: Chunk) {
    this.text = text;
    this.#twin = twin;
  }

  /** Of a part of a longer text, without keeping the rest: two texts that are joined get a memory of their own. */
  static ofPart(text: string): ParsedChunk {
    return new ParsedChunk(` ${text}`.slice(1));
  }

  get document(): YamlDocument {
    return (this.#document ??= this.#twin?.document ?? parseDocument(this.text));
  }
}

/**
 * Long documents of many files, of which those with the same text are parsed once: the folder of an operator often holds
 * the same definitions in each of its variants. They stay documents of their own. Keeps all that it was given.
 */
export class EqualTexts {
  readonly #first = new Map<string, Chunk>();

  /** A chunk of its own; a short text is parsed as soon as found, and shares nothing. */
  chunkOf(text: string): Chunk {
    if (text.length < SHORTEST_SHARED) return new ParsedChunk(text);
    const first = this.#first.get(text);
    const chunk = new ParsedChunk(text, first);
    if (!first) this.#first.set(text, chunk);
    return chunk;
  }
}

/** Characters. */
const SHORTEST_SHARED = 2_000;
