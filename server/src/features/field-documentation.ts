import { readDescriptions } from '../kubernetes/generated/descriptions.js';

let read: Readonly<Record<string, string>> | undefined;

/** Read when first asked for: a quarter of a megabyte that checking never needs. */
function descriptions(): Readonly<Record<string, string>> {
  read ??= readDescriptions();
  return read;
}

/** What Kubernetes says of a field, as Markdown; empty where it says nothing. */
export function fieldDocumentation(definition: string, field: string): string {
  return textOf(`${definition}.${field}`) || textOf(definition);
}

/** What Kubernetes says of one value of a closed set. */
export function valueDocumentation(owner: string, value: string): string {
  const line = textOf(owner)
    .split('\n')
    .find((text) => text.trim().startsWith(`- \`"${value}"\``));
  return line?.trim().replace(/^- `"[^"]*"`\s*/, '') ?? '';
}

function textOf(key: string): string {
  const all = descriptions();
  return Object.hasOwn(all, key) ? (all[key] ?? '') : '';
}
