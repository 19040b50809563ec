import { isFragment } from '../kubernetes/fragment.ts';
import { labelValue } from '../kubernetes/defaults.ts';
import { holdsPlaceholder, mayBeSame } from '../kubernetes/placeholder.ts';
import { listed } from './messages.ts';
import { relatedTo } from './refusal.ts';
import { defineRule } from './rule.ts';
import { isJob } from '../kubernetes/kinds.ts';
import { mapField, mapItems, textField, textItems } from '../kubernetes/fields.ts';
import type { KeyValue, Resource } from '../kubernetes/model.ts';
import type { Span } from '../text/span.ts';
import type { Report } from './rule.ts';
import { pairOf } from '../yaml/node.ts';
import type { YamlNode } from '../yaml/node.ts';

export const selectorMismatch = defineRule({
  meta: {
    id: 'selector-mismatch',
    severity: 'error',
    summary: 'A workload does not select the pods that it makes',
    why: 'A workload finds its own pods by their labels. If its selector does not match the labels of its template, it would make pods without end; the API server refuses it.',
    source:
      'https://github.com/kubernetes/kubernetes/blob/v1.35.4/pkg/apis/apps/validation/validation.go',
    fix: 'none',
    messages: {
      differs:
        'The pods have "{label}: {actual}", which this selector does not match. The API server refuses this {kind}.',
      empty:
        'An empty selector would take every pod of the namespace for its own. The API server refuses this {kind}.',
      expression:
        'The labels of the pods do not fulfil "{label} {operator}{values}". The API server refuses this {kind}.',
      absent: 'The pods have no label "{label}". The API server refuses this {kind}.',
    },
  },
  checkPod(pod, report) {
    const { resource } = pod.facts;
    if (resource.body.type !== 'workload' || pod.facts.pod.origin === 'pod') return;
    if (isJob(resource.kind.value)) return;
    if (isFragment(resource)) return;
    const { labels } = pod.facts.pod;
    // Without labels it is a skeleton that a tool fills in.
    if (labels.length > 0) reportEmpty(resource, report);
    for (const { at, ...data } of unmatched(resource, labels)) {
      const { kind } = resource;
      report({
        at,
        message: 'expression',
        absent: 'labels',
        certainty: 'certain',
        data: { ...data, kind: kind.value },
      });
    }
    for (const { key, value } of resource.body.workload.selector ?? []) {
      if (!value) continue;
      const actual = labelValue(labels, key.value);
      if (actual !== undefined && mayBeSame(actual, value.value)) continue;
      const label = labels.find((entry) => entry.key.value === key.value)?.value;
      report({
        at: value.span,
        message: actual === undefined ? 'absent' : 'differs',
        ...(actual === undefined && { absent: 'labels' as const }),
        certainty: 'certain',
        data: { label: key.value, actual: actual ?? '', kind: resource.kind.value },
        related: label ? [relatedTo(pod, label.span, 'The label of the pods.')] : [],
      });
    }
  },
});

interface Unmatched {
  readonly at: Span;
  readonly label: string;
  readonly operator: string;
  readonly values: string;
}

/** The expressions of a selector that the labels do not fulfil (Requirement.Matches of apimachinery's labels). */
function unmatched(resource: Resource, labels: readonly KeyValue[]): readonly Unmatched[] {
  const spec = mapField(resource.node, 'spec');
  const selector = spec && mapField(spec, 'selector');
  if (!selector || labels.length === 0) return [];
  return mapItems(selector, 'matchExpressions').flatMap((expression) => {
    const key = textField(expression, 'key');
    const operator = textField(expression, 'operator');
    if (!key || !operator || holdsPlaceholder(key.value)) return [];
    const values = (textItems(expression, 'values') ?? []).map(({ value }) => value);
    const entry = labels.find((label) => label.key.value === key.value);
    const actual = entry && labelValue(labels, key.value);
    if (entry && actual === undefined) return [];
    const isAmong = values.some((value) => actual !== undefined && mayBeSame(actual, value));
    const isSurely = values.some((value) => value === actual);
    const isUnmatched =
      (operator.value === 'In' && values.length > 0 && !isAmong) ||
      (operator.value === 'NotIn' && isSurely) ||
      (operator.value === 'Exists' && actual === undefined) ||
      (operator.value === 'DoesNotExist' && actual !== undefined);
    if (!isUnmatched) return [];
    return [
      {
        at: key.span,
        label: key.value,
        operator: operator.value,
        values: values.length === 0 ? '' : ` ${listed(values, 'or')}`,
      },
    ];
  });
}

/** A ReplicationController's selector is filled in from the template's labels; that of the others must name some. */
function reportEmpty(resource: Resource, report: Report): void {
  const kind = resource.kind.value;
  if (kind === 'ReplicationController') return;
  const spec = mapField(resource.node, 'spec');
  const pair = spec && pairOf(spec, 'selector');
  if (pair?.value?.kind !== 'map') return;
  const parts = pair.value.pairs.map((part) => part.value);
  if (!parts.every((part) => part === undefined || isEmptyCollection(part))) return;
  report({
    at: pair.key.span,
    message: 'empty',
    absent: 'labels',
    certainty: 'certain',
    data: { kind },
  });
}

function isEmptyCollection(node: YamlNode): boolean {
  return node.kind === 'map'
    ? node.pairs.length === 0
    : node.kind === 'seq'
      ? node.items.length === 0
      : node.value === null;
}
