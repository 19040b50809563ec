import type { LinkedPod } from '../analysis/linked.ts';
import { integerField, mapField, mapItems, seqField, textField } from '../kubernetes/fields.ts';
import { isExpectation } from '../kubernetes/fragment.ts';
import { isJob } from '../kubernetes/kinds.ts';
import { holdsPlaceholder } from '../kubernetes/placeholder.ts';
import type { Span } from '../text/span.ts';
import type { YamlMap } from '../yaml/node.ts';
import { firstKeyOf, pairOf } from '../yaml/node.ts';
import { quoted } from './messages.ts';
import { defineRule } from './rule.ts';
import type { Finding } from './rule.ts';

export const jobConflict = defineRule({
  meta: {
    id: 'job-conflict',
    severity: 'error',
    summary: 'The fields of a Job contradict each other',
    why: 'In an indexed Job each of its `completions` is a task of its own: their number has to be written, and only there failures and successes can be told by index. A policy for failed pods needs pods that are not restarted in place.',
    source:
      'https://github.com/kubernetes/kubernetes/blob/v1.35.4/pkg/apis/batch/validation/validation.go',
    fix: 'none',
    messages: {
      completions: 'A Job with "completionMode: Indexed" needs "completions". {refused}',
      indexed: '"{field}" needs "completionMode: Indexed". {refused}',
      perIndex: '"{field}" needs "backoffLimitPerIndex". {refused}',
      most: '{value} is more than the {completions} of "completions". {refused}',
      parallelism:
        'A Job with "completionMode: Indexed" runs 100000 pods at once at most. {refused}',
      never: 'With a "podFailurePolicy" the pods need "restartPolicy: Never". {refused}',
      replacement:
        'With a "podFailurePolicy" pods are replaced when they have failed, with "Failed" only. {refused}',
      rule: 'A rule of "podFailurePolicy" needs either "onExitCodes" or "onPodConditions". {refused}',
      both: 'A rule of "podFailurePolicy" has either "onExitCodes" or "onPodConditions". {refused}',
      zero: 'An exit code of 0 is no failure: "In" cannot name it. {refused}',
      order: 'Exit codes are written in ascending order. {refused}',
      container: 'The pods have no container "{name}", only {names}. {refused}',
      success: 'A rule of "successPolicy" needs "succeededCount" or "succeededIndexes". {refused}',
      rules: '"successPolicy" needs one rule at least. {refused}',
      selector:
        'The selector of a Job is made by Kubernetes, unless it has "manualSelector: true". {refused}',
    },
  },
  checkPod(pod, report) {
    const { resource } = pod.facts;
    if (!isJob(resource.kind.value) || isExpectation(resource)) return;
    const spec = jobSpecOf(pod);
    if (!spec) return;
    const refused = `The API server refuses this ${resource.kind.value}.`;
    for (const { at, message, data = {}, absent } of faultsOf(pod, spec)) {
      report({
        at,
        message,
        ...(absent && { absent }),
        certainty: 'certain',
        data: { ...data, refused },
      });
    }
  },
});

type Fault = Pick<Finding, 'at' | 'message' | 'data' | 'absent'>;

function jobSpecOf({ facts: { resource } }: LinkedPod): YamlMap | undefined {
  const spec = mapField(resource.node, 'spec');
  if (resource.kind.value === 'Job') return spec;
  const template = spec && mapField(spec, 'jobTemplate');
  return template && mapField(template, 'spec');
}

function* faultsOf(pod: LinkedPod, spec: YamlMap): Generator<Fault> {
  const mode = textField(spec, 'completionMode');
  if (mode && !['Indexed', 'NonIndexed'].includes(mode.value)) return;
  const completions = integerField(spec, 'completions');
  if (mode?.value === 'Indexed') yield* indexedFaults(pod, spec, mode.span);
  else {
    for (const field of ['backoffLimitPerIndex', 'maxFailedIndexes', 'successPolicy']) {
      const pair = pairOf(spec, field);
      if (pair?.value)
        yield { at: pair.key.span, message: 'indexed', data: { field }, absent: 'anything' };
    }
  }
  const most = pairOf(spec, 'maxFailedIndexes');
  if (mode?.value === 'Indexed' && most?.value && !pairOf(spec, 'backoffLimitPerIndex')?.value)
    yield {
      at: most.key.span,
      message: 'perIndex',
      data: { field: 'maxFailedIndexes' },
      absent: 'anything',
    };
  const policy = mapField(spec, 'podFailurePolicy');
  if (policy) yield* policyFaults(pod, spec, policy);
  const success = mapField(spec, 'successPolicy');
  if (success && mode?.value === 'Indexed') yield* successFaults(success, spec, completions?.value);
  const selector = pairOf(spec, 'selector');
  const manual = pairOf(spec, 'manualSelector')?.value;
  const isManual = manual?.kind === 'scalar' && manual.value !== false;
  if (selector?.value?.kind === 'map' && selector.value.pairs.length > 0 && !isManual) {
    // What was copied from a cluster carries the label that the server had put in.
    const labels = mapField(selector.value, 'matchLabels');
    if (!labels?.pairs.some(({ key }) => key.text.endsWith('controller-uid')))
      yield { at: selector.key.span, message: 'selector' };
  }
}

const MOST_PARALLEL = 100_000;

function* indexedFaults(pod: LinkedPod, spec: YamlMap, at: Span): Generator<Fault> {
  const completions = pairOf(spec, 'completions');
  // Of a Job that says neither there is one; the template of a CronJob has no such default (SetDefaults_Job).
  const isOne = pod.facts.resource.kind.value === 'Job' && !pairOf(spec, 'parallelism')?.value;
  if (!completions?.value && !isOne)
    yield { at: completions?.key.span ?? at, message: 'completions', absent: 'anything' };
  const parallelism = integerField(spec, 'parallelism');
  if (parallelism && parallelism.value > MOST_PARALLEL)
    yield { at: parallelism.span, message: 'parallelism' };
  const count = integerField(spec, 'completions');
  const most = integerField(spec, 'maxFailedIndexes');
  if (count && most && most.value > count.value)
    yield { at: most.span, message: 'most', data: { value: most.value, completions: count.value } };
}

function* policyFaults(pod: LinkedPod, spec: YamlMap, policy: YamlMap): Generator<Fault> {
  const { restartPolicy } = pod.facts.pod;
  if (restartPolicy?.value === 'OnFailure') yield { at: restartPolicy.span, message: 'never' };
  const replacement = textField(spec, 'podReplacementPolicy');
  if (replacement?.value === 'TerminatingOrFailed')
    yield { at: replacement.span, message: 'replacement' };
  const names = pod.containers.flatMap(({ container }) => container.name?.value ?? []);
  for (const rule of mapItems(policy, 'rules')) {
    const codes = mapField(rule, 'onExitCodes');
    const conditions = seqField(rule, 'onPodConditions')?.items.length ?? 0;
    const at = firstKeyOf(rule);
    const other = pairOf(rule, 'onPodConditions')?.key.span;
    if (codes && conditions > 0) yield { at: other ?? at, message: 'both' };
    if (!pairOf(rule, 'onExitCodes')?.value && conditions === 0)
      yield { at, message: 'rule', absent: 'anything' };
    const action = textField(rule, 'action');
    if (action?.value === 'FailIndex' && !pairOf(spec, 'backoffLimitPerIndex')?.value)
      yield {
        at: action.span,
        message: 'perIndex',
        data: { field: 'FailIndex' },
        absent: 'anything',
      };
    if (codes) yield* codeFaults(codes, names);
  }
}

function* codeFaults(codes: YamlMap, names: readonly string[]): Generator<Fault> {
  const name = textField(codes, 'containerName');
  if (name && !names.includes(name.value) && ![name.value, ...names].some(holdsPlaceholder))
    yield {
      at: name.span,
      message: 'container',
      data: { name: name.value, names: quoted(names) },
      absent: 'anything',
    };
  const isIn = textField(codes, 'operator')?.value === 'In';
  let before = Number.NEGATIVE_INFINITY;
  for (const { value } of seqField(codes, 'values')?.items ?? []) {
    if (value?.kind !== 'scalar' || typeof value.value !== 'number') continue;
    if (isIn && value.value === 0) yield { at: value.span, message: 'zero' };
    if (value.value <= before) {
      yield { at: value.span, message: 'order' };
      return;
    }
    before = value.value;
  }
}

function* successFaults(
  success: YamlMap,
  spec: YamlMap,
  completions: number | undefined,
): Generator<Fault> {
  const rules = mapItems(success, 'rules');
  const pair = pairOf(success, 'rules') ?? pairOf(spec, 'successPolicy');
  const written = pairOf(success, 'rules')?.value;
  if (pair && (written === undefined || (written.kind === 'seq' && written.items.length === 0)))
    yield { at: pair.key.span, message: 'rules', absent: 'anything' };
  for (const rule of rules) {
    const count = integerField(rule, 'succeededCount');
    if (!pairOf(rule, 'succeededCount')?.value && !pairOf(rule, 'succeededIndexes')?.value)
      yield { at: firstKeyOf(rule), message: 'success' };
    if (count && completions !== undefined && count.value > completions)
      yield { at: count.span, message: 'most', data: { value: count.value, completions } };
  }
}
