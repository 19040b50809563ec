/** How text is set: `title` 15 px bold, `strong` 13 px bold, `plain` 13 px, `small` 11 px, `label` 11 px bold. */
export type Setting = 'title' | 'strong' | 'plain' | 'small' | 'label';

/** The width of a text in pixels. */
export type Measure = (text: string, setting: Setting) => number;

export const SIZES: Readonly<Record<Setting, { readonly size: number; readonly weight: number }>> =
  {
    title: { size: 15, weight: 600 },
    strong: { size: 13, weight: 600 },
    plain: { size: 13, weight: 400 },
    small: { size: 11, weight: 400 },
    label: { size: 11, weight: 600 },
  };

/** A width that common sans-serif fonts do not pass, for where no font is at hand. */
export const estimate: Measure = (text, setting) => {
  const { size, weight } = SIZES[setting];
  let units = 0;
  for (const character of text) units += unitsOf(character);
  return units * size * (weight > 500 ? 1.06 : 1);
};

/** In parts of the font's size: the widest of Arial, Segoe UI, DejaVu Sans and Helvetica, by kinds of characters. */
function unitsOf(character: string): number {
  if (
    /[\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe6f\uff00-\uffef]/.test(
      character,
    )
  )
    return 1;
  if ((character.codePointAt(0) ?? 0) > 0xffff) return 1.1;
  if (/[ilj.,:;'|!]/.test(character)) return 0.34;
  if (/[frt\-()[\]{}/\\" ]/.test(character)) return 0.42;
  if (/[mwMW@%…—]/.test(character)) return 1;
  return /[A-Z&+=<>~#_]/.test(character) ? 0.78 : 0.64;
}

/** The text, or as much of its beginning as fits, with an ellipsis. */
export function fit(text: string, width: number, setting: Setting, measure: Measure): string {
  if (measure(text, setting) <= width) return text;
  const characters = Array.from(text);
  let [from, to] = [0, characters.length];
  while (from < to) {
    const middle = Math.ceil((from + to) / 2);
    if (measure(`${characters.slice(0, middle).join('')}…`, setting) <= width) from = middle;
    else to = middle - 1;
  }
  return from === 0 ? '' : `${characters.slice(0, from).join('').trimEnd()}…`;
}

/** The text in lines that fit; what has no blank is cut, and so is what does not fit into `most` lines. */
export function wrap(
  text: string,
  width: number,
  setting: Setting,
  measure: Measure,
  most = 6,
): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && measure(longer, setting) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  lines.push(line);
  const kept = lines.slice(0, most).map((one) => fit(one, width, setting, measure));
  const last = kept.at(-1);
  return lines.length > most && last !== undefined
    ? [...kept.slice(0, -1), `${last.replace(/…$/, '')}…`]
    : kept;
}
