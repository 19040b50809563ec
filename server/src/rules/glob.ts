/**
 * Whether a path matches a pattern as in a `.gitignore`: `*` and `?` stay within one part of the path, `**` spans any
 * number of them, a pattern without a slash matches at any depth, and one that names a folder matches all below it.
 * Paths have forward slashes and are relative to the folder that the pattern was written for.
 */
export function matchesGlob(pattern: string, path: string): boolean {
  return globRegExp(pattern).test(path);
}

function globRegExp(pattern: string): RegExp {
  const trimmed = pattern.replace(/^\.?\/+/, '').replace(/\/+$/, '');
  const anywhere = !trimmed.includes('/') && !pattern.startsWith('/');
  const body = trimmed
    .split(/(\*\*\/|\/\*\*$|\*\*|\*|\?)/)
    .map(globPart)
    .join('');
  return new RegExp(`^${anywhere ? '(?:.*/)?' : ''}${body}(?:/.*)?$`);
}

function globPart(part: string): string {
  switch (part) {
    case '**/':
      return '(?:.*/)?';
    case '/**':
      return '(?:/.*)?';
    case '**':
      return '.*';
    case '*':
      return '[^/]*';
    case '?':
      return '[^/]';
    default:
      return part.replaceAll(/[.+^${}()|[\]\\]/g, '\\$&');
  }
}
