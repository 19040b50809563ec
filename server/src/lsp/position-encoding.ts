import { PositionEncodingKind } from 'vscode-languageserver';
import type { ClientCapabilities } from 'vscode-languageserver';

/** In what a client counts the characters of a line. */
export type PositionEncoding = 'utf-8' | 'utf-16' | 'utf-32';

/** The first that the client names and we know; every client takes UTF-16, named or not. */
export function positionEncodingOf({ general }: ClientCapabilities): PositionEncoding {
  for (const kind of general?.positionEncodings ?? []) {
    if (kind === PositionEncodingKind.UTF8) return 'utf-8';
    if (kind === PositionEncodingKind.UTF16) return 'utf-16';
    if (kind === PositionEncodingKind.UTF32) return 'utf-32';
  }
  return 'utf-16';
}

/** The character of a client for a UTF-16 offset in a line. */
export function toClientCharacter(
  encoding: PositionEncoding,
  line: string,
  character: number,
): number {
  if (encoding === 'utf-16') return character;
  let units = 0;
  for (const letter of line.slice(0, character)) units += unitsOf(encoding, letter);
  return units + Math.max(0, character - line.length);
}

/** The UTF-16 offset in a line for the character of a client; inside of a letter that is the letter's start. */
export function toUtf16Character(
  encoding: PositionEncoding,
  line: string,
  character: number,
): number {
  if (encoding === 'utf-16') return character;
  let units = 0;
  let offset = 0;
  for (const letter of line) {
    units += unitsOf(encoding, letter);
    if (units > character) return offset;
    offset += letter.length;
  }
  return offset + character - units;
}

function unitsOf(encoding: 'utf-8' | 'utf-32', letter: string): number {
  if (encoding === 'utf-32') return 1;
  const code = letter.codePointAt(0) ?? 0;
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  return code < 0x10000 ? 3 : 4;
}
