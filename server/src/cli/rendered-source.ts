import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Home } from './places.ts';
import { seenFrom } from './places.ts';

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

/**
 * The file that a problem of standard input is reported in: its template, as seen from `root`. Helm names it from the
 * folder above the chart; people run it there or in the chart. Undefined where there is no such file.
 */
export function templateOf({ source }: Home, root: string): string | undefined {
  if (source === undefined) return undefined;
  const inChart = source.slice(source.indexOf('/') + 1);
  const file = [source, inChart].find((path) => existsSync(resolve(path)));
  return file === undefined ? undefined : seenFrom(root, file);
}
