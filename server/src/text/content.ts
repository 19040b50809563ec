/** What a file turns out to hold. */
export type FileContent =
  | { readonly type: 'text'; readonly text: string }
  /** No UTF-8 text: an image, an archive, another encoding. */
  | { readonly type: 'binary' }
  | { readonly type: 'too-large' }
  /** Not there; with a reason, it is there and cannot be read. */
  | { readonly type: 'missing'; readonly reason?: string };

/** Beyond this a file is generated, and nobody reads its problems; parsing it would hold up everything else. */
export const MAX_FILE_SIZE = 10 * 1024 * 1024;

/** The text of a manifest's bytes, without a byte order mark, as editors hand it out. */
export function contentOf(bytes: Uint8Array): FileContent {
  if (bytes.length > MAX_FILE_SIZE) return { type: 'too-large' };
  if (bytes.includes(0)) return { type: 'binary' };
  try {
    return { type: 'text', text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch (error) {
    if (error instanceof TypeError) return { type: 'binary' };
    throw error;
  }
}

/** Errors of a file system have a code. */
export function isFileError(error: unknown): error is Error & { readonly code: unknown } {
  return error instanceof Error && 'code' in error;
}

/** Whether text can hold a manifest at all, found without parsing: every one names its version and its kind. */
export function namesKind(text: string): boolean {
  return text.includes('apiVersion') && text.includes('kind');
}
