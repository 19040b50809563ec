/** What begins a comment in a configuration. */
export type CommentMarks = keyof typeof COMMENTS;

const COMMENTS = {
  '#': /(^|[ \t;{}])#[^\n]*/gm,
  ';': /(^|[ \t;{}]);[^\n]*/gm,
  '#;': /(^|[ \t;{}])[#;][^\n]*/gm,
};

/** The text with comments blanked out, every offset kept. A comment begins at a mark after a blank or at a line's start. */
export function masked(text: string, marks: CommentMarks): string {
  return text.replace(
    COMMENTS[marks],
    (whole, before: string) => before + ' '.repeat(whole.length - before.length),
  );
}
