/** An element of an SVG picture, as plain data. */
export interface Shape {
  readonly tag: 'svg' | 'g' | 'rect' | 'path' | 'text' | 'circle' | 'title' | 'style';
  readonly attributes: Readonly<Record<string, string | number>>;
  readonly children: readonly Shape[];
  readonly text?: string;
}

export function shape(
  tag: Shape['tag'],
  attributes: Shape['attributes'],
  children: readonly Shape[] = [],
): Shape {
  return { tag, attributes, children };
}

/** Text whose baseline is at `y`. */
export function words(x: number, y: number, className: string, text: string): Shape {
  return {
    tag: 'text',
    attributes: { x: round(x), y: round(y), class: className },
    children: [],
    text,
  };
}

/** Text that a pointer at rest shows. */
export function tooltip(text: string): Shape {
  return { tag: 'title', attributes: {}, children: [], text };
}

export function box({ x, y, width, height }: Box, className: string, radius = 6): Shape {
  return shape('rect', {
    x: round(x),
    y: round(y),
    width: round(Math.max(0, width)),
    height: round(Math.max(0, height)),
    rx: radius,
    class: className,
  });
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A line through corners, which are rounded off. */
export function bent(points: readonly Point[], radius = 6): string {
  const [first, ...rest] = points;
  if (!first) return '';
  let path = `M${round(first.x)} ${round(first.y)}`;
  let before = first;
  rest.forEach((corner, index) => {
    const after = rest[index + 1];
    if (!after) {
      path += `L${round(corner.x)} ${round(corner.y)}`;
      return;
    }
    const near = towards(corner, before, radius);
    const far = towards(corner, after, radius);
    path += `L${round(near.x)} ${round(near.y)}Q${round(corner.x)} ${round(corner.y)} ${round(far.x)} ${round(far.y)}`;
    before = corner;
  });
  return path;
}

function towards(from: Point, to: Point, wanted: number): Point {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = Math.hypot(dx, dy);
  if (length === 0) return from;
  const step = Math.min(wanted, length / 2);
  return { x: from.x + (dx / length) * step, y: from.y + (dy / length) * step };
}

export function round(value: number): number {
  return Math.round(value * 10) / 10;
}
