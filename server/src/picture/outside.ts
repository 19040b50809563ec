import type { MapCaller, MapService, MapServicePort } from '../features/pod-map-model.ts';
import { isBroken, reachLabel, serviceLabel } from './labels.ts';
import { fit } from './metrics.ts';
import { box, shape, words } from './shape.ts';
import type { Box } from './shape.ts';
import { part, problemsBelow, row } from './sheet.ts';
import type { Drawn, Sheet } from './sheet.ts';

const PAD = 10;
const HEADER = 26;
const GAP = 14;

/** Services that lead to the pod, below each other, each with its ports and who calls it. */
export function drawServices(sheet: Sheet, { x, y, width }: Omit<Box, 'height'>): Drawn {
  let height = 0;
  const shapes = sheet.map.services.map((service) => {
    const drawn = drawService(sheet, service, { x, y: y + height, width });
    height += drawn.height + GAP;
    return shape('g', { role: 'group', 'aria-label': `Service ${service.name}` }, drawn.shapes);
  });
  return { shapes, height: Math.max(0, height - GAP) };
}

function drawService(
  sheet: Sheet,
  service: MapService,
  { x, y, width }: Omit<Box, 'height'>,
): Drawn {
  const inner = { x: x + PAD, width: width - 2 * PAD };
  const title = fit(`Service ${service.name}`, inner.width, 'strong', sheet.measure);
  const header = part(
    sheet,
    service.id,
    serviceLabel(service),
    { x: x + 3, y: y + 3, width: width - 6, height: HEADER - 4 },
    [words(inner.x, y + 19, 'strong', title)],
  );
  const problems = problemsBelow(sheet, service.id, { ...inner, y: y + HEADER });
  let height = HEADER + problems.height;
  const rows = [
    ...service.ports.map((port) => portRow(port, service)),
    ...service.callers.map((caller) => callerRow(caller, service)),
  ].flatMap((one) => {
    const drawn = row(sheet, { ...one, ...inner, y: y + height });
    height += drawn.height;
    return drawn.shapes;
  });
  height += 8;
  for (const { id } of service.ports) {
    const anchor = sheet.anchors.get(id);
    if (!anchor) continue;
    sheet.anchors.set(id, {
      left: { x, y: anchor.left.y },
      right: { x: x + width, y: anchor.right.y },
    });
  }
  return {
    shapes: [box({ x, y, width, height }, 'service', 6), header, ...problems.shapes, ...rows],
    height,
  };
}

function portRow(port: MapServicePort, service: MapService) {
  return {
    id: port.id,
    label: `Service ${service.name} passes port ${port.port} on to ${port.target}, ${reachLabel(port)}`,
    strong: port.port === port.target ? port.port : `${port.port} → ${port.target}`,
    rest: reachLabel(port),
    broken: isBroken(port),
  };
}

function callerRow(caller: MapCaller, service: MapService) {
  return {
    id: caller.id,
    label: `${caller.container} in ${caller.pod} connects to ${service.name} at ${caller.target}, ${reachLabel(caller)}`,
    sign: '←',
    strong: `${caller.container} in ${caller.pod}`,
    rest: `${caller.target}, ${reachLabel(caller)}`,
    broken: isBroken(caller),
  };
}
