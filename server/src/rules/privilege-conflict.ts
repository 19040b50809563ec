import { booleanField, mapField, textField, textItems } from '../kubernetes/fields.ts';
import { relatedTo, VALIDATION, withConsequence } from './refusal.ts';
import { defineRule } from './rule.ts';

export const privilegeConflict = defineRule({
  meta: {
    id: 'privilege-conflict',
    severity: 'error',
    summary: 'A container gives up privileges and asks for them',
    why: 'A privileged container, and one with `CAP_SYS_ADMIN`, can always gain privileges, so that `allowPrivilegeEscalation: false` contradicts it. An unmasked `/proc` is for pods in a user namespace of their own.',
    source: VALIDATION,
    fix: 'none',
    messages: {
      privileged:
        'A privileged container cannot have "allowPrivilegeEscalation: false". {consequence}',
      capability:
        'A container with CAP_SYS_ADMIN cannot have "allowPrivilegeEscalation: false". {consequence}',
      unmasked: 'An unmasked /proc needs "hostUsers: false" of the pod. {consequence}',
    },
  },
  checkPod(pod, report) {
    const hostUsers = booleanField(pod.facts.pod.spec, 'hostUsers');
    for (const { container } of pod.containers) {
      const security = mapField(container.node, 'securityContext');
      if (!security) continue;
      const escalation = booleanField(security, 'allowPrivilegeEscalation');
      if (escalation?.value === false) {
        const capabilities = mapField(security, 'capabilities');
        const added = (capabilities && textItems(capabilities, 'add')) ?? [];
        // The API server compares the word with CAP_ alone (ValidateSecurityContext); SYS_ADMIN passes.
        const admin = added.find(({ value }) => value === 'CAP_SYS_ADMIN');
        const { privileged } = container;
        const causes = [
          ...(privileged?.value === true ? [{ message: 'privileged', span: privileged.span }] : []),
          ...(admin ? [{ message: 'capability', span: admin.span }] : []),
        ];
        for (const { message, span } of causes) {
          report({
            at: escalation.span,
            message,
            certainty: 'certain',
            data: withConsequence(pod),
            related: [relatedTo(pod, span, 'The privilege is asked for here.')],
          });
        }
      }
      const proc = textField(security, 'procMount');
      if (proc?.value === 'Unmasked' && hostUsers?.value !== false) {
        report({
          at: proc.span,
          message: 'unmasked',
          absent: 'anything',
          certainty: 'certain',
          data: withConsequence(pod),
        });
      }
    }
  },
});
