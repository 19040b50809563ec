import type { Place } from '../analysis/facts.ts';
import type { Container, Resource } from '../kubernetes/model.ts';
import type { PodFacts } from '../analysis/facts.ts';
import type { YamlScalar } from '../yaml/node.ts';

/** Resources that others name. */
export const NAMED_KINDS = [
  'ConfigMap',
  'Secret',
  'ServiceAccount',
  'PersistentVolumeClaim',
  'Service',
] as const;

export type NamedKind = (typeof NAMED_KINDS)[number];

export type SymbolKind =
  'volume' | 'container' | 'port' | 'service-port' | 'label' | 'key' | NamedKind;

/** A place where something is named: where it is made (`definition`), or where it is meant (`use`). */
export interface Mention extends Place {
  readonly kind: SymbolKind;
  readonly role: 'definition' | 'use';
  readonly name: string;
  readonly scalar: YamlScalar;
  /** The part of the scalar's text that is the name; absent where all of it is. */
  readonly part?: { readonly from: number; readonly to: number };
  readonly resource: Resource;
  /** The pod in which a volume or container has its name, that declares the port, or that has the label. */
  readonly pod?: PodFacts;
  /** The container that a port is of, or that a probe looks in. */
  readonly container?: Container;
  /** The label's key. */
  readonly key?: string;
  /** Whose key or port it is: the name of a ConfigMap or Secret, or of a Service. */
  readonly of?: { readonly kind: 'ConfigMap' | 'Secret' | 'Service'; readonly name: string };
}

/** One thing with a name, and all places that name it. */
export interface NamedSymbol {
  readonly kind: SymbolKind;
  readonly name: string;
  /** The place that was asked about. */
  readonly at: Mention;
  /** All, in no particular order; the one that was asked about is among them. */
  readonly mentions: readonly Mention[];
}
