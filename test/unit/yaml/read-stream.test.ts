import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { readStream, unreadStream } from '../../../server/src/yaml/read-stream.ts';

describe('readStream', () => {
  const texts = ['a: 1\n', '---\nb: 1\n', '---\nc: 1\n', '---\nb: 1\n'];
  const before = readStream(texts.join(''));

  it('tells where each document stands', () => {
    assert.deepEqual(
      before.entries.map((entry) => entry.start),
      [0, 5, 14, 23],
    );
    assert.deepEqual(
      before.entries.map((entry) => entry.chunk.text),
      texts,
    );
  });

  it('parses a document once, when asked', () => {
    const chunk = before.entries[1]?.chunk;
    assert(chunk);
    assert.equal(chunk.document, chunk.document);
    assert.equal(chunk.document.root?.kind, 'map');
  });

  it('keeps every document that an edit does not touch', () => {
    const after = readStream(texts.join('').replace('c: 1', 'c: 23\nd: 4'), before);
    const kept = after.entries.map((entry, index) => entry.chunk === before.entries[index]?.chunk);
    assert.deepEqual(kept, [true, true, false, true]);
    assert.equal(after.entries[3]?.start, 29);
  });

  it('keeps documents that moved', () => {
    const [a, b, c, d] = texts;
    const after = readStream(`${a}---\nnew: 1\n${c}${b}${d}`, before);
    assert.equal(after.entries[2]?.chunk, before.entries[2]?.chunk);
    assert.equal(after.entries[3]?.chunk, before.entries[1]?.chunk);
    assert.equal(after.entries[4]?.chunk, before.entries[3]?.chunk);
    assert.equal(new Set(after.entries.map((entry) => entry.chunk)).size, 5);
  });

  it('is the same for the same text', () => {
    assert.equal(readStream(before.text, before), before);
  });
});

describe('unreadStream', () => {
  const read = readStream('a: 1\n---\nb: [\n');
  const said = (stream: typeof read): unknown =>
    stream.entries.map(({ start, chunk: { text, document } }) => [start, text, document.faults]);

  it('says the same of the file', () => {
    const unread = unreadStream(read);
    assert.equal(unread.text, read.text);
    assert.equal(unread.length, read.length);
    assert.deepEqual(said(unread), said(read));
  });

  it('has none of the documents that were read, and its own only once', () => {
    const unread = unreadStream(read);
    const [first] = unread.entries;
    assert.notEqual(first?.chunk, read.entries[0]?.chunk);
    assert.equal(unread.entries[0], first);
  });
});
