/** A text as it is shown to people: what is longer than anybody reads is cut, and says so. */
export function shortened(text: string, most = 1_000): string {
  return text.length <= most ? text : `${text.slice(0, most)}…`;
}
