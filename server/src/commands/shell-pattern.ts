/** So much work, the pattern's length times the text's, is done for one test of a shell. */
const MOST_WORK = 20_000;

/** One character of a text, or any number of them. */
type Token = ((character: string) => boolean) | '*';

/**
 * Whether a text is as a shell's pattern says, with `*`, `?` and `[…]`; quotes are gone by now, so a quoted star counts
 * as one too. Only what the last `*` stands for is ever tried anew, so the work is at most that of the pattern's length
 * times the text's; where that is too much, nobody knows.
 */
export function matchesShellPattern(pattern: string, text: string): boolean | 'unknown' {
  if (pattern.length * text.length > MOST_WORK) return 'unknown';
  const tokens = tokensOf(pattern);
  const last: { star?: number; from: number } = { from: 0 };
  let [at, token] = [0, 0];
  while (at < text.length || token < tokens.length) {
    const expected = tokens[token];
    if (expected === '*') {
      last.star = token++;
      last.from = at;
    } else if (at < text.length && expected?.(text.charAt(at)) === true) {
      token++;
      at++;
    } else if (last.star !== undefined && at < text.length) {
      token = last.star + 1;
      at = ++last.from;
    } else return false;
  }
  return true;
}

function tokensOf(pattern: string): readonly Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern.charAt(at);
    // A bracket that does not close stands for itself; one right behind the first is among its characters.
    const end = character === '[' ? pattern.indexOf(']', at + 2) : -1;
    if (end !== -1) {
      tokens.push(classOf(pattern.slice(at + 1, end)));
      at = end;
    } else if (character === '*') tokens.push('*');
    else tokens.push(character === '?' ? () => true : (one) => one === character);
  }
  return tokens;
}

/** What stands in brackets: characters and ranges, all others after `!` or `^`. */
function classOf(inside: string): (character: string) => boolean {
  const isOthers = /^[!^]./.test(inside);
  const ranges = (isOthers ? inside.slice(1) : inside).match(/[^]-[^]|[^]/g) ?? [];
  return (character) =>
    isOthers !==
    ranges.some(
      (range) => range.charAt(0) <= character && character <= range.charAt(range.length - 1),
    );
}
