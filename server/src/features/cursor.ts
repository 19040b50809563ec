import type { Span } from '../text/span.ts';
import { blockCursor } from './cursor-block.ts';
import { flowCursor } from './cursor-flow.ts';

/**
 * Where a cursor stands in the structure of a document, read from its text alone: while an author types, the text
 * rarely parses, and its indentation says more than a tree would.
 */
export interface Cursor {
  /** The way from the root to the map or list that holds the cursor. */
  readonly path: readonly Step[];
  readonly at:
    | { readonly type: 'key' }
    /** After a key's colon. */
    | { readonly type: 'value'; readonly key: string };
  /** What is typed already, without quotes, up to the cursor. */
  readonly typed: string;
  /** What a completion replaces: the word around the cursor, with its quotes. */
  readonly word: Span;
  /** The keys that the map has beside the one at the cursor. */
  readonly present: ReadonlySet<string>;
  /** In block style, where a new item of a list may begin on the line, and the way to that list. */
  readonly list: { readonly dash: number; readonly path: readonly Step[] } | undefined;
  readonly layout: Layout;
}

/** A key, or an item of a list by its place. */
export type Step = string | number;

export type Layout =
  | {
      readonly style: 'block';
      /** Of the map's keys. */
      readonly column: number;
      /** The blanks at the line's start, which may be more or fewer than the map's; undefined behind a dash. */
      readonly indent: Span | undefined;
      /** A colon follows: the key is being changed, its value stays. */
      readonly keyed: boolean;
    }
  | { readonly style: 'flow' | 'json'; readonly keyed: boolean };

/** Undefined in comments, in the text of block scalars, and where nothing can be completed. */
export function cursorAt(text: string, offset: number): Cursor | undefined {
  return flowCursor(text, offset) ?? blockCursor(text, offset);
}
