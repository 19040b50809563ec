import type { TextEdit } from '../text/edit.ts';
import { covers } from '../text/span.ts';
import type { YamlDocument } from './document.ts';
import { columnOf, entryUpTo } from './layout.ts';
import { writtenIn } from './node-tables.ts';
import type { YamlNode, YamlScalar } from './node.ts';
import { isPlain, isPlainText, quoteDouble, quoteSingle, renderString } from './render.ts';
import type { Look, ScalarContext } from './render.ts';
import { piecesOf, spanWithin } from './scalar-position.ts';

/** The edit that gives a scalar on one line another value, in the style that it has if that can hold it. */
export function rewriteValue(
  document: YamlDocument,
  scalar: YamlScalar,
  value: string | number | boolean,
): TextEdit {
  return { span: scalar.span, newText: renderLike(document, scalar, value) };
}

function renderLike(
  document: YamlDocument,
  scalar: YamlScalar,
  value: string | number | boolean,
): string {
  if (typeof value !== 'string') return String(value);
  const quotes = scalar.style === 'single' || scalar.style === 'double' ? scalar.style : 'needed';
  const look: Look = { lineBreak: '\n', step: 2, dashStep: 2, json: false, quotes };
  return renderString(value, look, contextOf(document, scalar));
}

/** The edit that replaces a part of a scalar's text where it stands; undefined if its style cannot hold the result. */
export function rewritePart(
  document: YamlDocument,
  scalar: YamlScalar,
  from: number,
  to: number,
  newText: string,
): TextEdit | undefined {
  const escaped = escapeLike(document, scalar, from, to, newText);
  if (escaped === undefined) return undefined;
  return { span: spanWithin(document, scalar, from, to), newText: escaped };
}

function escapeLike(
  document: YamlDocument,
  scalar: YamlScalar,
  from: number,
  to: number,
  newText: string,
): string | undefined {
  switch (scalar.style) {
    case 'plain': {
      const whole = scalar.text.slice(0, from) + newText + scalar.text.slice(to);
      const isRead = typeof scalar.value === 'string' ? isPlain : isPlainText;
      const line = whole.replaceAll('\n', ' ');
      return isRead(line, contextOf(document, scalar)) && !newText.includes('\n')
        ? newText
        : undefined;
    }
    case 'single':
      return newText.includes('\n') ? undefined : quoteSingle(newText).slice(1, -1);
    case 'double':
      return quoteDouble(newText).slice(1, -1);
    case 'folded':
      return newText.includes('\n') ? undefined : newText;
    case 'literal': {
      const lineBreak = /\r\n?|\n/.exec(document.text)?.[0] ?? '\n';
      const first = piecesOf(document.text, scalar).find((piece) => piece.verbatim);
      const indent = ' '.repeat(first ? columnOf(document.text, first.from) : 0);
      return newText.replaceAll('\n', lineBreak + indent);
    }
  }
}

/** Whether a scalar stands between brackets. */
function contextOf(document: YamlDocument, scalar: YamlScalar): ScalarContext {
  let node: YamlNode | undefined = document.root;
  while (node && node.kind !== 'scalar') {
    if (node.flow) return 'flow';
    const value: YamlNode | undefined = entryUpTo(writtenIn(node), scalar.span.start)?.value;
    node = value && !value.aliased && covers(value.span, scalar.span) ? value : undefined;
  }
  return 'block';
}
