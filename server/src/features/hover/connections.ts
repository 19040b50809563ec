import { targetOf } from '../../analysis/endpoints.ts';
import type { Place } from '../../analysis/facts.ts';
import type { LinkedContainer, LinkedPod } from '../../analysis/linked.ts';
import { servicePortFor } from '../../analysis/service-ports.ts';
import type { ConnectFact } from '../../commands/facts.ts';
import { touches } from '../../text/span.ts';
import { spanOfTraced } from '../../yaml/scalar-position.ts';
import { code } from './fact.ts';
import type { HoverEvidence, HoverFact } from './fact.ts';
import { inVain, listenersOn } from './ports.ts';
import { behindPort } from './services.ts';

/** Whom a connection reaches whose host or port is written at the offset. */
export function connectionFacts(pod: LinkedPod, offset: number): readonly HoverFact[] {
  return [...toOwnPod(pod, offset), ...toServices(pod, offset)];
}

function toOwnPod(pod: LinkedPod, offset: number): readonly HoverFact[] {
  return pod.connections.fromContainers
    .filter(
      ({ place, from }) => touches(place.span, offset) || isWrittenAt(pod, from.endpoint, offset),
    )
    .flatMap((connection) => {
      const { port, from, place, certainty } = connection;
      const who = `${code(from.container.label)} connects to port ${port ?? '?'} of its own pod`;
      return [
        { text: `${who}${inVain(connection)}.`, evidence: [written(place)], certainty },
        ...(port === undefined ? [] : listenersOn(pod, port)),
      ];
    });
}

function toServices(pod: LinkedPod, offset: number): readonly HoverFact[] {
  return pod.containers.flatMap((container) =>
    container.endpoints
      .filter((endpoint) => isWrittenAt(pod, endpoint, offset))
      .flatMap((endpoint) => toService(pod, container, endpoint)),
  );
}

function toService(
  pod: LinkedPod,
  container: LinkedContainer,
  endpoint: ConnectFact,
): readonly HoverFact[] {
  const target = targetOf(endpoint, container, pod);
  const span = spanOfTraced(pod.document.yaml, endpoint.digits ?? endpoint.hostText);
  const { port, protocol, certainty } = endpoint;
  if (target.type !== 'service' || !span || port === undefined) return [];
  const { document, resource, service } = target;
  const entry = servicePortFor(service, port, protocol);
  const who = `${code(container.label)} connects to port ${port} of Service ${code(resource.name?.value ?? '')}`;
  const evidence = [written({ document: pod.document, span })];
  // A headless Service has no ports of its own: its name stands for the pods themselves.
  if (!entry) return [{ text: `${who}, which does not name that port.`, evidence, certainty }];
  return [
    {
      text: `${who}.`,
      evidence: [...evidence, { document, span: entry.node.span, words: 'Service port' }],
      certainty,
    },
    ...behindPort(pod.scope, resource, service, entry),
  ];
}

function isWrittenAt(pod: LinkedPod, { digits, hostText }: ConnectFact, offset: number): boolean {
  return [digits, hostText].some((text) => {
    const span = text && spanOfTraced(pod.document.yaml, text);
    return span !== undefined && touches(span, offset);
  });
}

function written(place: Place): HoverEvidence {
  return { ...place, words: 'written' };
}
