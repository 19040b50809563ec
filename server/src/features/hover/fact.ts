import type { Place } from '../../analysis/facts.ts';
import type { LinkedContainer, LinkedPod } from '../../analysis/linked.ts';
import type { Certainty } from '../../commands/facts.ts';
import { countsImage, describedImage } from '../describe-image.ts';

/** One thing that Podspace knows of a place. */
export interface HoverFact {
  /** Markdown, a whole sentence, or one that ends in a colon before its items. */
  readonly text: string;
  /** Where it was read, each with words for the author. */
  readonly evidence: readonly HoverEvidence[];
  /** Absent for what is plainly written. */
  readonly certainty?: Certainty;
  /** What the author can do where it is wrong, or not all. */
  readonly correction?: HoverCorrection;
  readonly items?: readonly HoverFact[];
}

export interface HoverEvidence extends Place {
  readonly words: string;
}

/**
 * - `image`: say in the configuration what the image at the place listens on.
 * - `port`: declare the port, where what the container runs goes before what is said of its image.
 * - `files`: say in the configuration what the image reads and writes.
 */
export type HoverCorrection =
  | ({ readonly type: 'image'; readonly container: string } & Place)
  | { readonly type: 'port' | 'files'; readonly container: string };

/** How to say what the image of a container listens on; nothing where that would not count. */
export function imageCorrection(
  pod: LinkedPod,
  container: LinkedContainer,
): { readonly correction?: HoverCorrection } {
  const { label, container: written } = container;
  const { image, node } = written;
  if (!image || node.aliased) return {};
  if (describedImage(container) === undefined || !countsImage(container)) return {};
  return {
    correction: { type: 'image', document: pod.document, span: image.span, container: label },
  };
}

/** How to say that a container listens on more than is known. */
export function listeningCorrection(
  pod: LinkedPod,
  container: LinkedContainer,
): { readonly correction?: HoverCorrection } {
  const { correction } = imageCorrection(pod, container);
  return { correction: correction ?? { type: 'port', container: container.label } };
}

/** A name as Markdown, which it cannot leave: a backquote in it looks like one, and it stands on one line. */
export function code(name: string | number): string {
  return `\`${String(name).replaceAll('`', 'ˋ').replaceAll(/\s+/g, ' ')}\``;
}

/** The first few, and how many there are beyond. */
export function firstOf(facts: readonly HoverFact[], most: number): readonly HoverFact[] {
  if (facts.length <= most) return facts;
  const left = facts.length - most + 1;
  return [...facts.slice(0, most - 1), { text: `and ${left} more.`, evidence: [] }];
}
