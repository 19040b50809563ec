import { isLoopbackHost, listenersOn } from '../analysis/endpoints.ts';
import { lateFiles } from '../analysis/late-files.ts';
import type { LateWriter } from '../analysis/late-files.ts';
import { overlaps } from '../analysis/lifetimes.ts';
import type { LinkedContainer, LinkedPod } from '../analysis/linked.ts';
import { selects } from '../kubernetes/defaults.ts';
import { stronger, weaker } from '../commands/certainty.ts';
import type { Certainty, WaitFact } from '../commands/facts.ts';
import { identityOf } from '../kubernetes/model.ts';
import { spanOfTraced } from '../yaml/scalar-position.ts';
import { quoted } from './messages.ts';
import { toNativeSidecar } from './native-sidecar.ts';
import { defineRule } from './rule.ts';
import type { Fix } from './rule.ts';

export const initWaitsForMain = defineRule({
  meta: {
    id: 'init-waits-for-main',
    severity: 'error',
    summary: 'An init container waits for a container that starts only after it has ended',
    why: 'The main containers start when every init container has ended, so one that waits for a main container waits for ever, and the pod stays in `Init`. What an init container needs beside it has to be a native sidecar that stands before it: an init container with `restartPolicy: Always`.',
    source: 'https://kubernetes.io/docs/concepts/workloads/pods/init-containers/',
    fix: 'unsafe',
    messages: {
      waits:
        '"{container}" waits here for {others} on port {port}, which starts only after "{container}" has ended: the pod never gets past its init containers.',
      file: '"{container}" waits here for {path}, which is written only by {others}, after "{container}" has ended: the pod never gets past its init containers.',
      service:
        '"{container}" waits here for the Service "{service}", which only this pod answers, and only after "{container}" has ended: the pod never gets past its init containers.',
    },
  },
  checkPod(pod, report) {
    for (const { waiter, read, writers } of lateFiles(pod)) {
      report({
        at: read.place.span,
        message: 'file',
        data: {
          container: waiter.label,
          path: read.fact.path,
          others: quoted(writers.map(({ container }) => container.label)),
        },
        certainty: weaker(read.fact.certainty, surestOf(writers)),
        container: waiter.label,
        related: writers.map(({ container, written }) => ({
          ...written.place,
          message: `"${container.label}" writes ${written.fact.path} here`,
        })),
        fixes: () =>
          writers.flatMap(({ container }) =>
            toNativeSidecar(pod, container, waiter.container.index),
          ),
      });
    }
    for (const container of pod.containers) {
      if (container.container.role !== 'init') continue;
      for (const wait of container.facts.commands.waits) {
        const at = spanOfTraced(pod.document.yaml, wait.text);
        const late = at && (lateListeners(wait, container, pod) ?? lateService(wait, pod));
        if (!at || !late) continue;
        report({
          at,
          message: late.message,
          data: { container: container.label, port: wait.port ?? '', ...late.data },
          certainty: wait.certainty,
          container: container.label,
          related: late.related,
          fixes: () => late.fixes(),
        });
      }
    }
  },
});

function surestOf(writers: readonly LateWriter[]): Certainty {
  return writers.reduce<Certainty>(
    (best, { written }) => stronger(written.fact.certainty, best),
    'possible',
  );
}

/** Who listens on the port of localhost that it waits for, if all of them come too late. */
function lateListeners(wait: WaitFact, container: LinkedContainer, pod: LinkedPod) {
  if (wait.port === undefined || !isLoopbackHost(wait.host)) return undefined;
  if (pod.facts.pod.hostNetwork?.value === true) return undefined;
  const sockets = listenersOn(wait.port, 'TCP', pod);
  if (sockets.length === 0) return undefined;
  if (sockets.some((socket) => overlaps(socket.container.container, container.container))) {
    return undefined;
  }
  return {
    message: 'waits',
    data: { others: quoted(sockets.map((socket) => socket.container.label)) },
    fixes: (): readonly Fix[] =>
      sockets.flatMap((socket) =>
        toNativeSidecar(pod, socket.container, container.container.index),
      ),
    related: sockets.flatMap(({ container: other, listener }) =>
      listener.evidence.slice(0, 1).map((evidence) => ({
        document: evidence.document,
        span: evidence.span,
        message: `"${other.label}" listens here`,
      })),
    ),
  };
}

/** A Service of the scope that selects pods of this workload only, and that has no other pod to answer. */
function lateService(wait: WaitFact, pod: LinkedPod) {
  const namespace = pod.facts.resource.namespace?.value;
  const name = wait.host.split('.')[0] ?? wait.host;
  const found = pod.scope.service(namespace, name);
  const selector = found?.value.selector;
  if (!found || !selector || selector.length === 0) return undefined;
  if (!selects(selector, pod.facts.pod.labels)) return undefined;
  const answering = pod.scope.podsAnywhereFor(namespace, selector);
  if (answering.some((other) => other.resource !== pod.facts.resource)) return undefined;
  // With several replicas in a StatefulSet the first pod can still wait for ever, but a later one need not.
  if (pod.facts.resource.kind.value === 'StatefulSet') return undefined;
  return {
    message: 'service',
    data: { service: name, others: '' },
    fixes: (): readonly Fix[] => [],
    related: [
      {
        document: found.document,
        span: identityOf(found.resource),
        message: `The Service selects this pod`,
      },
    ],
  };
}
