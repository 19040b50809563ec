/** The text with comments blanked out, every offset kept. A comment begins at a mark after a blank or at a line's start. */
export function masked(text: string, marks: string): string {
  const comment = new RegExp(`(^|[ \\t;{}])[${marks}][^\\n]*`, 'gm');
  return text.replace(
    comment,
    (whole, before: string) => before + ' '.repeat(whole.length - before.length),
  );
}
