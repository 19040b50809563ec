import type { LinkedPod } from '../analysis/linked.ts';
import type { PlacedEdit } from '../analysis/facts.ts';
import type { Timing } from '../kubernetes/schema-check.ts';
import type { Span } from '../text/span.ts';
import { spanOf } from '../text/span.ts';
import type { YamlPair, YamlScalar } from '../yaml/node.ts';
import type { Related } from './rule.ts';

/** Where the API server's own refusals and warnings are written down, at the versions that were read. */
export const VALIDATION =
  'https://github.com/kubernetes/kubernetes/blob/v1.35.4/pkg/apis/core/validation/validation.go';
export const WARNINGS =
  'https://github.com/kubernetes/kubernetes/blob/v1.34.1/pkg/api/pod/warnings.go';

/**
 * When the author will meet the refusal. The pod spec of a StatefulSet's template is not validated when it is applied
 * (ValidatePodTemplateSpecForStatefulSet, pkg/apis/apps/validation, v1.32); its pods are, when they are created.
 */
export function consequence(pod: LinkedPod): string {
  const kind = pod.facts.resource.kind.value;
  return refusal(kind, kind === 'StatefulSet' ? 'pods-created' : 'applied');
}

/** The same where the API server looks at Pods alone, and not at templates. */
export function consequenceForPods({ facts: { resource, pod } }: LinkedPod): string {
  return refusal(resource.kind.value, pod.origin === 'pod' ? 'applied' : 'pods-created');
}

function refusal(kind: string, timing: Timing): string {
  return timing === 'applied'
    ? `The API server refuses this ${kind}.`
    : `The API server accepts the ${kind}, but its pods cannot be created.`;
}

/** The same as a sentence to go on with, for messages that say themselves what is refused; empty where it is refused at once. */
export function lateness(pod: LinkedPod): string {
  return pod.facts.resource.kind.value === 'StatefulSet' ? ` ${consequence(pod)}` : '';
}

/** The same for the data of a message that ends with `{consequence}`. */
export function withConsequence(
  pod: LinkedPod,
  data: Readonly<Record<string, string | number>> = {},
): Readonly<Record<string, string | number>> {
  return { ...data, consequence: consequence(pod) };
}

export function relatedTo(pod: LinkedPod, span: Span, message: string): Related {
  return { document: pod.document, span, message };
}

/** Takes a pair of a block map away, with its lines. Undefined where it shares a line, or is the only one. */
export function removalOf(
  pod: LinkedPod,
  pair: YamlPair,
  siblings: readonly YamlPair[],
): PlacedEdit | undefined {
  const { text } = pod.document.yaml;
  if (pair.key.aliased || siblings.length < 2) return undefined;
  const lineStart = text.lastIndexOf('\n', pair.span.start - 1) + 1;
  if (!/^ *$/.test(text.slice(lineStart, pair.span.start))) return undefined;
  const newline = text.indexOf('\n', Math.max(pair.span.start, pair.span.end - 1));
  const end = newline < 0 ? text.length : newline + 1;
  if (!/^(?:#.*)?$/.test(text.slice(pair.span.end, end).trim())) return undefined;
  return { document: pod.document, span: spanOf(lineStart, end), newText: '' };
}

/** Puts another plain word in a scalar's place, in the quotes that it has. */
export function rewritten(pod: LinkedPod, scalar: YamlScalar, word: string): PlacedEdit {
  const quote = scalar.style === 'single' ? "'" : scalar.style === 'double' ? '"' : '';
  return { document: pod.document, span: scalar.span, newText: quote + word + quote };
}
