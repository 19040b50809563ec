import type { YamlDocument } from './document.ts';

/** What is broken, or has anchors, goes by way of the library, which takes ten times as long. */
const SLOW = 10;

/** What it costs to read a document once more: its characters, or ten times as many where it is not quickly read. */
export function readingCost({ text, ordinary }: YamlDocument): number {
  return text.length * (ordinary ? 1 : SLOW);
}

/** Of a text with faults no excerpt is read, so that to make an edit takes all of it. */
const WHOLE = 5;

/** What it costs to make an edit of a document, where most take no more than a few of its lines. */
export function makingCost(document: YamlDocument): number {
  return readingCost(document) * (document.faults.length > 0 ? WHOLE : 1);
}
