import type { PlacedEdit } from '../../analysis/facts.ts';
import { spanOf } from '../../text/span.ts';
import { plain } from '../completion-item.ts';
import type { ActionEdit } from './action.ts';

/**
 * The edits with a stop for each of the texts, in their order, wherever they stand in what is written: the author types
 * over one and all places of it follow. Editors indent the lines of a snippet as deep as the line that it is put
 * into, so what is a line of its own is put where a line begins.
 */
export function withStops(
  edits: readonly PlacedEdit[],
  texts: readonly string[],
): readonly ActionEdit[] {
  const begun = edits.map(atLineStart);
  if (begun.some((edit) => edit === undefined)) return edits;
  return begun.flatMap((edit) => (edit ? [withStopsIn(edit, texts)] : []));
}

function withStopsIn(edit: PlacedEdit, texts: readonly string[]): ActionEdit {
  const parts = texts.map((text) => ({ text, at: edit.newText.indexOf(text) }));
  if (parts.every(({ at }) => at < 0)) return edit;
  let snippet = '';
  let done = 0;
  for (const { text, at } of [...parts].sort((a, b) => a.at - b.at)) {
    if (at < done) continue;
    const number = texts.indexOf(text) + 1;
    snippet += `${plain(edit.newText.slice(done, at))}\${${number}:${plain(text)}}`;
    done = at + text.length;
  }
  return { ...edit, snippet: snippet + plain(edit.newText.slice(done)) };
}

/** The same edit from the start of the next line on; undefined where several lines begin within one. */
function atLineStart(edit: PlacedEdit): PlacedEdit | undefined {
  const { document, span, newText } = edit;
  const { text } = document.chunk;
  const isLines = /[\r\n]/.test(newText);
  if (!isLines || span.start === 0 || /[\r\n]/.test(text.charAt(span.start - 1))) return edit;
  const lineBreak = /^\r\n?|^\n/.exec(text.slice(span.start))?.[0];
  if (span.end > span.start || lineBreak === undefined || !newText.startsWith(lineBreak))
    return undefined;
  const at = span.start + lineBreak.length;
  return { document, span: spanOf(at, at), newText: newText.slice(lineBreak.length) + lineBreak };
}
