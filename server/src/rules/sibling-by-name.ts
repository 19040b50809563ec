import { listenersOn, targetOf } from '../analysis/endpoints.ts';
import { replaceTraced } from '../yaml/edit.ts';
import { spanOfTraced } from '../yaml/scalar-position.ts';
import { fixOf, inDocument } from './edits.ts';
import { defineRule } from './rule.ts';

export const siblingByName = defineRule({
  meta: {
    id: 'sibling-by-name',
    severity: 'warning',
    summary: 'A container addresses another one of its pod by the name of the container',
    why: 'The name of a container is no host name: nothing resolves it. The containers of a pod have one network namespace, so each reaches the others at localhost.',
    source: 'https://kubernetes.io/docs/concepts/workloads/pods/#pod-networking',
    fix: 'unsafe',
    messages: {
      listens:
        '"{host}" is a container of this pod and no host name: "{container}" reaches it at localhost:{port}.',
      named:
        '"{host}" is also the name of a container of this pod, which no host name stands for: within a pod it would be localhost.',
    },
  },
  checkPod(pod, report) {
    for (const container of pod.containers) {
      for (const endpoint of container.endpoints) {
        const target = targetOf(endpoint, container, pod);
        const at = spanOfTraced(pod.document.yaml, endpoint.hostText);
        if (target.type !== 'sibling' || !at) continue;
        const { port } = endpoint;
        const listens =
          port !== undefined &&
          listenersOn(port, endpoint.protocol, pod).some(
            (socket) => socket.container === target.container,
          );
        report({
          at,
          message: listens ? 'listens' : 'named',
          data: { host: endpoint.host, container: container.label, port: port ?? '' },
          certainty: listens ? endpoint.certainty : 'possible',
          // It may well be a Service that no manifest here declares.
          ...(!listens && { severity: 'hint' }),
          container: container.label,
          fixes: () =>
            fixOf(`Address ${endpoint.host} as localhost`, false, [
              inDocument(
                pod.document,
                replaceTraced(pod.document.yaml, endpoint.hostText, 'localhost'),
              ),
            ]),
        });
      }
    }
  },
});
