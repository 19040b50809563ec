import type { MapContainer, MapListener, MapMount } from '../features/pod-map-model.ts';
import {
  callLabel,
  callWords,
  containerLabel,
  isBroken,
  lifetimeWords,
  listenerLabel,
  listenerWords,
  mountLabel,
  portWords,
  reachLabel,
  roleWords,
} from './labels.ts';
import { fit } from './metrics.ts';
import { box, shape, words } from './shape.ts';
import type { Box, Shape } from './shape.ts';
import { part, problemsBelow, row, worstOf } from './sheet.ts';
import type { Drawn, Sheet } from './sheet.ts';
import { SEVERITY_SIGNS } from './labels.ts';

const HEADER = 42;
/** From this width on, mounts stand beside listeners. */
const TWO_COLUMNS = 460;

/** A container as a card: who it is, what it listens on and asks for, and what it mounts. */
export function drawContainer(
  sheet: Sheet,
  container: MapContainer,
  { x, y, width }: Omit<Box, 'height'>,
): Drawn {
  const header = drawHeader(sheet, container, { x, y, width });
  const top = y + HEADER + header.height;
  const columns = width >= TWO_COLUMNS && container.mounts.length > 0 && hasRows(container);
  const pad = padOf(sheet);
  const inner = { x: x + pad + 4, width: width - 2 * pad - 4 };
  const half = Math.round(inner.width * 0.52);
  const left = stack(top, [
    ...container.listeners.map(
      (listener) => (at: number) =>
        drawListener(sheet, listener, container, {
          ...inner,
          y: at,
          width: columns ? half - 16 : inner.width,
        }),
    ),
    ...container.calls.map(
      (call) => (at: number) =>
        row(sheet, {
          id: call.id,
          label: callLabel(call, container),
          ...inner,
          width: columns ? half - 16 : inner.width,
          y: at,
          sign: '→',
          strong: callWords(call),
          rest: reachLabel(call),
          broken: isBroken(call),
        }),
    ),
  ]);
  const mounts = stack(
    columns ? top : top + left.height,
    container.mounts.map(
      (mount) => (at: number) =>
        drawMount(sheet, mount, container, {
          x: columns ? inner.x + half : inner.x,
          width: columns ? inner.width - half : inner.width,
          y: at,
          edge: x + width,
        }),
    ),
  );
  const rows = columns ? Math.max(left.height, mounts.height) : left.height + mounts.height;
  const height = HEADER + header.height + rows + (rows > 0 ? 8 : 2);
  for (const { id } of [...container.listeners, ...container.calls]) {
    const anchor = sheet.anchors.get(id);
    if (anchor) sheet.anchors.set(id, { ...anchor, left: { x, y: anchor.left.y } });
  }
  const worst = worstOf(sheet.problems.get(container.id) ?? []);
  const frame = box({ x, y, width, height }, `card ${worst ?? ''}`, 6);
  const stripe = box({ x, y, width: 5, height }, `stripe ${container.role}`, 2);
  sheet.anchors.set(container.id, {
    left: { x, y: y + HEADER / 2 },
    right: { x: x + width, y: y + HEADER / 2 },
  });
  return {
    shapes: [
      shape('g', { role: 'group', 'aria-label': `Container ${container.name}` }, [
        frame,
        stripe,
        ...header.shapes,
        ...left.shapes,
        ...mounts.shapes,
      ]),
    ],
    height,
  };
}

function padOf({ narrow }: Sheet): number {
  return narrow ? 8 : 12;
}

function hasRows({ listeners, calls }: MapContainer): boolean {
  return listeners.length + calls.length > 0;
}

function stack(y: number, rows: readonly ((y: number) => Drawn)[]): Drawn {
  let height = 0;
  const shapes = rows.flatMap((draw) => {
    const drawn = draw(y + height);
    height += drawn.height;
    return drawn.shapes;
  });
  return { shapes, height };
}

function drawHeader(
  sheet: Sheet,
  container: MapContainer,
  { x, y, width }: Omit<Box, 'height'>,
): Drawn {
  const { measure } = sheet;
  const role = roleWords(container);
  const pad = padOf(sheet);
  const tag = measure(role, 'label') + 12;
  const worst = worstOf(sheet.problems.get(container.id) ?? []);
  const start = x + pad + 4;
  const name = fit(
    worst ? `${SEVERITY_SIGNS[worst]} ${container.name}` : container.name,
    width - tag - 3 * pad - 4,
    'strong',
    measure,
  );
  const end = x + width - pad;
  // Main containers need no words for what their heading, or nothing else, says.
  const life = sheet.narrow || container.role === 'main' ? '' : lifetimeWords(container);
  const image = fit(
    [container.image, life].filter(Boolean).join(' · '),
    end - start,
    'small',
    measure,
  );
  const below = problemsBelow(sheet, container.id, {
    x: start,
    y: y + HEADER - 4,
    width: end - start,
  });
  const area = { x: x + 7, y: y + 2, width: width - 9, height: HEADER - 6 };
  return {
    shapes: [
      part(sheet, container.id, containerLabel(container), area, [
        words(start, y + 18, `strong ${worst ?? ''}`, name),
        box({ x: end - tag, y: y + 7, width: tag, height: 16 }, `tag ${container.role}`, 8),
        words(end - tag + 6, y + 19, 'label on-tag', role),
        words(start, y + 34, 'small', image),
      ]),
      ...below.shapes,
    ],
    height: below.height,
  };
}

interface RowBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

function drawListener(
  sheet: Sheet,
  listener: MapListener,
  container: MapContainer,
  at: RowBox,
): Drawn {
  return row(sheet, {
    id: listener.id,
    label: listenerLabel(listener, container),
    ...at,
    sign: listener.address === 'loopback' ? '◎' : '●',
    strong: portWords(listener),
    rest: listenerWords(listener),
  });
}

function drawMount(
  sheet: Sheet,
  mount: MapMount,
  container: MapContainer,
  { edge, ...at }: RowBox & { readonly edge: number },
): Drawn {
  const from = mount.subPath === undefined ? mount.name : `${mount.name}/${mount.subPath}`;
  const drawn: Drawn = row(sheet, {
    id: mount.id,
    label: mountLabel(mount, container),
    ...at,
    sign: '▤',
    strong: mount.path,
    rest: [mount.readOnly ? 'read-only' : '', from].filter((one) => one !== '').join(' · '),
    broken: mount.volume === undefined,
  });
  const { left, right } = sheet.anchors.get(mount.id) ?? { left: at, right: at };
  sheet.anchors.set(mount.id, { left, right: { x: edge, y: right.y } });
  const shapes: readonly Shape[] = drawn.shapes;
  return { shapes, height: drawn.height };
}
