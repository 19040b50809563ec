import type { Place } from '../analysis/facts.ts';
import type { Listener } from '../analysis/linked.ts';
import type { Span } from '../text/span.ts';
import { covers } from '../text/span.ts';
import type { Problem } from '../rules/rule.ts';
import type { MapProblem } from './pod-map-model.ts';

/** The parts of a map by their ids: what each covers in the text, and what to go to. */
export class MapParts {
  readonly #places = new Map<string, Place>();
  readonly #extents: { readonly id: string; readonly place: Place; readonly extent: Span }[] = [];
  readonly #listeners = new Map<Listener, string>();

  /** Gives a part its id: the wanted one, or that with a number if it is taken. `extent`: all of its text. */
  add(wanted: string, place: Place | undefined, extent?: Span): string {
    let id = wanted;
    for (let count = 2; this.#taken.has(id); count++) id = `${wanted}~${count}`;
    this.#taken.add(id);
    if (place) {
      this.#places.set(id, place);
      this.#extents.push({ id, place, extent: extent ?? place.span });
    }
    return id;
  }

  readonly #taken = new Set<string>();

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
    const [smallest] = this.#extents
      .filter(({ place, extent }) => place.document === document && covers(extent, span))
      .sort((a, b) => length(a.extent) - length(b.extent));
    const id = this.add(`problem:${problem.rule}:${message}`, { document, span });
    return { id, severity, message, part: smallest?.id ?? otherwise };
  }
}

function length({ start, end }: Span): number {
  return end - start;
}
