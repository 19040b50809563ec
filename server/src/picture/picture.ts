import type { MapNamespace, MapProblem, PodMap } from '../features/pod-map-model.ts';
import { largest } from '../text/extremes.ts';
import { drawContainer } from './container.ts';
import { namespaceLabel, podFacts, podLabel, podTitle } from './labels.ts';
import { drawLinks, isOutside, lanesWidth, pillWidth, railStep } from './links.ts';
import { fit } from './metrics.ts';
import type { Measure } from './metrics.ts';
import { drawOutside } from './outside.ts';
import { box, words } from './shape.ts';
import type { Box, Shape } from './shape.ts';
import { part, problemsBelow } from './sheet.ts';
import type { Sheet } from './sheet.ts';
import { drawVolumes } from './volumes.ts';

export interface PictureOptions {
  readonly width: number;
  readonly measure: Measure;
  /** The part that is looked at in the text. */
  readonly current?: string | undefined;
}

export interface Picture {
  readonly shapes: readonly Shape[];
  readonly width: number;
  readonly height: number;
}

const MARGIN = 8;
/** Below this width, what stands beside the pod goes above it, and volumes below the containers. */
const WIDE = 760;
const LEGEND = 24;
const INGRESS_LANE = 14;

/**
 * Draws a pod: those who reach it on the left, the borders of its namespaces, its containers below each other in the
 * order in which they begin, and the volumes between them on the right. The node's namespaces lie around the pod,
 * its own within it.
 */
export function drawPodMap(map: PodMap, { width, measure, current }: PictureOptions): Picture {
  const narrow = width < WIDE;
  const sheet: Sheet = {
    map,
    measure,
    narrow,
    anchors: new Map(),
    problems: problemsByPart(map.problems),
    current,
  };
  const frames = layOut(sheet, width);
  const others = drawOutside(sheet, frames.others);
  const top = narrow && others.height > 0 ? MARGIN + others.height + 22 : MARGIN;

  const nodeRings = map.namespaces.filter(({ of }) => of === 'node');
  const podRings = map.namespaces.filter(({ of }) => of === 'pod');
  const podTop = top + nodeRings.length * LEGEND;
  const title = drawTitle(sheet, { x: frames.pod.x, y: podTop, width: frames.pod.width });
  const ringsTop = podTop + title.height;
  const cardsTop = ringsTop + podRings.length * LEGEND + 4;
  const cards = drawCards(sheet, { ...frames.cards, y: cardsTop });
  const ringsBottom = cardsTop + cards.height + 4 + podRings.length * frames.ringPad;
  const volumesTop = narrow ? ringsBottom + 16 : cardsTop;
  const volumes = drawVolumes(sheet, { ...frames.volumes, y: volumesTop });
  const contentBottom = Math.max(
    ringsBottom,
    map.volumes.length > 0 ? volumesTop + volumes.height : 0,
  );
  const podBottom = contentBottom + 12;

  const inside = podRings.map((ring, index) => {
    const left = frames.ringLefts.get(ring.id) ?? 0;
    const y = ringsTop + index * LEGEND;
    const inset = (podRings.length - index) * frames.ringPad;
    const right = frames.cards.x + frames.cards.width + inset;
    return drawRing(sheet, ring, {
      x: left,
      y: y + LEGEND / 2,
      width: right - left,
      height: ringsBottom - index * frames.ringPad - y - LEGEND / 2,
    });
  });
  const outside = nodeRings.map((ring, index) => {
    const left = frames.ringLefts.get(ring.id) ?? 0;
    const y = top + index * LEGEND;
    const inset = (nodeRings.length - index) * frames.ringPad;
    return drawRing(sheet, ring, {
      x: left,
      y: y + LEGEND / 2,
      width: frames.pod.x + frames.pod.width + inset - left,
      height: podBottom + inset - y - LEGEND / 2,
    });
  });
  const podBox = box({ ...frames.pod, y: podTop, height: podBottom - podTop }, 'pod', 10);
  const { lines, ports } = drawLinks(sheet, frames.gutters);
  const height = Math.max(
    podBottom + nodeRings.length * frames.ringPad,
    narrow ? 0 : MARGIN + others.height,
  );
  return {
    width,
    height: Math.ceil(height + MARGIN),
    shapes: [
      ...outside.map(({ border }) => border),
      podBox,
      ...inside.map(({ border }) => border),
      ...cards.lives,
      ...lines,
      ...title.shapes,
      ...[...outside, ...inside].map(({ legend }) => legend),
      ...others.shapes,
      ...cards.shapes,
      ...ports,
      ...volumes.shapes,
    ],
  };
}

function problemsByPart(
  problems: readonly MapProblem[],
): ReadonlyMap<string, readonly MapProblem[]> {
  const byPart = new Map<string, MapProblem[]>();
  for (const problem of problems) {
    const own = byPart.get(problem.part);
    if (own) own.push(problem);
    else byPart.set(problem.part, [problem]);
  }
  return byPart;
}

type Column = Pick<Box, 'x' | 'width'>;

interface Frames {
  /** What leads to the pod from outside. */
  readonly others: Omit<Box, 'height'>;
  readonly pod: Column;
  readonly cards: Column;
  readonly volumes: Column;
  readonly ringLefts: ReadonlyMap<string, number>;
  readonly ringPad: number;
  readonly gutters: Parameters<typeof drawLinks>[1];
}

/** From left to right. */
function layOut(sheet: Sheet, width: number): Frames {
  const { map, narrow } = sheet;
  const ringPad = narrow ? 4 : 9;
  const hasServices = map.services.length > 0;
  const listeners = map.containers.flatMap((container) => container.listeners).filter(isOutside);
  const pills = largest(
    listeners.map((listener) => pillWidth(sheet, listener)),
    0,
  );
  const edgeRoom = listeners.length === 0 ? ringPad : Math.ceil(pills / 2) + (narrow ? 3 : 12);

  // Lines from Ingresses run beside the column, on the side that those of Services leave free.
  const lane = map.ingresses.length > 0 ? INGRESS_LANE : 0;
  const column = narrow
    ? width - 2 * MARGIN - lane
    : Math.min(270, Math.max(lane > 0 ? 230 : 200, width * 0.23));
  const others = { x: MARGIN + (narrow ? 0 : lane), y: MARGIN, width: column };
  const aside = narrow ? 8 : lane + column + 44;
  let left = MARGIN + (hasServices ? aside : 0);
  const outer = MARGIN + 2;
  let edge = left;
  const ringLefts = new Map<string, number>();
  const ring = ({ id, kind }: MapNamespace): void => {
    if (kind === 'network') {
      left += edgeRoom;
      edge = left;
    }
    ringLefts.set(id, left);
    left +=
      kind === 'network' ? Math.max(ringPad, Math.ceil(pills / 2) + (narrow ? 0 : 3)) : ringPad;
  };
  map.namespaces.filter(({ of }) => of === 'node').forEach(ring);
  const podLeft = left;
  const podRings = map.namespaces.filter(({ of }) => of === 'pod');
  const nodeRings = map.namespaces.filter(({ of }) => of === 'node');
  left += narrow ? 4 : 8;
  podRings.forEach(ring);
  left += (narrow ? 6 : 10) + lanesWidth(sheet);
  const podRight = width - MARGIN - nodeRings.length * ringPad;
  const rails =
    map.volumes.length === 0 ? 0 : (narrow ? 4 : 10) + map.volumes.length * railStep(sheet);
  const volumeWidth = map.volumes.length === 0 ? 0 : Math.min(240, Math.max(150, width * 0.18));
  const right =
    podRight - (narrow ? 5 + rails : 12 + (volumeWidth > 0 ? volumeWidth + rails + 8 : 0));
  const cardsRight = right - podRings.length * ringPad;
  return {
    others,
    pod: { x: podLeft, width: podRight - podLeft },
    cards: { x: left, width: cardsRight - left },
    volumes: narrow
      ? { x: podLeft + 10, width: podRight - podLeft - 20 - rails }
      : { x: podRight - 12 - volumeWidth, width: volumeWidth },
    ringLefts,
    ringPad,
    gutters: { edge, inner: left - (narrow ? 5 : 8), rails: right + (narrow ? 5 : 8), outer },
  };
}

function drawTitle(sheet: Sheet, { x, y, width }: Omit<Box, 'height'>) {
  const { map, measure } = sheet;
  const inner = { x: x + 14, width: width - 28 };
  const title = fit(podTitle(map), inner.width, 'title', measure);
  const facts = fit(podFacts(map), inner.width - measure(title, 'title') - 12, 'small', measure);
  const second = fit(
    `IP address: ${map.address} · hostname: ${map.hostname}`,
    inner.width,
    'small',
    measure,
  );
  const area = { x: x + 6, y: y + 5, width: width - 12, height: 38 };
  const apart = map.namespaces.filter(({ of }) => of === 'container');
  const chips = apart.map((namespace) => {
    const text = fit(`${namespace.name}: ${namespace.words}`, inner.width, 'small', measure);
    const chip = { x: inner.x - 4, y: y + 43, width: measure(text, 'small') + 8, height: 16 };
    return part(sheet, namespace.id, namespaceLabel(namespace), chip, [
      words(inner.x, y + 54, 'small', text),
    ]);
  });
  const extra = apart.length > 0 ? 16 : 0;
  const problems = problemsBelow(sheet, 'pod', { ...inner, y: y + 46 + extra });
  return {
    shapes: [
      part(sheet, 'pod', podLabel(map), area, [
        words(inner.x, y + 22, 'title', title),
        ...(facts === ''
          ? []
          : [words(inner.x + measure(title, 'title') + 12, y + 22, 'small', facts)]),
        words(inner.x, y + 38, 'small', second),
      ]),
      ...chips,
      ...problems.shapes,
    ],
    height: 50 + extra + problems.height,
  };
}

/** A border with its name set into its upper line. */
function drawRing(sheet: Sheet, namespace: MapNamespace, area: Box) {
  const { measure } = sheet;
  const { kind, name, of } = namespace;
  const room = area.width - 40;
  const whose = of === 'node' ? `node's ${name}` : name;
  const label = fit(whose, room, 'label', measure);
  const rest = fit(namespace.words, room - measure(label, 'label') - 6, 'small', measure);
  const length = measure(label, 'label') + (rest === '' ? 0 : 6 + measure(rest, 'small'));
  const start = area.x + 14;
  const legendArea = { x: start - 5, y: area.y - 9, width: length + 10, height: 18 };
  return {
    border: box(area, `ring ${kind} ${of}`, 8),
    legend: part(sheet, namespace.id, namespaceLabel(namespace), legendArea, [
      box(legendArea, 'legend', 4),
      words(start, area.y + 4, `label ${kind}`, label),
      ...(rest === ''
        ? []
        : [words(start + measure(label, 'label') + 6, area.y + 4, 'small', rest)]),
    ]),
  };
}

/** Containers below each other, with the lines along which sidecars live on beside those that come after them. */
function drawCards(sheet: Sheet, { x, y, width }: Omit<Box, 'height'>) {
  const { containers } = sheet.map;
  const sidecars = containers.filter(({ role }) => role === 'sidecar');
  const shift = sidecars.length * 8;
  const shapes: Shape[] = [];
  const begins = new Map<string, number>();
  let height = 0;
  let heading: string | undefined;
  const hasInit = containers.some(({ role }) => role === 'init' || role === 'sidecar');
  for (const container of containers) {
    const wanted = !hasInit ? undefined : HEADINGS[container.role];
    if (wanted !== heading && wanted !== undefined) {
      height += heading === undefined ? 0 : 4;
      shapes.push(
        words(
          x + shift,
          y + height + 12,
          'small heading',
          fit(wanted, width - shift, 'small', sheet.measure),
        ),
      );
      height += 20;
      heading = wanted;
    }
    begins.set(container.id, y + height);
    const drawn = drawContainer(sheet, container, {
      x: x + shift,
      y: y + height,
      width: width - shift,
    });
    for (const one of drawn.shapes) shapes.push(one);
    height += drawn.height + 10;
  }
  height = Math.max(0, height - 10);
  const lives = sidecars.flatMap(({ id }, index) => {
    const begin = begins.get(id) ?? y;
    return [
      box(
        { x: x + index * 8, y: begin, width: 5, height: y + height - begin },
        'stripe sidecar',
        2,
      ),
    ];
  });
  return { lives, shapes, height };
}

const HEADINGS = {
  init: 'First: one after the other',
  sidecar: 'First: one after the other',
  main: 'Then: side by side',
  ephemeral: 'Added later',
} as const;
