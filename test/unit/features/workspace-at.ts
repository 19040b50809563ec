import { strict as assert } from 'node:assert';
import { readFacts } from '../../../server/src/analysis/document-facts.ts';
import type { DocumentFacts, Place, PlacedEdit } from '../../../server/src/analysis/facts.ts';
import { linkDocument } from '../../../server/src/analysis/link.ts';
import { emptySnapshot } from '../../../server/src/analysis/workspace.ts';
import type { Snapshot } from '../../../server/src/analysis/workspace.ts';
import { applyEdits } from '../../../server/src/text/edit.ts';
import { shifted } from '../../../server/src/text/span.ts';
import { readStream } from '../../../server/src/yaml/read-stream.ts';

/** Manifests below `file:///work/`, and the cursor in them. */
export interface WorkspaceAt {
  readonly snapshot: Snapshot;
  readonly document: DocumentFacts;
  readonly offset: number;
  /** Each place as `file:line text`, sorted. */
  readonly show: (places: readonly Place[]) => readonly string[];
  /** The files after the edits, those that they change. */
  readonly apply: (edits: readonly PlacedEdit[]) => Readonly<Record<string, string>>;
}

/** `<|>` in one of the files is the cursor. */
export function workspaceAt(files: Readonly<Record<string, string>> | string): WorkspaceAt {
  const all = typeof files === 'string' ? { 'web.yaml': files } : files;
  const uriOf = (name: string): string => `file:///work/${name}`;
  const [name, marked] = Object.entries(all).find(([, text]) => text.includes('<|>')) ?? [];
  assert.ok(name !== undefined && marked !== undefined, 'one of the files has the cursor');
  const texts = Object.entries(all).map(([file, text]) => ({
    uri: uriOf(file),
    text: text.replace('<|>', ''),
  }));
  const snapshot = emptySnapshot({ readStream, readFacts, linkDocument }).withFiles(texts);
  const at = marked.indexOf('<|>');
  const file = snapshot.file(uriOf(name));
  const entries = file?.stream.entries ?? [];
  const index = entries.findLastIndex(({ start }) => start <= at);
  const document = file?.documents[index];
  assert.ok(document);
  return {
    snapshot,
    document,
    offset: at - (entries[index]?.start ?? 0),
    show: (places) => places.map((place) => shown(snapshot, place)).sort(byPlace),
    apply(edits) {
      const changed = new Map<string, { span: Place['span']; newText: string }[]>();
      for (const { document: of, span, newText } of edits) {
        const home = snapshot.locate(of);
        assert.ok(home);
        const own = changed.get(home.file.uri) ?? [];
        own.push({ span: shifted(span, home.start), newText });
        changed.set(home.file.uri, own);
      }
      return Object.fromEntries(
        [...changed].map(([uri, own]) => [
          uri.slice(uriOf('').length),
          applyEdits(snapshot.file(uri)?.text ?? '', own),
        ]),
      );
    },
  };
}

function shown(snapshot: Snapshot, { document, span }: Place): string {
  const home = snapshot.locate(document);
  assert.ok(home);
  const { start, end } = shifted(span, home.start);
  const { text, uri } = home.file;
  const line = text.slice(0, start).split('\n').length;
  return `${uri.slice('file:///work/'.length)}:${line} ${text.slice(start, end)}`;
}

function byPlace(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}
