import { SIZES } from './metrics.ts';
import type { Setting } from './metrics.ts';

/** The colours of a picture, as CSS takes them, and its font. */
export interface Palette {
  readonly background: string;
  readonly raised: string;
  readonly text: string;
  readonly muted: string;
  readonly border: string;
  readonly error: string;
  readonly warning: string;
  readonly information: string;
  readonly network: string;
  readonly uts: string;
  readonly ipc: string;
  readonly pid: string;
  readonly main: string;
  readonly init: string;
  readonly sidecar: string;
  readonly focus: string;
  readonly selected: string;
  readonly font: string;
}

export const PALETTE_NAMES = [
  'background',
  'raised',
  'text',
  'muted',
  'border',
  'error',
  'warning',
  'information',
  'network',
  'uts',
  'ipc',
  'pid',
  'main',
  'init',
  'sidecar',
  'focus',
  'selected',
  'font',
] as const satisfies readonly (keyof Palette)[];

export const LIGHT: Palette = {
  background: '#ffffff',
  raised: '#f6f7f9',
  text: '#1f2328',
  muted: '#57606a',
  border: '#c4cad1',
  error: '#c4161c',
  warning: '#8a5700',
  information: '#1262b3',
  network: '#1262b3',
  uts: '#6f42c1',
  ipc: '#0b6e4f',
  pid: '#a04100',
  main: '#1262b3',
  init: '#8a5700',
  sidecar: '#6f42c1',
  focus: '#0969da',
  selected: '#dbeafe',
  font: "system-ui, -apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif",
};

export const DARK: Palette = {
  ...LIGHT,
  background: '#1b1d21',
  raised: '#25282d',
  text: '#e3e6ea',
  muted: '#a3abb5',
  border: '#4a5059',
  error: '#ff8078',
  warning: '#e5b567',
  information: '#75b6ff',
  network: '#75b6ff',
  uts: '#c8a5ff',
  ipc: '#63d3a6',
  pid: '#ffa566',
  main: '#75b6ff',
  init: '#e5b567',
  sidecar: '#c8a5ff',
  focus: '#75b6ff',
  selected: '#263a55',
};

/** The rules for a picture. Colours are those of the palette; where they are `var(…)`, who shows it defines them. */
export function styleSheet(palette: Palette): string {
  const p = palette;
  const setting = (name: Setting): string =>
    `.${name}{font-size:${SIZES[name].size}px;font-weight:${SIZES[name].weight}}`;
  const stroke = (names: string, colour: string): string => `${names}{stroke:${colour}}`;
  const fill = (names: string, colour: string): string => `${names}{fill:${colour}}`;
  return [
    `text{font-family:${p.font};fill:${p.text};font-size:13px;white-space:pre}`,
    ...(['title', 'strong', 'plain', 'small', 'label'] as const).map(setting),
    fill('.small,.sign', p.muted),
    '.sign{font-size:12px}',
    '.heading{font-style:italic}',
    '.hit{fill:transparent;stroke:none}',
    `.pod{fill:${p.background};stroke:${p.text};stroke-width:1.5}`,
    '.ring{fill:none;stroke-width:1.25}',
    '.ring.node{stroke-dasharray:7 4}',
    ...(['network', 'uts', 'ipc', 'pid'] as const).flatMap((kind) => [
      stroke(`.ring.${kind}`, p[kind]),
      fill(`.label.${kind}`, p[kind]),
    ]),
    `.legend{fill:${p.background}}`,
    `.card{fill:${p.raised};stroke:${p.border}}`,
    `.service,.ingress{fill:${p.raised};stroke:${p.network};stroke-dasharray:2 2}`,
    `.volume{fill:${p.raised};stroke:${p.muted}}`,
    `.drum{fill:none;stroke:${p.muted};stroke-width:1.25}`,
    ...(['main', 'init', 'sidecar'] as const).map((role) => fill(`.stripe.${role}`, p[role])),
    fill('.stripe.ephemeral', p.muted),
    ...(['main', 'init', 'sidecar'] as const).map(
      (role) => `.tag.${role}{fill:none;stroke:${p[role]}}`,
    ),
    `.tag.ephemeral{fill:none;stroke:${p.muted}}`,
    `.line{fill:none;stroke:${p.muted};stroke-width:1.25}`,
    `.listens{stroke:${p.network}}`,
    `.reaches{stroke:${p.network};stroke-width:1.5}`,
    `.calls{stroke:${p.ipc};stroke-width:1.5}`,
    `.broken{stroke-dasharray:4 3}`,
    `.line.broken,.line.cross{stroke:${p.error};stroke-width:1.75}`,
    `.arrow{fill:${p.text}}`,
    ...VOLUME_COLOURS.flatMap((name, index) => [
      `.line.volume-${index}{stroke:${p[name]}}`,
      fill(`.dot.volume-${index}`, p[name]),
    ]),
    `.port{fill:${p.background};stroke:${p.network};stroke-width:1.5}`,
    '.port.unsure{stroke-dasharray:3 2}',
    ...(['error', 'warning', 'information'] as const).flatMap((severity) => [
      `.line.rivals.${severity}{stroke:${p[severity]};stroke-width:4}`,
      `.port.${severity},.card.${severity}{stroke:${p[severity]};stroke-width:2}`,
      fill(
        `.strong.${severity},.small.${severity},.sign.${severity},.label.on-${severity}`,
        p[severity],
      ),
    ]),
    fill('.strong.broken,.small.broken,.sign.broken', p.error),
  ].join('\n');
}

const VOLUME_COLOURS = ['ipc', 'uts', 'pid', 'network', 'init'] as const;
