import type { DocumentFacts, PodFacts } from '../analysis/facts.ts';
import type { LinkedPod } from '../analysis/linked.ts';
import type { Snapshot } from '../analysis/workspace.ts';
import type { Container, Resource } from '../kubernetes/model.ts';
import { touches } from '../text/span.ts';
import { mentionsIn } from './mentions.ts';
import type { Mention, NamedKind, NamedSymbol } from './symbol.ts';

/** What is named at a place, with all places that name it too; undefined where nothing is. */
export function symbolAt(
  snapshot: Snapshot,
  document: DocumentFacts,
  offset: number,
): NamedSymbol | undefined {
  const at = mentionsIn(document).find(
    ({ scalar, span }) => !scalar.aliased && touches(span, offset),
  );
  return at && { kind: at.kind, name: at.name, at, mentions: mentionsOf(snapshot, at) };
}

/** All places that name what one place names. */
function mentionsOf(snapshot: Snapshot, at: Mention): readonly Mention[] {
  switch (at.kind) {
    case 'volume':
    case 'container':
      return mentionsIn(at.document).filter(
        (other) =>
          other.kind === at.kind && other.name === at.name && other.resource === at.resource,
      );
    case 'port':
      return portMentions(snapshot, at);
    case 'label':
      return labelMentions(snapshot, at);
    case 'key':
    case 'service-port':
      return ownedMentions(snapshot, at);
    default:
      return resourceMentions(snapshot, at, at.kind);
  }
}

/** The documents of a file, and of all files with these words that it is applied with; its own first. */
function scopeDocuments(snapshot: Snapshot, uri: string, words: string): readonly DocumentFacts[] {
  const members = snapshot.groupsOf(uri).flatMap((group) => [...group.members]);
  return [...new Set([uri, ...members])].flatMap((member) => {
    const file = snapshot.file(member);
    // Of most files the documents need not be read.
    const isMeant =
      member === uri || file?.stream.entries.some(({ chunk }) => chunk.text.includes(words));
    return file && isMeant ? file.documents : [];
  });
}

/**
 * The resources that a name means in a file: those of the nearest of file, folder, kustomization and named scope that
 * has one. Several are alternatives to each other.
 */
export function resourcesNamed(
  snapshot: Snapshot,
  uri: string,
  wanted: {
    readonly kind: NamedKind;
    readonly name: string;
    readonly namespace: string | undefined;
  },
): readonly Resource[] {
  const tiers = [[uri], ...snapshot.groupsOf(uri).map(({ members }) => members)];
  for (const tier of tiers) {
    const found = tier
      .flatMap((member) => {
        const file = snapshot.file(member);
        return file?.summary.resources.some(
          ({ kind, name, namespace }) =>
            kind === wanted.kind && name === wanted.name && namespace === wanted.namespace,
        )
          ? file.documents
          : [];
      })
      .flatMap(({ kubernetes }) => kubernetes.resources)
      .filter(
        ({ kind, name, namespace }) =>
          kind.value === wanted.kind &&
          name?.value === wanted.name &&
          namespace?.value === wanted.namespace,
      );
    if (found.length > 0) return found;
  }
  return [];
}

/**
 * A port's name is its container's for probes, and that of all pods behind a Service for the Service: so the other
 * pods of a Service that means it by name have it too, and their Services.
 */
function portMentions(snapshot: Snapshot, at: Mention): readonly Mention[] {
  const containers = new Set<Container>();
  const services = new Set<Resource>();
  const documents = new Set<DocumentFacts>([at.document]);
  const addService = (document: DocumentFacts, service: Resource): void => {
    if (services.has(service) || service.body.type !== 'service') return;
    services.add(service);
    documents.add(document);
    const { selector } = service.body.service;
    if (!selector || selector.length === 0) return;
    const { scope } = snapshot.link(document);
    for (const pod of scope.podsFor(service.namespace?.value, selector)) addPod(pod);
  };
  const addPod = (pod: PodFacts): void => {
    for (const container of pod.pod.containers)
      if (container.role !== 'init' && declares(container, at.name)) addContainer(pod, container);
  };
  const addContainer = (pod: PodFacts, container: Container): void => {
    if (containers.has(container)) return;
    containers.add(container);
    documents.add(pod.document);
    if (container.role === 'init' || !declares(container, at.name)) return;
    for (const { document, resource, service } of linkedPod(snapshot, pod)?.services ?? [])
      if (service.ports.some(({ targetPort }) => targetPort?.value === at.name))
        addService(document, resource);
  };
  if (at.pod && at.container) addContainer(at.pod, at.container);
  else addService(at.document, at.resource);
  return namedIn(documents, at).filter(
    ({ container, resource }) => (container && containers.has(container)) ?? services.has(resource),
  );
}

/** A label's value is one thing in the pods that have it and in all that selects them by it. */
function labelMentions(snapshot: Snapshot, at: Mention): readonly Mention[] {
  const resources = new Set<Resource>();
  const documents = new Set<DocumentFacts>();
  const add = (document: DocumentFacts, resource: Resource): void => {
    if (resources.has(resource)) return;
    resources.add(resource);
    documents.add(document);
    const { body } = resource;
    if (body.type === 'service') {
      const { scope } = snapshot.link(document);
      const pods = scope.podsFor(resource.namespace?.value, body.service.selector ?? []);
      for (const pod of pods) add(pod.document, pod.resource);
      return;
    }
    const pod = document.pods.find((one) => one.resource === resource);
    for (const selecting of (pod && linkedPod(snapshot, pod)?.services) ?? []) {
      const { selector } = selecting.service;
      if (selector?.some(({ key, value }) => key.value === at.key && value?.value === at.name))
        add(selecting.document, selecting.resource);
    }
  };
  add(at.document, at.resource);
  return namedIn(documents, at).filter(
    ({ key, resource }) => key === at.key && resources.has(resource),
  );
}

/** Names within another resource: keys of its data, ports of a Service. */
function ownedMentions(snapshot: Snapshot, at: Mention): readonly Mention[] {
  const { of } = at;
  if (!of) return [at];
  const owners = (mention: Mention): readonly Resource[] =>
    ownersOf(snapshot, mention, of.kind, of.name);
  const mine = owners(at);
  return candidates(snapshot, at).filter(
    (other) =>
      other.of?.kind === of.kind && other.of.name === of.name && sameThing(mine, owners(other)),
  );
}

function resourceMentions(snapshot: Snapshot, at: Mention, kind: NamedKind): readonly Mention[] {
  const owners = (mention: Mention): readonly Resource[] =>
    ownersOf(snapshot, mention, kind, at.name);
  const mine = owners(at);
  return candidates(snapshot, at).filter((other) => sameThing(mine, owners(other)));
}

/** The resources that a place means by a kind and a name, seen from its file. */
function ownersOf(
  snapshot: Snapshot,
  { document, resource, role, kind: mentioned }: Mention,
  kind: NamedKind,
  name: string,
): readonly Resource[] {
  if (
    role === 'definition' &&
    (mentioned === kind || mentioned === 'key' || mentioned === 'service-port')
  )
    return [resource];
  const home = snapshot.locate(document);
  const namespace = resource.namespace?.value;
  return home ? resourcesNamed(snapshot, home.file.uri, { kind, name, namespace }) : [];
}

/** Two names that mean nothing here are one if they are spelt alike. */
function sameThing(a: readonly Resource[], b: readonly Resource[]): boolean {
  if (a.length === 0 && b.length === 0) return true;
  return a.some((resource) => b.includes(resource));
}

/** Places of the same kind and name in all files that share a scope with this one, or with what it means. */
function candidates(snapshot: Snapshot, at: Mention): readonly Mention[] {
  const namespace = at.resource.namespace?.value;
  const near = namedIn(around(snapshot, at.document, at.name), at);
  const definitions = near.filter(({ role }) => role === 'definition');
  const documents = [at, ...definitions].flatMap(({ document }) =>
    around(snapshot, document, at.name),
  );
  return namedIn(new Set(documents), at).filter(
    ({ resource }) => resource.namespace?.value === namespace,
  );
}

/** The documents of its own file, and of all files with these words that one is applied with. */
export function around(
  snapshot: Snapshot,
  document: DocumentFacts,
  words: string,
): readonly DocumentFacts[] {
  const home = snapshot.locate(document);
  return home ? scopeDocuments(snapshot, home.file.uri, words) : [document];
}

function namedIn(documents: Iterable<DocumentFacts>, at: Mention): readonly Mention[] {
  return [...documents]
    .filter((document) => document === at.document || document.chunk.text.includes(at.name))
    .flatMap(mentionsIn)
    .filter(({ kind, name }) => kind === at.kind && name === at.name);
}

function linkedPod(snapshot: Snapshot, pod: PodFacts): LinkedPod | undefined {
  return snapshot.link(pod.document).pods.find(({ facts }) => facts === pod);
}

function declares(container: Container, name: string): boolean {
  return container.ports.some((port) => port.name?.value === name);
}
