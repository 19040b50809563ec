import type { MapProblem, PodMap } from '../features/pod-map-model.ts';
import { SEVERITY_SIGNS, SEVERITY_WORDS } from './labels.ts';
import { fit, wrap } from './metrics.ts';
import type { Measure } from './metrics.ts';
import { box, shape, tooltip, words } from './shape.ts';
import type { Box, Point, Shape } from './shape.ts';

/** What all parts of a picture are drawn on. */
export interface Sheet {
  readonly map: PodMap;
  readonly measure: Measure;
  /** Too narrow for columns: everything stands below each other. */
  readonly narrow: boolean;
  /** Where lines meet the parts that are drawn so far, by their ids. */
  readonly anchors: Map<string, Anchor>;
  readonly problems: ReadonlyMap<string, readonly MapProblem[]>;
  /** The part that is looked at in the text. */
  readonly current: string | undefined;
}

export interface Anchor {
  readonly left: Point;
  readonly right: Point;
}

/** Shapes below each other, and how much of the page they take. */
export interface Drawn {
  readonly shapes: readonly Shape[];
  readonly height: number;
}

const ROW = 20;
const PROBLEM_LINE = 15;

/** A part that can be chosen: it leads to where it is written. */
export function part(
  sheet: Sheet,
  id: string,
  label: string,
  area: Box,
  children: readonly Shape[],
): Shape {
  const problems = sheet.problems.get(id) ?? [];
  const spoken = [label, ...problems.map(problemLabel)].join('. ');
  const current = sheet.current === id ? ' current' : '';
  return shape(
    'g',
    {
      class: `part${current}`,
      'data-part': id,
      role: 'button',
      tabindex: -1,
      'aria-label': spoken,
      ...(current !== '' && { 'aria-current': 'true' }),
    },
    [tooltip(spoken), box(area, 'hit', 4), ...children],
  );
}

export interface Row {
  readonly id: string;
  readonly label: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly sign?: string;
  readonly strong: string;
  readonly rest: string;
  /** Something is wrong with it, whether or not a rule says so. */
  readonly broken?: boolean;
}

/** A line of text as a part, and its problems below it. */
export function row(sheet: Sheet, { id, label, x, y, width, ...said }: Row): Drawn {
  const worst = worstOf(sheet.problems.get(id) ?? []);
  const sign = worst ? SEVERITY_SIGNS[worst] : said.sign;
  const mood = worst ?? (said.broken === true ? 'broken' : '');
  const indent = sign === undefined ? 0 : 16;
  let at = x + indent;
  const shapes: Shape[] = [];
  if (sign !== undefined) shapes.push(words(x, y + 14, `sign ${mood}`, sign));
  const strong = fit(said.strong, x + width - at, 'strong', sheet.measure);
  shapes.push(words(at, y + 14, `strong ${mood}`, strong));
  at += sheet.measure(strong, 'strong') + 8;
  const whole = sheet.measure(said.rest, 'small');
  const beside = x + width - at;
  // What would be cut to nearly nothing goes to a line of its own.
  const below = whole > beside && beside < 140 && said.rest !== '';
  const restAt = below ? { x: x + indent, y: y + 28 } : { x: at, y: y + 14 };
  const rest = fit(said.rest, x + width - restAt.x, 'small', sheet.measure);
  if (rest !== '') {
    const mood = said.broken === true ? 'small broken' : 'small';
    shapes.push(words(restAt.x, restAt.y, mood, rest));
  }
  const height = below ? ROW + 14 : ROW;
  sheet.anchors.set(id, {
    left: { x: x - 4, y: y + ROW / 2 },
    right: { x: x + width, y: y + ROW / 2 },
  });
  const area = { x: x - 4, y, width: width + 8, height };
  const problems = problemsBelow(sheet, id, {
    x: x + indent,
    y: y + height,
    width: width - indent,
  });
  return {
    shapes: [part(sheet, id, label, area, shapes), ...problems.shapes],
    height: height + problems.height,
  };
}

/** The problems of a part in full, each of which leads to its own place. */
export function problemsBelow(
  sheet: Sheet,
  id: string,
  { x, y, width }: { readonly x: number; readonly y: number; readonly width: number },
): Drawn {
  let height = 0;
  const shapes = (sheet.problems.get(id) ?? []).map((problem) => {
    const { severity, message } = problem;
    const lines = wrap(message, width, 'small', sheet.measure);
    const area = {
      x: x - 4,
      y: y + height,
      width: width + 8,
      height: lines.length * PROBLEM_LINE + 2,
    };
    const texts = lines.map((line, index) =>
      words(x, y + height + 11 + index * PROBLEM_LINE, `small ${severity}`, line),
    );
    height += area.height + 2;
    return part(sheet, problem.id, problemLabel(problem), area, texts);
  });
  return { shapes, height };
}

export function worstOf(problems: readonly MapProblem[]): MapProblem['severity'] | undefined {
  return (['error', 'warning', 'information'] as const).find((severity) =>
    problems.some((problem) => problem.severity === severity),
  );
}

function problemLabel({ severity, message }: MapProblem): string {
  return `${SEVERITY_WORDS[severity]}: ${message}`;
}
