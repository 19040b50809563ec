import type {
  MapCaller,
  MapIngress,
  MapService,
  MapServicePort,
} from '../features/pod-map-model.ts';
import {
  ingressLabel,
  isBroken,
  reachLabel,
  routeLabel,
  routeWords,
  serviceLabel,
} from './labels.ts';
import { fit } from './metrics.ts';
import { box, shape, words } from './shape.ts';
import type { Box } from './shape.ts';
import { part, problemsBelow, row } from './sheet.ts';
import type { Drawn, Row, Sheet } from './sheet.ts';

const PAD = 10;
const HEADER = 26;
const GAP = 14;

/** What leads to the pod, below each other: Ingresses with their paths, Services with their ports and who calls them. */
export function drawOutside(sheet: Sheet, { x, y, width }: Omit<Box, 'height'>): Drawn {
  let height = 0;
  const cards = [...sheet.map.ingresses.map(ingressCard), ...sheet.map.services.map(serviceCard)];
  const shapes = cards.map((card) => {
    const drawn = drawCard(sheet, card, { x, y: y + height, width });
    height += drawn.height + GAP;
    return shape('g', { role: 'group', 'aria-label': card.title }, drawn.shapes);
  });
  return { shapes, height: Math.max(0, height - GAP) };
}

interface Card {
  readonly id: string;
  readonly title: string;
  readonly label: string;
  readonly className: string;
  /** Lines begin and end at the card's border. */
  readonly linked: readonly CardRow[];
  readonly others: readonly CardRow[];
}

type CardRow = Omit<Row, 'x' | 'y' | 'width'>;

function ingressCard(ingress: MapIngress): Card {
  return {
    id: ingress.id,
    title: `Ingress ${ingress.name}`,
    label: ingressLabel(ingress),
    className: 'ingress',
    linked: ingress.routes.map((route) => ({
      id: route.id,
      label: routeLabel(route, ingress),
      strong: route.from,
      rest: `→ ${routeWords(route)}`,
      broken: route.to === undefined,
    })),
    others: [],
  };
}

function serviceCard(service: MapService): Card {
  return {
    id: service.id,
    title: `Service ${service.name}`,
    label: serviceLabel(service),
    className: 'service',
    linked: service.ports.map((port) => portRow(port, service)),
    others: service.callers.map((caller) => callerRow(caller, service)),
  };
}

function drawCard(sheet: Sheet, card: Card, { x, y, width }: Omit<Box, 'height'>): Drawn {
  const inner = { x: x + PAD, width: width - 2 * PAD };
  const title = fit(card.title, inner.width, 'strong', sheet.measure);
  const header = part(
    sheet,
    card.id,
    card.label,
    { x: x + 3, y: y + 3, width: width - 6, height: HEADER - 4 },
    [words(inner.x, y + 19, 'strong', title)],
  );
  const problems = problemsBelow(sheet, card.id, { ...inner, y: y + HEADER });
  let height = HEADER + problems.height;
  const rows = [...card.linked, ...card.others].flatMap((one) => {
    const drawn = row(sheet, { ...one, ...inner, y: y + height });
    height += drawn.height;
    return drawn.shapes;
  });
  height += 8;
  for (const { id } of card.linked) {
    const anchor = sheet.anchors.get(id);
    if (!anchor) continue;
    sheet.anchors.set(id, {
      left: { x, y: anchor.left.y },
      right: { x: x + width, y: anchor.right.y },
    });
  }
  return {
    shapes: [box({ x, y, width, height }, card.className, 6), header, ...problems.shapes, ...rows],
    height,
  };
}

function portRow(port: MapServicePort, service: MapService): CardRow {
  return {
    id: port.id,
    label: `Service ${service.name} passes port ${port.port} on to ${port.target}, ${reachLabel(port)}`,
    strong: port.port === port.target ? port.port : `${port.port} → ${port.target}`,
    rest: reachLabel(port),
    broken: isBroken(port),
  };
}

function callerRow(caller: MapCaller, service: MapService): CardRow {
  return {
    id: caller.id,
    label: `${caller.container} in ${caller.pod} connects to ${service.name} at ${caller.target}, ${reachLabel(caller)}`,
    sign: '←',
    strong: `${caller.container} in ${caller.pod}`,
    rest: `${caller.target}, ${reachLabel(caller)}`,
    broken: isBroken(caller),
  };
}
