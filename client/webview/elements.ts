import type { Shape } from '../../server/src/picture/shape.ts';

const SVG = 'http://www.w3.org/2000/svg';

/** A shape as an element. What a manifest says only ever becomes text or an attribute's value. */
export function svgElement({ tag, attributes, children, text }: Shape): SVGElement {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  if (text !== undefined) element.textContent = text;
  for (const child of children) element.append(svgElement(child));
  return element;
}

export function htmlElement<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string>> = {},
  children: readonly (Node | string)[] = [],
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  for (const child of children) element.append(child);
  return element;
}
