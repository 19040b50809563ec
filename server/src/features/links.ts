import type { DocumentFacts, Place } from '../analysis/facts.ts';
import { imagePage } from '../kubernetes/image-page.ts';
import { contentOf } from '../yaml/scalar-position.ts';

/** A place that leads to a page. */
export interface PageLink extends Place {
  readonly url: string;
}

/** The images of a document's pods whose pages are known. */
export function imageLinks(document: DocumentFacts): readonly PageLink[] {
  return document.pods.flatMap(({ pod }) =>
    pod.containers.flatMap(({ image }) => {
      const url = image && !image.node.aliased ? imagePage(image.value) : undefined;
      if (!image || url === undefined) return [];
      return [{ document, span: contentOf(document.chunk.text, image.node), url }];
    }),
  );
}
