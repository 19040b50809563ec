import type { TextEdit } from './edit.ts';
import { spanOf } from './span.ts';
import type { Span } from './span.ts';

/**
 * A text on its way through rounds of edits, each made to what the one before left: which of the first text's
 * characters are still there, and what stands between them.
 */
export type Rewrite = readonly Piece[];

type Piece =
  | { readonly type: 'kept'; readonly span: Span }
  | { readonly type: 'added'; readonly text: string };

/** Nothing is changed yet. */
export function unchanged(text: string): Rewrite {
  return [{ type: 'kept', span: spanOf(0, text.length) }];
}

/** After one more round, whose edits refer to the text as it is by now; they may not overlap. */
export function rewritten(rewrite: Rewrite, edits: readonly TextEdit[]): Rewrite {
  const ordered = [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  const pieces: Piece[] = [];
  let done = 0;
  for (const { span, newText } of ordered) {
    for (const piece of cut(rewrite, done, span.start)) pieces.push(piece);
    pieces.push({ type: 'added', text: newText });
    done = span.end;
  }
  return [...pieces, ...cut(rewrite, done, Number.MAX_SAFE_INTEGER)];
}

/** The edits that do it all at once to the first text, which was so long; they neither overlap nor touch. */
export function editsOf(rewrite: Rewrite, length: number): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  let done = 0;
  let added = '';
  const close = (at: number): void => {
    if (at > done || added !== '') edits.push({ span: spanOf(done, at), newText: added });
    added = '';
  };
  for (const piece of rewrite) {
    if (piece.type === 'added') {
      added += piece.text;
      continue;
    }
    if (piece.span.start === piece.span.end) continue;
    close(piece.span.start);
    done = piece.span.end;
  }
  close(length);
  return edits;
}

/** The pieces between two offsets of the text as it is by now. */
function cut(rewrite: Rewrite, from: number, to: number): readonly Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const piece of rewrite) {
    const length = piece.type === 'added' ? piece.text.length : piece.span.end - piece.span.start;
    const start = Math.max(from - at, 0);
    const end = Math.min(to - at, length);
    at += length;
    if (start >= end) continue;
    pieces.push(
      piece.type === 'added'
        ? { type: 'added', text: piece.text.slice(start, end) }
        : { type: 'kept', span: spanOf(piece.span.start + start, piece.span.start + end) },
    );
  }
  return pieces;
}
