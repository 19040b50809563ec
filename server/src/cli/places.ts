import { relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Resource } from '../kubernetes/model.ts';
import { positionAt } from '../text/line-index.ts';
import type { LineIndex, LinePosition } from '../text/line-index.ts';
import type { Span } from '../text/span.ts';

/** Where a document stands. */
export interface Home {
  /** Relative to the working folder, with forward slashes; `-` for standard input. */
  readonly file: string;
  readonly index: number;
  /** Of the document's first character in the file. */
  readonly start: number;
  readonly text: string;
  readonly lines: LineIndex;
  /** The template that the document was rendered from, as the renderer names it. */
  readonly source: string | undefined;
}

/** Lines and UTF-16 characters from zero, as in the Language Server Protocol. */
export interface LineRange {
  readonly start: LinePosition;
  readonly end: LinePosition;
}

export function rangeOf(home: Home, span: Span): LineRange {
  return {
    start: positionAt(home.lines, home.start + span.start),
    end: positionAt(home.lines, home.start + span.end),
  };
}

/** The characters of a document's span. */
export function textOf(home: Home, span: Span): string {
  return home.text.slice(home.start + span.start, home.start + span.end);
}

/** `Deployment/shop/web`; without the namespace where none is written. */
export function resourceLabel({ kind, namespace, name }: Resource): string {
  return [kind, namespace, name].flatMap((part) => part?.value ?? []).join('/');
}

/** A file of the working folder as seen from another folder, with forward slashes. */
export function seenFrom(folder: string, file: string): string {
  return file === '-' ? file : relative(folder, resolve(file)).replaceAll('\\', '/');
}

/** Standard input has an address of its own in no folder, so that no file of the working folder is taken with it. */
export function uriOf(path: string): string {
  return path === '-' ? 'stdin:-' : pathToFileURL(path).href;
}

/** `3 files`. */
export function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
