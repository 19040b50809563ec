/**
 * Whether a path matches a pattern as in a `.gitignore`: `*` and `?` stay within one part of the path, `**` spans any
 * number of them, a pattern without a slash matches at any depth, and one that names a folder matches all below it.
 * Paths have forward slashes and are relative to the folder that the pattern was written for. The work is at most that
 * of the pattern's length times the path's, whatever the pattern.
 */
export function matchesGlob(pattern: string, path: string): boolean {
  if (pattern.length > MAX_LENGTH || path.length > MAX_LENGTH) return false;
  const tokens = tokensOf(pattern);
  let active = new Set<number>();
  enter(active, tokens, 0);
  for (const character of path) {
    // The pattern names a folder that the path goes on from.
    if (character === '/' && active.has(tokens.length)) return true;
    const next = new Set<number>();
    for (const at of active) step(next, tokens, at, character);
    // Within a folder's name nothing else can begin, so the token behind it is not entered.
    for (const at of active) if (tokens[at] === 'folders') next.add(at);
    if (next.size === 0) return false;
    active = next;
  }
  return active.has(tokens.length);
}

/** PATH_MAX of Linux: no longer path can be asked for, and so no longer pattern is needed. */
const MAX_LENGTH = 4096;

/** A character stands for itself; `folders` for any number of whole folders with the slash behind them. */
type Token = { readonly literal: string } | '?' | '*' | '**' | 'folders';

function tokensOf(pattern: string): readonly Token[] {
  const trimmed = pattern.replace(/^\.?\/+/, '').replace(/(?<!\/)\/+$/, '');
  const anywhere = !trimmed.includes('/') && !pattern.startsWith('/');
  // `folder/**` and `folder` match the same: all below it.
  const body = trimmed.replace(/\/\*\*$/, '');
  const parts = body.match(/\*\*\/|\*\*|\*|\?|[^*?]/gu) ?? [];
  return [...(anywhere ? (['folders'] as const) : []), ...parts.map(tokenOf)];
}

function tokenOf(part: string): Token {
  if (part === '**/') return 'folders';
  return part === '**' || part === '*' || part === '?' ? part : { literal: part };
}

/** Comes to a token, and past it where it can stand for nothing. */
function enter(active: Set<number>, tokens: readonly Token[], from: number): void {
  for (let at = from; !active.has(at); at++) {
    active.add(at);
    const token = tokens[at];
    if (token !== '*' && token !== '**' && token !== 'folders') return;
  }
}

function step(next: Set<number>, tokens: readonly Token[], at: number, character: string): void {
  const token = tokens[at];
  switch (token) {
    case undefined:
      return;
    case '?':
      if (character !== '/') enter(next, tokens, at + 1);
      return;
    case '*':
      if (character !== '/') enter(next, tokens, at);
      return;
    case '**':
      enter(next, tokens, at);
      return;
    case 'folders':
      if (character === '/') enter(next, tokens, at + 1);
      return;
    default:
      if (token.literal === character) enter(next, tokens, at + 1);
  }
}
