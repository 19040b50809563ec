/** An absolute path with `.`, `..` and doubled slashes resolved and no slash at its end; `/` stays. */
export function cleanPath(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..') parts.pop();
    else parts.push(part);
  }
  return `/${parts.join('/')}`;
}

/** Whether `path` is `directory` or lies below it; both cleaned. */
export function isBelow(path: string, directory: string): boolean {
  return directory === '/' || path === directory || path.startsWith(`${directory}/`);
}

/** What is left of a cleaned path below a directory: empty for the directory itself, else with a leading slash. */
export function pathBelow(path: string, directory: string): string {
  if (directory === '/') return path === '/' ? '' : path;
  return path.slice(directory.length);
}

export function parentOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash <= 0 ? '/' : path.slice(0, slash);
}

export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
