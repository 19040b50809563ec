import type { DocumentFacts } from '../analysis/facts.ts';
import { remembered } from '../analysis/remembered.ts';
import type { Container, Resource } from '../kubernetes/model.ts';
import { firstCovering } from '../text/covering.ts';
import { lazily } from '../text/lazily.ts';
import type { Span } from '../text/span.ts';

/** The resource in which a place of a document lies; where there is only one, every place is its. */
export function resourceAt(document: DocumentFacts, at: Span): Resource | undefined {
  const { resources } = document.kubernetes;
  return resources.length === 1 ? resources[0] : remembered(document, tableOf).resource()(at);
}

/** The name of the container in which a place of a document lies, if it has one. */
export function containerAt(document: DocumentFacts, at: Span): string | undefined {
  return remembered(document, tableOf).container()(at)?.name?.value;
}

interface Table {
  readonly resource: () => (at: Span) => Resource | undefined;
  readonly container: () => (at: Span) => Container | undefined;
}

/** It is asked for each problem of a document, and a document may have thousands of all three. */
function tableOf(document: DocumentFacts): Table {
  return {
    resource: lazily(() => firstCovering(document.kubernetes.resources, ({ node }) => node.span)),
    container: lazily(() =>
      firstCovering(
        document.pods.flatMap(({ pod }) => pod.containers).filter(({ node }) => !node.aliased),
        ({ node }) => node.span,
      ),
    ),
  };
}
