import type { SourceFile } from '../analysis/source-file.ts';
import type { Fix } from '../rules/rule.ts';
import { holdsSecret } from '../rules/secret-words.ts';
import { spanOf } from '../text/span.ts';
import type { Span } from '../text/span.ts';

/** Whether a fix puts anything into a document with a Secret: it may be a value of it, written in another way. */
export function writesSecret({ edits }: Fix): boolean {
  return edits.some(({ document, newText }) => newText !== '' && holdsSecret(document));
}

/** The documents of a file that hold a Secret. */
export function secretsIn({ documents, stream }: SourceFile): readonly Span[] {
  return documents.flatMap((document, index) => {
    const start = stream.entries[index]?.start ?? 0;
    return holdsSecret(document) ? [spanOf(start, start + document.chunk.text.length)] : [];
  });
}
