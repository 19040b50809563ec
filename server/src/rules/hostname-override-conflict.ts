import { booleanField, textField } from '../kubernetes/fields.ts';
import { relatedTo, VALIDATION, withConsequence } from './refusal.ts';
import { defineRule } from './rule.ts';

export const hostnameOverrideConflict = defineRule({
  meta: {
    id: 'hostname-override-conflict',
    severity: 'error',
    summary: 'A pod’s hostnameOverride does not go with its other settings',
    why: '`hostnameOverride` is the whole hostname that a pod’s containers see. It cannot be made of the pod’s DNS name at the same time, nor be set where the pod has the node’s hostname, as with `hostNetwork`.',
    source: VALIDATION,
    fix: 'none',
    messages: {
      fqdn: '"hostnameOverride" and "setHostnameAsFQDN" exclude each other. {consequence}',
      network: '"hostnameOverride" cannot be set with "hostNetwork". {consequence}',
      long: 'A hostname has 64 characters at most, and this has {length}. {consequence}',
    },
  },
  checkPod(pod, report) {
    const { spec, hostNetwork } = pod.facts.pod;
    const name = textField(spec, 'hostnameOverride');
    if (!name) return;
    const others = { fqdn: booleanField(spec, 'setHostnameAsFQDN'), network: hostNetwork };
    for (const [message, other] of Object.entries(others)) {
      if (other?.value !== true) continue;
      report({
        at: name.span,
        message,
        certainty: 'certain',
        data: withConsequence(pod),
        related: [relatedTo(pod, other.span, 'It is set here.')],
      });
    }
    const length = name.value.length;
    if (length <= 64) return;
    const data = withConsequence(pod, { length });
    report({ at: name.span, message: 'long', certainty: 'certain', data });
  },
});
