/** Where the rule is described. */
export function rulePage(id: string): string {
  return `https://github.com/podspace/podspace/blob/main/docs/rules.md#${id}`;
}
