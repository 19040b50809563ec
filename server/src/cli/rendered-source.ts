/**
 * The template that a rendered document comes from: Helm writes `# Source: shop/templates/web.yaml` above each.
 * Undefined where no such comment stands before the document's first line.
 */
export function renderedSource(document: string): string | undefined {
  for (let at = 0; at < document.length;) {
    const end = document.indexOf('\n', at);
    const line = document.slice(at, end < 0 ? undefined : end).trim();
    const source = /^# Source: (\S.*)$/.exec(line)?.[1];
    if (source !== undefined) return source;
    if (line !== '' && !line.startsWith('#') && !line.startsWith('---')) return undefined;
    if (end < 0) return undefined;
    at = end + 1;
  }
  return undefined;
}
