/**
 * Addresses of files, handled as text: `file:///c%3A/k8s/web.yaml`, `untitled:Untitled-1`, `vscode-vfs://github/…`.
 * They are compared in one spelling; whoever takes them from outside brings them into it.
 */

/** The address of the folder, without a slash at its end; undefined where there is none, as for an untitled file. */
export function folderOf(uri: string): string | undefined {
  const slash = uri.lastIndexOf('/');
  const root = uri.indexOf('://');
  return slash < 0 || slash < root + 3 ? undefined : uri.slice(0, slash);
}

/** The last segment, decoded. */
export function fileNameOf(uri: string): string {
  return decoded(uri.slice(uri.lastIndexOf('/') + 1));
}

/** Whether `uri` is `folder` itself or lies below it. */
export function isWithin(folder: string, uri: string): boolean {
  const base = folder.endsWith('/') ? folder.slice(0, -1) : folder;
  return uri.startsWith(base) && (uri.length === base.length || uri.charCodeAt(base.length) === 47);
}

/** The decoded path from `folder` to `uri`, with slashes; undefined where it does not lie below. */
export function relativePath(folder: string, uri: string): string | undefined {
  if (!isWithin(folder, uri)) return undefined;
  return decoded(uri.slice(folder.length).replace(/^\//, ''));
}

/** The folder and all folders above it, nearest first. */
export function foldersUpward(folder: string): readonly string[] {
  const folders: string[] = [];
  for (let at: string | undefined = folder; at !== undefined; at = folderOf(at)) folders.push(at);
  return folders;
}

/**
 * The address that a relative path means, seen from a folder, decoded; undefined for an absolute path or an address.
 * Compare it with decoded addresses only: encoders differ in what they spare.
 */
export function resolveDecoded(folder: string, path: string): string | undefined {
  if (path.startsWith('/') || path.includes('://')) return undefined;
  const parts = decoded(folder).split('/');
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..') parts.pop();
    else parts.push(part);
  }
  return parts.join('/');
}

/** Percent escapes undone; the text itself where they are broken. */
export function decoded(uri: string): string {
  if (!uri.includes('%')) return uri;
  try {
    return decodeURIComponent(uri);
  } catch (error) {
    if (error instanceof URIError) return uri;
    throw error;
  }
}
