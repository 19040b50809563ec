import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { hasTooManyDocuments } from '../yaml/cut.ts';

/** Past this a file is no manifest that a person keeps; the largest published ones are about 2 MB. */
const MOST_BYTES = 10 * 1024 * 1024;

/** A file's text, or why it is not read. */
export type ManifestText =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'skipped'; readonly reason: 'too-large' | 'binary' | 'unreadable' };

/** Throws what the file system throws. */
export function readManifest(path: string): ManifestText {
  return decode(readFileSync(path));
}

export async function readStandardInput(): Promise<ManifestText> {
  return asText(await text(process.stdin));
}

function decode(bytes: Buffer): ManifestText {
  if (bytes.length > MOST_BYTES) return { type: 'skipped', reason: 'too-large' };
  if (bytes.subarray(0, 8192).includes(0)) return { type: 'skipped', reason: 'binary' };
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  try {
    return asText(decoder.decode(bytes));
  } catch {
    // Not UTF-8, and so nothing that kubectl would read either.
    return { type: 'skipped', reason: 'binary' };
  }
}

function asText(decoded: string): ManifestText {
  return hasTooManyDocuments(decoded)
    ? { type: 'skipped', reason: 'too-large' }
    : { type: 'text', text: decoded };
}
