import type { Place } from '../../analysis/facts.ts';
import type { LinkedContainer, LinkedPod } from '../../analysis/linked.ts';
import type { Certainty } from '../../commands/facts.ts';
import { describedImage } from '../describe-image.ts';

/** One thing that Podspace knows of a place. */
export interface HoverFact {
  /** Markdown, a whole sentence, or one that ends in a colon before its items. */
  readonly text: string;
  /** Where it was read, each with words for the author. */
  readonly evidence: readonly HoverEvidence[];
  /** Absent for what is plainly written. */
  readonly certainty?: Certainty;
  /** The container of which the author can say more where it is wrong, or not all. */
  readonly correction?: HoverCorrection;
  readonly items?: readonly HoverFact[];
}

export interface HoverEvidence extends Place {
  readonly words: string;
}

/** The place of the image that can be described, with the container that runs it. */
export interface HoverCorrection extends Place {
  readonly container: string;
}

/** Undefined for a container whose image cannot be described. */
export function correctionOf(
  pod: LinkedPod,
  container: LinkedContainer,
): { readonly correction?: HoverCorrection } {
  const { image, node } = container.container;
  if (!image || node.aliased || describedImage(container) === undefined) return {};
  return {
    correction: { document: pod.document, span: image.span, container: container.label },
  };
}

/** A name as Markdown. */
export function code(name: string | number): string {
  return `\`${name}\``;
}

/** The first few, and how many there are beyond. */
export function firstOf(facts: readonly HoverFact[], most: number): readonly HoverFact[] {
  if (facts.length <= most) return facts;
  const left = facts.length - most + 1;
  return [...facts.slice(0, most - 1), { text: `and ${left} more.`, evidence: [] }];
}
