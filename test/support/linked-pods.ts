import assert from 'node:assert/strict';
import { askScope } from '../../server/src/analysis/asked-scope.ts';
import { readFacts } from '../../server/src/analysis/document-facts.ts';
import type { DocumentFacts } from '../../server/src/analysis/facts.ts';
import { linkDocument } from '../../server/src/analysis/link.ts';
import type { LinkedDocument } from '../../server/src/analysis/linked.ts';
import type { ResourceIndex } from '../../server/src/analysis/resource-index.ts';
import { NO_SETTINGS } from '../../server/src/analysis/settings.ts';
import { readStream } from '../../server/src/yaml/read-stream.ts';

/** What is read of a text with one document. */
export function factsOf(text: string): DocumentFacts {
  const chunk = readStream(text).entries[0]?.chunk;
  assert.ok(chunk);
  return readFacts(chunk);
}

/** A document with what the others of an index say about it. */
export function linkedIn(facts: DocumentFacts, index: ResourceIndex): LinkedDocument {
  const { scope } = askScope(facts.pods, [index], () => undefined);
  return linkDocument(facts, { scope, settings: NO_SETTINGS, completions: [] });
}
