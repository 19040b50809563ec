import type { LinkedPod } from '../analysis/linked.ts';
import { isFragment } from '../kubernetes/fragment.ts';
import { pairOf } from '../yaml/node.ts';
import type { YamlPair } from '../yaml/node.ts';
import { lateness, rewritten } from './refusal.ts';
import { defineRule } from './rule.ts';
import type { Fix } from './rule.ts';
import { isJob } from '../kubernetes/kinds.ts';

const ALWAYS = ['Always'];
const TO_AN_END = ['OnFailure', 'Never'];

export const restartPolicyNotAllowed = defineRule({
  meta: {
    id: 'restart-policy-not-allowed',
    severity: 'error',
    summary: 'The kind of workload does not allow the restart policy of its pods',
    why: 'The pods of a Deployment, ReplicaSet, StatefulSet, DaemonSet or ReplicationController are to run on and on: only `Always` is allowed. Those of a Job are to end: `OnFailure` or `Never`, and one of them has to be written, since a pod’s default is `Always`.',
    source: 'https://kubernetes.io/docs/concepts/workloads/controllers/job/#pod-template',
    fix: 'unsafe',
    messages: {
      always: 'The pods of a {kind} restart always: "{value}" is not allowed here.',
      ends: 'The pods of a Job are to end: "{value}" is not allowed here, only "OnFailure" or "Never".',
      container:
        'Before Kubernetes 1.35 only an init container can have a "restartPolicy", and only "Always"; this is for 1.{version} too.{late}',
      absent: 'The pods of a Job need a "restartPolicy": "OnFailure" or "Never".',
    },
  },
  checkPod(pod, report) {
    for (const { container } of pod.containers) {
      const policy = container.restartPolicy;
      // ContainerRestartRules, on since 1.35, gave one to every container.
      if (!policy || policy.value === '' || pod.kubernetesVersion >= 35) continue;
      if (container.role === 'sidecar') continue;
      const data = { version: pod.kubernetesVersion, late: lateness(pod) };
      report({ at: policy.span, message: 'container', certainty: 'certain', data });
    }
    const { kind } = pod.facts.resource;
    if (pod.facts.pod.origin === 'pod' || kind.value === 'PodTemplate') return;
    const job = isJob(kind.value);
    const allowed = job ? TO_AN_END : ALWAYS;
    const written = pod.facts.pod.restartPolicy;
    const value = written?.value ?? '';
    if (written && value !== '') {
      if (allowed.includes(value) || !['Always', ...TO_AN_END].includes(value)) return;
      report({
        at: written.span,
        message: job ? 'ends' : 'always',
        certainty: 'certain',
        data: { kind: kind.value, value },
        fixes: () =>
          written.node.aliased
            ? []
            : allowed.map((policy) => ({
                title: `Change the restartPolicy to ${policy}`,
                safe: false,
                edits: [rewritten(pod, written.node, policy)],
              })),
      });
      return;
    }
    if (!job || pod.facts.pod.spec.pairs.some(isPolicy)) return;
    report({
      at: specKey(pod),
      message: 'absent',
      absent: 'anything',
      certainty: isFragment(pod.facts.resource) ? 'possible' : 'certain',
      fixes: () => addPolicy(pod),
    });
  },
});

/** A policy that is there in some form: of a wrong type, or misspelt, it is a problem of its own. */
function isPolicy({ key, value }: YamlPair): boolean {
  return key.text.toLowerCase() === 'restartpolicy' && value !== undefined;
}

/** The key of the pod's spec, or of an empty restartPolicy in it. */
function specKey(pod: LinkedPod): Fix['edits'][number]['span'] {
  const { spec } = pod.facts.pod;
  return pairOf(spec, 'restartPolicy')?.key.span ?? (spec.pairs[0]?.key ?? spec).span;
}

/** Before the first field of the spec, where its indentation is known. */
function addPolicy(pod: LinkedPod): readonly Fix[] {
  const { spec } = pod.facts.pod;
  const [first] = spec.pairs;
  if (!first || spec.flow || spec.aliased || pairOf(spec, 'restartPolicy')) return [];
  const { text } = pod.document.yaml;
  const start = text.lastIndexOf('\n', first.key.span.start - 1) + 1;
  const indent = text.slice(start, first.key.span.start);
  if (!/^ *$/.test(indent)) return [];
  const lineBreak = text.includes('\r\n') ? '\r\n' : '\n';
  return TO_AN_END.map((policy) => ({
    title: `Add "restartPolicy: ${policy}"`,
    safe: false,
    edits: [
      {
        document: pod.document,
        span: { start: first.key.span.start, end: first.key.span.start },
        newText: `restartPolicy: ${policy}${lineBreak}${indent}`,
      },
    ],
  }));
}
