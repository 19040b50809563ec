/** What stands behind the last line break of a text; all of it where there is none. */
export function lastLineOf(text: string): string {
  return text.slice(Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r')) + 1);
}
