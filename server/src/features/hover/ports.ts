import type { Connection, FromContainer, FromPod, Origin } from '../../analysis/connections.ts';
import { containerLabel, resourceLabel } from '../../analysis/labels.ts';
import type { LinkedContainer, LinkedPod, Listener } from '../../analysis/linked.ts';
import type { Handler } from '../../kubernetes/model.ts';
import { listed } from '../../kubernetes/schema-words.ts';
import { code, firstOf, imageCorrection, listeningCorrection } from './fact.ts';
import type { HoverFact } from './fact.ts';

/** Who listens on a port of a pod, and who connects to it. */
export function portFacts(pod: LinkedPod, port: number | undefined): readonly HoverFact[] {
  if (port === undefined) return [];
  return [...listenersOn(pod, port), ...reachedBy(pod, port)];
}

/** What a container listens on, and whether that is all. */
export function listeningFacts(pod: LinkedPod, container: LinkedContainer): readonly HoverFact[] {
  const known = [...container.listeners]
    .sort((a, b) => a.port - b.port)
    .map((listener) => listenerFact(pod, container, listener));
  if (container.listenersComplete)
    return known.length > 0 ? firstOf(known, 5) : [silentFact(pod, container)];
  const more = known.length > 0 ? 'more ' : '';
  return [
    ...firstOf(known, 5),
    {
      text: `Whether ${code(container.label)} listens on ${more}ports is not known.`,
      evidence: [],
      ...listeningCorrection(pod, container),
    },
  ];
}

/** Who listens on a port; where nobody does, what each container listens on instead. */
export function listenersOn(pod: LinkedPod, port: number): readonly HoverFact[] {
  const found = pod.containers.flatMap((container) =>
    container.listeners
      .filter((listener) => listener.port === port)
      .map((listener) => listenerFact(pod, container, listener)),
  );
  if (found.length > 0) return found;
  const open = pod.containers.filter(({ listenersComplete }) => !listenersComplete);
  const [first] = open;
  if (!first) {
    const items = firstOf(
      pod.containers.flatMap((container) => listeningFacts(pod, container)),
      6,
    );
    const text = `No container of this pod listens on port ${port}:`;
    return [{ text, evidence: [], certainty: 'likely', items }];
  }
  const names = listed(open.map(({ label }) => code(label)));
  return [
    {
      text: `No container of this pod is known to listen on port ${port}; what ${names} may listen on is not all known.`,
      evidence: [],
      ...listeningCorrection(pod, first),
    },
  ];
}

/** A container of which all is known, and that no port is among it. */
function silentFact(pod: LinkedPod, container: LinkedContainer): HoverFact {
  const { command, args, image } = container.container;
  const [first] = command ?? args ?? [];
  const from = first ?? image;
  return {
    text: `${code(container.label)} listens on no port.`,
    evidence: from
      ? [{ document: pod.document, span: from.span, words: first ? 'what it runs' : 'its image' }]
      : [],
    certainty: 'likely',
    ...listeningCorrection(pod, container),
  };
}

function listenerFact(pod: LinkedPod, container: LinkedContainer, listener: Listener): HoverFact {
  const { port, protocol, program, certainty, evidence } = listener;
  const who =
    program === undefined ? code(container.label) : `${code(container.label)} (${program})`;
  const isInferred =
    certainty !== 'certain' ||
    evidence.some(({ source }) => source === 'image' || source === 'program-default');
  return {
    text: `${who} listens on port ${port}/${protocol}${addressWords(listener)}.`,
    evidence,
    certainty,
    ...(isInferred && imageCorrection(pod, container)),
  };
}

function addressWords({ address }: Listener): string {
  switch (address.type) {
    case 'loopback':
      return ', on localhost only: nothing outside of the pod reaches it';
    case 'ip':
      return `, on ${address.text} only`;
    case 'podIP':
      return ', on the address of the pod only';
    case 'any':
      return '';
  }
}

/** Probes and hooks, siblings at localhost, Services, and the pods that call those. */
function reachedBy(pod: LinkedPod, port: number): readonly HoverFact[] {
  const { fromKubelet, fromContainers, fromServices, fromPods } = pod.connections;
  const all = [...fromKubelet, ...fromContainers, ...fromServices, ...fromPods].filter(
    (connection) => connection.port === port,
  );
  if (all.length === 0)
    return [{ text: 'Nothing in these manifests connects to it.', evidence: [] }];
  const items = distinct(all.map(connectionFact));
  const [only] = items;
  if (only && items.length === 1) return [{ ...only, text: `It is reached by ${only.text}.` }];
  return [{ text: 'It is reached by:', evidence: [], items: firstOf(items, 6) }];
}

function connectionFact(connection: Connection): HoverFact {
  const { place, certainty } = connection;
  return {
    text: `${originWords(connection.from)}${inVain(connection)}`,
    evidence: [{ ...place, words: '' }],
    ...(certainty !== 'certain' && { certainty }),
  };
}

function originWords(from: Origin): string {
  switch (from.type) {
    case 'kubelet':
      return `the ${handlerWords(from.handler)} of ${code(from.container.label)}`;
    case 'container':
      return siblingWords(from);
    case 'service':
      return `Service ${code(from.service.resource.name?.value ?? '')}, port ${from.port.port?.value ?? '?'}`;
    case 'pod':
      return podWords(from);
  }
}

function siblingWords({ container, handler }: FromContainer): string {
  const what = handler ? `the ${handlerWords(handler)} of ` : '';
  return `${what}${code(container.label)}, at localhost`;
}

function podWords({ pod, container, service }: FromPod): string {
  const { kind } = pod.resource;
  const label = code(containerLabel(container.container));
  return `${label} of ${kind.value} ${code(resourceLabel(pod.resource))}, through Service ${code(service.resource.name?.value ?? '')}`;
}

const HANDLERS: Readonly<Record<Handler['field'], string>> = {
  livenessProbe: 'liveness probe',
  readinessProbe: 'readiness probe',
  startupProbe: 'startup probe',
  postStart: 'postStart hook',
  preStop: 'preStop hook',
};

function handlerWords({ field }: Handler): string {
  return HANDLERS[field];
}

/** Why a connection meets nobody, to be put behind its words. */
export function inVain({ outcome }: Connection): string {
  switch (outcome) {
    case 'reaches':
    case 'unknown':
      return '';
    case 'loopback-only':
      return ', in vain: it is open on localhost only';
    case 'other-address':
      return ', in vain: it is open on another address';
    case 'not-together':
      return ', in vain: who listens there runs at another time';
    case 'no-such-port':
      return ', in vain: there is no such port';
    case 'nothing':
      return ', in vain: nobody listens there';
  }
}

function distinct(facts: readonly HoverFact[]): readonly HoverFact[] {
  return facts.filter(
    ({ text }, index) => facts.findIndex((other) => other.text === text) === index,
  );
}
