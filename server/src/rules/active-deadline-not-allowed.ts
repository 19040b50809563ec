import { pairOf } from '../yaml/node.ts';
import { removalOf, VALIDATION } from './refusal.ts';
import { defineRule } from './rule.ts';

const RUN_ON = new Set([
  'Deployment',
  'ReplicaSet',
  'StatefulSet',
  'DaemonSet',
  'ReplicationController',
]);

export const activeDeadlineNotAllowed = defineRule({
  meta: {
    id: 'active-deadline-not-allowed',
    severity: 'error',
    summary: 'Pods that are to run on and on have a deadline',
    why: '`activeDeadlineSeconds` ends a pod after some time. The controllers of Deployments, ReplicaSets, StatefulSets, DaemonSets and ReplicationControllers would make a new one for ever, so the API server refuses it in their templates; in those of Jobs it is fine.',
    source: VALIDATION,
    fix: 'unsafe',
    messages: {
      template:
        'The pods of a {kind} run on: they cannot have "activeDeadlineSeconds". The API server refuses this {kind}.',
    },
  },
  checkPod(pod, report) {
    const { resource, pod: own } = pod.facts;
    const pair = pairOf(own.spec, 'activeDeadlineSeconds');
    const kind = resource.kind.value;
    if (!pair?.value || own.origin === 'pod' || !RUN_ON.has(kind)) return;
    if (pair.value.kind === 'scalar' && pair.value.value === null) return;
    report({
      at: pair.key.span,
      message: 'template',
      certainty: 'certain',
      data: { kind },
      fixes: () => {
        const edit = removalOf(pod, pair, own.spec.pairs);
        return edit ? [{ title: 'Remove activeDeadlineSeconds', safe: false, edits: [edit] }] : [];
      },
    });
  },
});
