import type { MapVolume } from '../features/pod-map-model.ts';
import { volumeLabel } from './labels.ts';
import { fit } from './metrics.ts';
import { box, shape, words } from './shape.ts';
import type { Box, Shape } from './shape.ts';
import { part, problemsBelow } from './sheet.ts';
import type { Drawn, Sheet } from './sheet.ts';

const BOX = 40;
const GAP = 12;

/** Volumes below each other, each as near to its mounts as the others let it. */
export function drawVolumes(sheet: Sheet, { x, y, width }: Omit<Box, 'height'>): Drawn {
  let bottom = y;
  const shapes: Shape[] = [];
  const ordered = [...sheet.map.volumes].map((volume) => ({
    volume,
    wish: wishOf(sheet, volume) ?? y,
  }));
  ordered.sort((a, b) => a.wish - b.wish);
  for (const { volume, wish } of ordered) {
    const top = sheet.narrow ? bottom : Math.max(bottom, wish - BOX / 2);
    const drawn = drawVolume(sheet, volume, { x, y: top, width });
    for (const one of drawn.shapes) shapes.push(one);
    bottom = top + drawn.height + GAP;
  }
  return { shapes, height: Math.max(0, bottom - GAP - y) };
}

function wishOf(sheet: Sheet, volume: MapVolume): number | undefined {
  const ys = mountsOf(sheet, volume).map((id) => sheet.anchors.get(id)?.right.y ?? 0);
  return ys.length === 0 ? undefined : ys.reduce((sum, one) => sum + one, 0) / ys.length;
}

export function mountsOf({ map }: Sheet, { id }: MapVolume): readonly string[] {
  return map.containers.flatMap(({ mounts }) =>
    mounts.filter(({ volume }) => volume === id).map((mount) => mount.id),
  );
}

function drawVolume(sheet: Sheet, volume: MapVolume, { x, y, width }: Omit<Box, 'height'>): Drawn {
  const inner = width - 36;
  const name = fit(volume.name, inner, 'strong', sheet.measure);
  const source = fit(volume.source, inner, 'small', sheet.measure);
  const below = problemsBelow(sheet, volume.id, { x: x + 10, y: y + BOX - 2, width: width - 20 });
  const height = BOX + below.height;
  sheet.anchors.set(volume.id, {
    left: { x, y: y + BOX / 2 },
    right: { x: x + width, y: y + BOX / 2 },
  });
  const area = { x: x + 1, y: y + 1, width: width - 2, height: BOX - 2 };
  return {
    shapes: [
      box({ x, y, width, height }, 'volume', 8),
      part(sheet, volume.id, volumeLabel(volume.id, sheet.map), area, [
        drum(x + 9, y + 11),
        words(x + 30, y + 17, 'strong', name),
        words(x + 30, y + 32, 'small', source),
      ]),
      ...below.shapes,
    ],
    height,
  };
}

/** The sign of a store. */
function drum(x: number, y: number): Shape {
  const path = `M${x} ${y + 3}v11c0 4 13 4 13 0v-11M${x} ${y + 3}c0 -4 13 -4 13 0c0 4 -13 4 -13 0`;
  return shape('path', { d: path, class: 'drum' });
}
