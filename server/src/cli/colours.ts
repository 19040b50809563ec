/** What a piece of text is; the terminal's own colours show it. */
export type Style = keyof typeof CODES;

export type Paint = (style: Style, text: string) => string;

export function painter(colours: boolean): Paint {
  return colours
    ? (style, text) => `\u001b[${CODES[style]}m${text}\u001b[0m`
    : (_style, text) => text;
}

/** On a terminal, unless `NO_COLOR` (https://no-color.org) is set; `FORCE_COLOR` decides for both ways. */
export function wantsColours(
  stream: { readonly isTTY?: boolean },
  environment: NodeJS.ProcessEnv,
): boolean {
  const forced = environment['FORCE_COLOR'];
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  if (environment['NO_COLOR']) return false;
  return stream.isTTY === true && environment['TERM'] !== 'dumb';
}

const CODES = {
  error: 31,
  warning: 33,
  information: 36,
  hint: 90,
  faint: 90,
  place: 1,
  heading: 1,
  added: 32,
  removed: 31,
} as const;
