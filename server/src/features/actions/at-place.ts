import type { DocumentFacts } from '../../analysis/facts.ts';
import type { LinkedContainer, LinkedPod } from '../../analysis/linked.ts';
import { spanOf, touches } from '../../text/span.ts';
import type { Span } from '../../text/span.ts';
import { lineEndOf, lineStartOf } from '../../yaml/layout.ts';
import type { ActionPlace } from './action.ts';

/** A container and the pod that it is in. */
export interface ContainerAt {
  readonly pod: LinkedPod;
  readonly container: LinkedContainer;
}

/**
 * The container that a selection begins in. Where the editor only looks whether there is anything to do, the lines of
 * its first key and of its name alone: a light bulb on every line would say nothing.
 */
export function containerAt(place: ActionPlace): ContainerAt | undefined {
  const [part] = place.selection;
  if (!part) return undefined;
  const { document, span } = part;
  if (takesLong(document)) return undefined;
  const { text } = document.chunk;
  for (const pod of place.project.snapshot.link(document).pods) {
    const container = pod.containers.find(({ container: { node } }) =>
      touches(spanOf(lineStartOf(text, node.span.start), node.span.end), span.start),
    );
    if (!container) continue;
    const { node, name } = container.container;
    const isTitle = [node.span, name?.span].some(
      (own) => own !== undefined && isOnLineOf(text, own, span.start),
    );
    return place.asked || isTitle ? { pod, container } : undefined;
  }
  return undefined;
}

/** The pod whose resource a selection begins in; unasked, on the line of its kind or name only. */
export function podAt(place: ActionPlace): LinkedPod | undefined {
  const [part] = place.selection;
  if (!part) return undefined;
  const { document, span } = part;
  if (takesLong(document)) return undefined;
  const pods = place.project.snapshot.link(document).pods;
  const pod = pods.find(({ facts: { resource } }) => touches(resource.node.span, span.start));
  if (!pod || place.asked) return pod;
  const { kind, name } = pod.facts.resource;
  const isTitle = [kind.span, name?.span].some(
    (own) => own !== undefined && isOnLineOf(document.chunk.text, own, span.start),
  );
  return isTitle ? pod : undefined;
}

/** Whether each refactoring that is offered for a document would read all of it again, and take its time for that. */
function takesLong({ yaml }: DocumentFacts): boolean {
  return !yaml.ordinary && yaml.text.length > MOST_READ;
}

/** Characters of a text that is not quickly read. */
const MOST_READ = 50_000;

/** Whether the offset stands on the line that the span begins on. */
function isOnLineOf(text: string, { start }: Span, offset: number): boolean {
  return lineStartOf(text, start) <= offset && offset <= lineEndOf(text, start);
}
