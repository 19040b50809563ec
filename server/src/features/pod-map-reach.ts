import type { Connection } from '../analysis/connections.ts';
import type { Socket } from '../analysis/linked.ts';
import { listed } from '../kubernetes/schema-words.ts';
import type { MapReach } from './pod-map-model.ts';
import type { MapParts } from './pod-map-parts.ts';

/** Whom a connection reaches, in words and by the ids of the listeners. */
export function reachOf(connection: Connection, parts: MapParts): MapReach {
  const { outcome, reaches, missed } = connection;
  return {
    outcome,
    answer: answerOf(connection),
    to: reaches.flatMap(({ listener }) => parts.listenerId(listener)),
    missed: missed.flatMap(({ listener }) => parts.listenerId(listener)),
  };
}

function answerOf({ outcome, reaches, missed }: Connection): string {
  switch (outcome) {
    case 'reaches':
      return names(reaches);
    case 'loopback-only':
      return `${names(missed)} only at localhost`;
    case 'other-address':
      return `${names(missed)} only at another address`;
    case 'not-together':
      return `not while ${names(missed)} ${missed.length > 1 ? 'run' : 'runs'}`;
    case 'no-such-port':
      return 'no such port';
    case 'nothing':
      return 'nothing listens';
    case 'unknown':
      return 'not known';
  }
}

function names(sockets: readonly Socket[]): string {
  return listed([...new Set(sockets.map(({ container }) => container.label))]);
}
