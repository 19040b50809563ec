/** More that one pattern stands for is not looked at: each `{a,b}` in it doubles them. */
const MOST_PATTERNS = 250;
/** PATH_MAX of Linux: a longer pattern matches nothing. */
const MOST_CHARACTERS = 4096;

/** `{a,b}.yaml` as `a.yaml` and `b.yaml`, which the editor's patterns know and `.gitignore` does not. */
export function expandBraces(glob: string): readonly string[] {
  if (glob.length > MOST_CHARACTERS) return [];
  const expanded: string[] = [];
  const open = [glob];
  for (let one = open.pop(); one !== undefined; one = open.pop()) {
    const match = /\{([^{}]*)\}/.exec(one);
    if (match) {
      const [braces, choices = ''] = match;
      const [before, after] = [one.slice(0, match.index), one.slice(match.index + braces.length)];
      for (const choice of choices.split(',').reverse()) open.push(before + choice + after);
    } else if (expanded.push(one) >= MOST_PATTERNS) break;
  }
  return expanded;
}
