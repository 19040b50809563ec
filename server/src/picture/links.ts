import type { MapListener, MapReach } from '../features/pod-map-model.ts';
import { largest, smallest } from '../text/extremes.ts';
import { isBroken, portWords } from './labels.ts';
import { bent, box, round, shape, words } from './shape.ts';
import type { Point, Shape } from './shape.ts';
import { worstOf } from './sheet.ts';
import type { Sheet } from './sheet.ts';
import { mountsOf } from './volumes.ts';

export interface Gutters {
  /** Where the border of the network stands. */
  readonly edge: number;
  /** Left of the containers, for lines between them. */
  readonly inner: number;
  /** Right of the containers, for lines to volumes. */
  readonly rails: number;
  /** Left of everything, for lines from above. */
  readonly outer: number;
}

/** Lines beyond this many share lanes. */
const MOST_LANES = 5;

/** From one rail to the next. */
export function railStep({ narrow }: Pick<Sheet, 'narrow'>): number {
  return narrow ? 6 : 9;
}

/** From one lane to the next. */
function laneStep({ narrow }: Sheet): number {
  return narrow ? 5 : 7;
}

/** The room that lines between containers take. */
export function lanesWidth(sheet: Sheet): number {
  return Math.min(MOST_LANES, crossings(sheet).length) * laneStep(sheet);
}

interface Ends {
  readonly from: string;
  readonly to: string;
}

/** Lines, below everything else, and the ports at the edge of the network. */
export function drawLinks(
  sheet: Sheet,
  gutters: Gutters,
): { readonly lines: readonly Shape[]; readonly ports: readonly Shape[] } {
  const listeners = sheet.map.containers.flatMap((container) => container.listeners);
  return {
    lines: [
      ...listeners.filter(isOutside).flatMap((listener) => toEdge(sheet, listener, gutters)),
      ...servicePaths(sheet, gutters),
      ...routePaths(sheet),
      ...callPaths(sheet, gutters),
      ...mountPaths(sheet, gutters),
    ],
    ports: [
      ...mountDots(sheet),
      ...rivals(sheet, listeners, gutters),
      ...listeners.filter(isOutside).flatMap((listener) => pill(sheet, listener, gutters)),
    ],
  };
}

/** Whether it can be reached from outside of the pod. */
export function isOutside({ address }: MapListener): boolean {
  return address !== 'loopback';
}

function toEdge(sheet: Sheet, listener: MapListener, { edge }: Gutters): readonly Shape[] {
  const anchor = sheet.anchors.get(listener.id);
  if (!anchor) return [];
  const { left } = anchor;
  return [line([{ x: edge, y: left.y }, left], 'listens', { from: listener.id, to: listener.id })];
}

function pill(sheet: Sheet, listener: MapListener, { edge }: Gutters): readonly Shape[] {
  const anchor = sheet.anchors.get(listener.id);
  if (!anchor) return [];
  const text = portWords(listener);
  const width = pillWidth(sheet, listener);
  const { y } = anchor.left;
  const worst = worstOf(sheet.problems.get(listener.id) ?? []);
  const area = { x: edge - width / 2, y: y - 8, width, height: 16 };
  const sure = listener.certainty === 'certain' ? '' : 'unsure';
  return [
    shape('g', { 'aria-hidden': 'true', 'data-of': listener.id, class: 'pill' }, [
      box(area, `port ${sure} ${worst ?? ''}`, 8),
      words(area.x + 6, y + 4, `label ${worst ? `on-${worst}` : ''}`, text),
    ]),
  ];
}

export function pillWidth(sheet: Sheet, listener: MapListener): number {
  return Math.round(sheet.measure(portWords(listener), 'label')) + 12;
}

/** Ports that several want are bracketed at the edge. */
function rivals(
  sheet: Sheet,
  listeners: readonly MapListener[],
  { edge }: Gutters,
): readonly Shape[] {
  const groups = new Map<string, { readonly y: number; readonly worst: string }[]>();
  for (const listener of listeners) {
    const anchor = sheet.anchors.get(listener.id);
    const worst = worstOf(sheet.problems.get(listener.id) ?? []);
    if (!isOutside(listener) || !anchor || !worst) continue;
    const key = `${listener.port}/${listener.protocol}`;
    groups.set(key, [...(groups.get(key) ?? []), { y: anchor.left.y, worst }]);
  }
  return [...groups.values()].flatMap((group) =>
    group.length < 2
      ? []
      : [
          shape('path', {
            d: `M${round(edge)} ${round(smallest(group.map(({ y }) => y)))}V${round(largest(group.map(({ y }) => y)))}`,
            class: `line rivals ${group[0]?.worst ?? ''}`,
            'aria-hidden': 'true',
          }),
        ],
  );
}

function servicePaths(sheet: Sheet, gutters: Gutters): readonly Shape[] {
  return sheet.map.services.flatMap((service) =>
    service.ports.flatMap((port) => {
      const anchor = sheet.anchors.get(port.id);
      if (!anchor) return [];
      const start = sheet.narrow ? anchor.left : anchor.right;
      return targetsOf(port).flatMap(({ id, reached }) => {
        const end = sheet.anchors.get(id)?.left;
        if (!end) return [];
        const listener = listenerOf(sheet, id);
        const half = listener && isOutside(listener) ? pillWidth(sheet, listener) / 2 : 0;
        const tip = { x: gutters.edge - half - 2, y: end.y };
        const points = sheet.narrow
          ? [start, { x: gutters.outer, y: start.y }, { x: gutters.outer, y: tip.y }, tip]
          : curve(start, tip);
        return [
          line(points, reached ? 'reaches' : 'broken', { from: port.id, to: id }),
          reached ? arrow(tip) : cross({ x: tip.x - 2, y: tip.y }),
        ];
      });
    }),
  );
}

/** From the paths of Ingresses to the ports of Services below them. */
function routePaths(sheet: Sheet): readonly Shape[] {
  const side = sheet.narrow ? 'right' : 'left';
  const out = sheet.narrow ? 1 : -1;
  return sheet.map.ingresses.flatMap(({ routes }) =>
    routes.flatMap(({ id, to }) => {
      const start = sheet.anchors.get(id)?.[side];
      const end = to === undefined ? undefined : sheet.anchors.get(to)?.[side];
      if (to === undefined || !start || !end) return [];
      const x = start.x + out * ROUTE_LANE;
      const tip = { x: end.x + out * 2, y: end.y };
      return [
        line([start, { x, y: start.y }, { x, y: tip.y }, tip], 'reaches', { from: id, to }),
        sheet.narrow ? arrowLeft(tip) : arrow(tip),
      ];
    }),
  );
}

/** How far from their cards lines of Ingresses run. */
const ROUTE_LANE = 10;

/** Across the space between two columns, by way of its middle. */
function curve(start: Point, end: Point): readonly Point[] {
  const middle = (start.x + end.x) / 2;
  return [start, { x: middle, y: start.y }, { x: middle, y: end.y }, end];
}

function targetsOf({ to, missed, ...reach }: MapReach): readonly {
  readonly id: string;
  readonly reached: boolean;
}[] {
  if (to.length > 0) return to.map((id) => ({ id, reached: true }));
  return isBroken({ to, missed, ...reach }) ? missed.map((id) => ({ id, reached: false })) : [];
}

function listenerOf({ map }: Sheet, id: string): MapListener | undefined {
  return map.containers.flatMap(({ listeners }) => listeners).find((one) => one.id === id);
}

/** Connections from one container of the pod to another. */
function callPaths(sheet: Sheet, { inner }: Gutters): readonly Shape[] {
  return crossings(sheet).flatMap(({ from, to, reached }, index) => {
    const [start, end] = [sheet.anchors.get(from)?.left, sheet.anchors.get(to)?.left];
    if (!start || !end) return [];
    const x = inner - (index % MOST_LANES) * laneStep(sheet);
    const tip = { x: end.x - 2, y: end.y + 5 };
    return [
      line([start, { x, y: start.y }, { x, y: tip.y }, tip], reached ? 'calls' : 'broken', {
        from,
        to,
      }),
      reached ? arrow(tip) : cross(tip),
    ];
  });
}

/** Calls that leave their container. */
function crossings({ map }: Pick<Sheet, 'map'>): readonly (Ends & { readonly reached: boolean })[] {
  return map.containers.flatMap(({ calls, listeners }) =>
    calls.flatMap((call) =>
      targetsOf(call)
        .filter(({ id }) => !listeners.some((own) => own.id === id))
        .map(({ id, reached }) => ({ from: call.id, to: id, reached })),
    ),
  );
}

function mountPaths(sheet: Sheet, { rails }: Gutters): readonly Shape[] {
  return sheet.map.volumes.flatMap((volume, index) => {
    const own = sheet.anchors.get(volume.id);
    const end = sheet.narrow ? own?.right : own?.left;
    if (!end) return [];
    const x = rails + index * railStep(sheet);
    return mountsOf(sheet, volume).flatMap((id) => {
      const start = sheet.anchors.get(id)?.right;
      if (!start) return [];
      const ends = { from: id, to: volume.id };
      return [
        line([start, { x, y: start.y }, { x, y: end.y }, end], `mounts volume-${index % 5}`, ends),
      ];
    });
  });
}

/** Where a mount leaves its container. */
function mountDots(sheet: Sheet): readonly Shape[] {
  return sheet.map.volumes.flatMap((volume, index) =>
    mountsOf(sheet, volume).flatMap((id) => {
      const at = sheet.anchors.get(id)?.right;
      const className = `dot volume-${index % 5}`;
      return at
        ? [shape('circle', { cx: round(at.x), cy: round(at.y), r: 3.5, class: className })]
        : [];
    }),
  );
}

function line(points: readonly Point[], className: string, { from, to }: Ends): Shape {
  return shape('path', {
    d: bent(points),
    class: `line ${className}`,
    'data-from': from,
    'data-to': to,
    'aria-hidden': 'true',
  });
}

function arrow({ x, y }: Point): Shape {
  return shape('path', {
    d: `M${round(x)} ${round(y)}l-7 -4v8z`,
    class: 'arrow',
    'aria-hidden': 'true',
  });
}

function arrowLeft({ x, y }: Point): Shape {
  return shape('path', {
    d: `M${round(x)} ${round(y)}l7 -4v8z`,
    class: 'arrow',
    'aria-hidden': 'true',
  });
}

function cross({ x, y }: Point): Shape {
  return shape('path', {
    d: `M${round(x - 7)} ${round(y - 4)}l8 8m0 -8l-8 8`,
    class: 'line cross',
    'aria-hidden': 'true',
  });
}
