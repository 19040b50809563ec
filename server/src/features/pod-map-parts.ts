import type { DocumentFacts, Place } from '../analysis/facts.ts';
import type { Listener } from '../analysis/linked.ts';
import type { Span } from '../text/span.ts';
import { covers } from '../text/span.ts';
import type { Problem } from '../rules/rule.ts';
import type { MapProblem } from './pod-map-model.ts';

/** The parts of a map by their ids: what each covers in the text, and what to go to. */
export class MapParts {
  readonly #places = new Map<string, Place>();
  readonly #extents: Extent[] = [];
  readonly #listeners = new Map<Listener, string>();
  /** By id, the last number that was put to it. */
  readonly #taken = new Map<string, number>();
  /** Made when the first problem comes; all parts are there then. */
  #nested: ReadonlyMap<DocumentFacts, readonly NestedExtent[]> | undefined;

  /** Gives a part its id: the wanted one, or that with a number if it is taken. `extent`: all of its text. */
  add(wanted: string, place: Place | undefined, extent?: Span): string {
    const id = this.#name(wanted);
    if (place) {
      this.#places.set(id, place);
      this.#extents.push({ id, document: place.document, span: extent ?? place.span });
    }
    return id;
  }

  addListener(listener: Listener, wanted: string, place: Place | undefined, extent?: Span): string {
    const id = this.add(wanted, place, extent);
    this.#listeners.set(listener, id);
    return id;
  }

  listenerId(listener: Listener): readonly string[] {
    const id = this.#listeners.get(listener);
    return id === undefined ? [] : [id];
  }

  get places(): ReadonlyMap<string, Place> {
    return this.#places;
  }

  /** Hangs each problem on the smallest part that covers it. */
  problem(problem: Problem, otherwise: string): MapProblem | undefined {
    const { severity, message, span, document } = problem;
    if (severity === 'hint') return undefined;
    this.#nested ??= nestedIn(this.#extents);
    const smallest = smallestAround(span, this.#nested.get(document) ?? []);
    const id = this.#name(`problem:${problem.rule}:${message}`);
    this.#places.set(id, { document, span });
    return { id, severity, message, part: smallest?.id ?? otherwise };
  }

  #name(wanted: string): string {
    let id = wanted;
    let count = this.#taken.get(wanted) ?? 1;
    while (this.#taken.has(id)) id = `${wanted}~${++count}`;
    this.#taken.set(wanted, count);
    if (id !== wanted) this.#taken.set(id, 1);
    return id;
  }
}

/** What a part covers. Two of them lie within each other or apart, as the nodes of a text do. */
interface Extent {
  readonly id: string;
  readonly document: DocumentFacts;
  readonly span: Span;
}

interface NestedExtent extends Extent {
  /** The smallest one that this one lies in. */
  readonly outer: NestedExtent | undefined;
}

/** By document, in the order of their beginnings; of equal ones the first that was added is the innermost. */
function nestedIn(extents: readonly Extent[]): ReadonlyMap<DocumentFacts, readonly NestedExtent[]> {
  const nested = new Map<DocumentFacts, NestedExtent[]>();
  const fromOutside = [...extents]
    .reverse()
    .sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end);
  for (const extent of fromOutside) {
    const known = nested.get(extent.document) ?? [];
    nested.set(extent.document, known);
    let outer = known.at(-1);
    while (outer && !covers(outer.span, extent.span)) outer = outer.outer;
    known.push({ ...extent, outer });
  }
  return nested;
}

function smallestAround(span: Span, extents: readonly NestedExtent[]): NestedExtent | undefined {
  let low = 0;
  let high = extents.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const extent = extents[middle];
    if (extent && extent.span.start <= span.start) low = middle + 1;
    else high = middle;
  }
  let around = extents[low - 1];
  while (around && !covers(around.span, span)) around = around.outer;
  return around;
}
