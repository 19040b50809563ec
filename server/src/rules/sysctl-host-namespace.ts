import { mapField, mapItems, textField } from '../kubernetes/fields.ts';
import { relatedTo, VALIDATION, withConsequence } from './refusal.ts';
import { defineRule } from './rule.ts';

/** What `getSysctlNamespace` counts as the IPC namespace's (k8s.io/kubernetes/pkg/kubelet/sysctl). */
const IPC = /^(?:kernel[./](?:shm|msg|sem)|fs[./]mqueue[./])/;
const NETWORK = /^net[./]/;

export const sysctlHostNamespace = defineRule({
  meta: {
    id: 'sysctl-host-namespace',
    severity: 'error',
    summary: 'A sysctl would be set in a namespace of the node',
    why: 'A sysctl belongs to a namespace: `net.*` to the network’s, `kernel.shm*`, `kernel.msg*`, `kernel.sem` and `fs.mqueue.*` to IPC’s. With `hostNetwork` or `hostIPC` that is the node’s, which a pod must not change.',
    source: VALIDATION,
    fix: 'none',
    messages: { host: '"{name}" cannot be set when "{field}" is true. {consequence}' },
  },
  checkPod(pod, report) {
    const { spec, hostNetwork, hostIPC } = pod.facts.pod;
    const context = mapField(spec, 'securityContext');
    for (const sysctl of context ? mapItems(context, 'sysctls') : []) {
      const name = textField(sysctl, 'name');
      if (!name) continue;
      const [field, other] = NETWORK.test(name.value)
        ? ['hostNetwork', hostNetwork]
        : IPC.test(name.value)
          ? ['hostIPC', hostIPC]
          : ['', undefined];
      if (other?.value !== true) continue;
      report({
        at: name.span,
        message: 'host',
        certainty: 'certain',
        data: withConsequence(pod, { name: name.value, field }),
        related: [relatedTo(pod, other.span, "The node's namespace is asked for here.")],
      });
    }
  },
});
