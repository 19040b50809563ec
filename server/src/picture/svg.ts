import type { Shape } from './shape.ts';

/** The picture as the text of an SVG file. Whatever a manifest holds stands in it as text and as nothing else. */
export function toSvg(picture: Shape): string {
  return `${element(picture, '')}\n`;
}

function element({ tag, attributes, children, text }: Shape, indent: string): string {
  const written = Object.entries(attributes).map(
    ([name, value]) => ` ${name}="${escaped(String(value))}"`,
  );
  const open = `${indent}<${tag}${written.join('')}`;
  if (text !== undefined) return `${open}>${escaped(text)}</${tag}>`;
  if (children.length === 0) return `${open}/>`;
  const inner = children.map((child) => element(child, `${indent}  `)).join('\n');
  return `${open}>\n${inner}\n${indent}</${tag}>`;
}

/** Characters that XML does not allow are left out. */
function escaped(text: string): string {
  return text
    .replace(/[^\P{Cc}\t\n\r]|[\ufffe\uffff]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
