import { strict as assert } from 'node:assert';
import { readFacts } from '../../../server/src/analysis/document-facts.ts';
import { linkDocument } from '../../../server/src/analysis/link.ts';
import { emptySnapshot } from '../../../server/src/analysis/workspace.ts';
import { completion } from '../../../server/src/features/completion.ts';
import { withoutStops } from '../../../server/src/features/completion-item.ts';
import type { CompletionItem } from '../../../server/src/features/completion-item.ts';
import { surroundingsOf } from '../../../server/src/features/surroundings.ts';
import { readStream } from '../../../server/src/yaml/read-stream.ts';

const CURSOR = '<|>';
const URI = 'file:///work/manifest.yaml';

export interface Offered {
  readonly text: string;
  readonly labels: readonly string[];
  readonly items: readonly CompletionItem[];
  /** The whole text once the item is accepted; `$1`, `$2` stand where the editor stops. */
  accept(label: string): string;
}

/** What is offered at `<|>` in a manifest; further files of the same folder by name. */
export function offeredAt(source: string, others: Readonly<Record<string, string>> = {}): Offered {
  const at = source.indexOf(CURSOR);
  assert.ok(at >= 0, 'the manifest has a cursor');
  const text = source.replace(CURSOR, '');
  const snapshot = emptySnapshot({ readStream, readFacts, linkDocument }).withFiles([
    { uri: URI, text },
    ...Object.entries(others).map(([name, content]) => ({
      uri: `file:///work/${name}`,
      text: content,
    })),
  ]);
  const entries = snapshot.file(URI)?.stream.entries ?? [];
  const index = entries.findLastIndex(({ start }) => start <= at);
  const document = snapshot.file(URI)?.documents[index];
  const start = entries[index]?.start ?? 0;
  assert.ok(document);
  const items = completion(snapshot.link(document), surroundingsOf(snapshot, URI), at - start);
  return {
    text,
    items,
    labels: items.map(({ label }) => label),
    accept(label) {
      const item = items.find((candidate) => candidate.label === label);
      assert.ok(item, `"${label}" is offered among ${items.map((one) => one.label).join(', ')}`);
      const typed = text.slice(start + item.span.start, at).trimStart();
      assert.ok(isSubsequence(typed.replace(/["']/g, ''), item.filterText), 'the editor keeps it');
      assert.doesNotMatch(text.slice(start + item.span.start, start + item.span.end), /[\r\n]/);
      return (
        text.slice(0, start + item.span.start) +
        item.snippet.replace(/\\([\\$}])/g, '$1') +
        text.slice(start + item.span.end)
      );
    },
  };
}

/** The text once the item is accepted by an editor that knows no snippets. */
export function acceptPlain(offered: Offered, label: string): string {
  return withoutStops(offered.accept(label));
}

/** As editors filter: the typed letters in their order. */
function isSubsequence(typed: string, text: string): boolean {
  let from = 0;
  for (const letter of typed.toLowerCase()) {
    const found = text.toLowerCase().indexOf(letter, from);
    if (found < 0) return false;
    from = found + 1;
  }
  return true;
}
