import type { YamlDocument } from './document.ts';

/** What is broken, or has anchors, goes by way of the library, which takes ten times as long. */
const SLOW = 10;

/** What it costs to read a document once more: its characters, or ten times as many where it is not quickly read. */
export function readingCost({ text, ordinary }: YamlDocument): number {
  return text.length * (ordinary ? 1 : SLOW);
}
