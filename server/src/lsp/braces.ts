/** `{a,b}.yaml` as `a.yaml` and `b.yaml`, which the editor's patterns know and `.gitignore` does not. */
export function expandBraces(glob: string): readonly string[] {
  const match = /^(.*?)\{([^{}]*)\}(.*)$/.exec(glob);
  if (!match) return [glob];
  const [, before = '', choices = '', after = ''] = match;
  return choices.split(',').flatMap((choice) => expandBraces(`${before}${choice}${after}`));
}
