import type { LinkedDocument } from '../analysis/linked.ts';
import type { Span } from '../text/span.ts';
import { nodePathAt } from '../yaml/path.ts';
import type { PathStep } from '../yaml/path.ts';
import type { Step } from './cursor.ts';
import { fieldPage } from './field-page.ts';
import type { HoverFact } from './hover/fact.ts';
import { knownAt } from './hover/known.ts';
import { typeAt } from './typed-path.ts';

/** What is said of a place, as plain data. */
export interface Hover {
  /** The key or value that it is about. */
  readonly span: Span;
  /** What Kubernetes says of the field, as Markdown; empty for what is no field. */
  readonly documentation: string;
  /** What Podspace knows of the place. */
  readonly facts: readonly HoverFact[];
}

/** Undefined where there is nothing to say. */
export function hover(linked: LinkedDocument, offset: number): Hover | undefined {
  const { resources, verdict } = linked.facts.kubernetes;
  // The fields of a patch are those of what it changes.
  if (resources.length === 0 && verdict !== 'patch') return undefined;
  const steps = nodePathAt(linked.facts.yaml, offset);
  const place = placeOf(steps);
  if (!place) return undefined;
  const found = typeAt(linked.facts, place.path);
  const owner = found?.owner;
  // A map of free keys has one field for all of them: its entries are not the field.
  const own = owner && place.path.at(-1) === owner.field;
  const page = own ? fieldPage(owner.definition, owner.field, found.type) : undefined;
  const documentation = page ?? '';
  const facts = knownAt({ linked, offset, path: place.path, owner, steps });
  if (documentation === '' && facts.length === 0) return undefined;
  return { span: place.span, documentation, facts };
}

export interface HoverPlace {
  readonly path: readonly Step[];
  readonly span: Span;
}

/** The key or value that a way leads to, and the keys on the way. */
export function placeOf(steps: readonly PathStep[]): HoverPlace | undefined {
  const path: Step[] = [];
  let span: Span | undefined;
  for (const step of steps) {
    if (step.kind === 'scalar') {
      span = step.scalar.span;
    } else if (step.kind === 'map') {
      if (!step.pair) return undefined;
      path.push(step.pair.key.text);
      span = step.part === 'key' ? step.pair.key.span : undefined;
    } else {
      if (!step.item) return undefined;
      path.push(step.index);
      span = undefined;
    }
  }
  return span && { path, span };
}
