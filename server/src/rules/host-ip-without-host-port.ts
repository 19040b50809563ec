import { WARNINGS } from './refusal.ts';
import { defineRule } from './rule.ts';

export const hostIpWithoutHostPort = defineRule({
  meta: {
    id: 'host-ip-without-host-port',
    severity: 'warning',
    summary: 'A hostIP stands without a hostPort',
    why: '`hostIP` says on which of the node’s addresses a `hostPort` is open. Without a `hostPort` nothing is opened on the node, and the API server warns.',
    source: WARNINGS,
    fix: 'none',
    messages: { alone: 'Without a "hostPort", "hostIP" has no effect.' },
  },
  checkPod(pod, report) {
    for (const { container } of pod.containers) {
      for (const { hostIP, hostPort } of container.ports) {
        if (!hostIP || hostIP.value === '' || (hostPort && hostPort.value !== 0)) continue;
        report({ at: hostIP.span, message: 'alone', certainty: 'certain' });
      }
    }
  },
});
