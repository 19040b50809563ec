import type { PodMap } from '../features/pod-map-model.ts';
import { podLabel } from './labels.ts';
import type { Measure } from './metrics.ts';
import { drawPodMap } from './picture.ts';
import { box, shape } from './shape.ts';
import type { Shape } from './shape.ts';
import { styleSheet } from './style.ts';
import type { Palette } from './style.ts';

export interface DocumentOptions {
  readonly width: number;
  readonly measure: Measure;
  readonly palette: Palette;
  /** For readers who like it dark; the picture then follows what its reader likes. */
  readonly dark?: Palette;
}

/** A picture by itself, of one pod or of several below each other, that needs nothing from outside. */
export function mapDocument(
  maps: readonly PodMap[],
  { width, measure, palette, dark }: DocumentOptions,
): Shape {
  let height = 0;
  const pods = maps.map((map) => {
    const picture = drawPodMap(map, { width, measure });
    const group = shape('g', { transform: `translate(0 ${height})` }, picture.shapes.map(still));
    height += picture.height;
    return group;
  });
  const css = dark
    ? `${styleSheet(palette)}\n@media (prefers-color-scheme:dark){\n${styleSheet(dark)}\n}`
    : styleSheet(palette);
  const page = `.page{fill:${palette.background}}${dark ? `\n@media (prefers-color-scheme:dark){.page{fill:${dark.background}}}` : ''}`;
  return shape(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      role: 'img',
      'aria-label': maps.map((map) => `Pod Map of ${podLabel(map)}`).join('; '),
    },
    [
      { tag: 'style', attributes: {}, children: [], text: `${css}\n${page}` },
      box({ x: 0, y: 0, width, height }, 'page', 0),
      ...pods,
    ],
  );
}

/** What only serves to choose parts is left out of a picture that nobody clicks. */
function still({ tag, attributes, children, text }: Shape): Shape {
  const kept = Object.entries(attributes).filter(([name]) => !INTERACTIVE.has(name));
  return {
    tag,
    attributes: Object.fromEntries(kept),
    children: children.filter((child) => child.attributes['class'] !== 'hit').map(still),
    ...(text !== undefined && { text }),
  };
}

const INTERACTIVE = new Set([
  'data-part',
  'data-from',
  'data-to',
  'data-of',
  'role',
  'tabindex',
  'aria-label',
  'aria-current',
  'aria-hidden',
]);
