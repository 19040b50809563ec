import type { DocumentFacts } from '../analysis/facts.ts';
import { isKustomization } from '../analysis/kustomization.ts';
import type { Snapshot } from '../analysis/workspace.ts';
import { fileNameOf } from '../text/uri.ts';
import type { YamlNode } from '../yaml/node.ts';
import { mentionsIn } from './mentions.ts';
import { NAMED_KINDS } from './symbol.ts';
import type { NamedKind, NamedSymbol } from './symbol.ts';
import { around, resourcesNamed } from './symbols.ts';

/** Why not all places that name a thing can be known or changed; undefined where they can. */
export function whyIncomplete(snapshot: Snapshot, symbol: NamedSymbol): string | undefined {
  return (
    whyFixed(symbol) ??
    whyUnmade(symbol) ??
    whyAliased(symbol) ??
    whyNamesClaims(snapshot, symbol) ??
    whyUnread(snapshot, symbol) ??
    whyOutside(snapshot, symbol)
  );
}

/** Names that reach further than manifests. */
function whyFixed({ kind, name }: NamedSymbol): string | undefined {
  if (kind === 'Service')
    return `Programs reach the Service by its name "${name}", and not all of them can be known.`;
  if (kind === 'key')
    return `The key "${name}" can be the name of a variable or of a file in a container, which programs know.`;
  return undefined;
}

const WORDS: Readonly<Partial<Record<NamedSymbol['kind'], string>>> = {
  volume: 'No volume of this pod is called',
  container: 'No container of this pod is called',
  port: 'No container here declares a port with the name',
  'service-port': 'No Service here has a port with the name',
  label: 'No pod here has the label',
};

function whyUnmade({ kind, name, at, mentions }: NamedSymbol): string | undefined {
  if (mentions.some(({ role }) => role === 'definition')) return undefined;
  const words = WORDS[kind];
  if (words === undefined)
    return `No ${kind} "${name}" is in these manifests, so who else uses it cannot be known.`;
  return `${words} "${at.key === undefined ? '' : `${at.key}: `}${name}".`;
}

function whyAliased({ kind, name, mentions }: NamedSymbol): string | undefined {
  for (const document of new Set(mentions.map((mention) => mention.document))) {
    const same = mentionsIn(document).filter((one) => one.kind === kind && one.name === name);
    if (same.some(({ scalar }) => scalar.aliased))
      return `"${name}" is reached through an alias too, which stands for more than this name.`;
  }
  const anchored = mentions.some(({ document, span }) =>
    /(?<![^\s,[\]{}])&[^\s,[\]{}]+\s+$/.test(
      document.chunk.text.slice(Math.max(0, span.start - 100), span.start),
    ),
  );
  return anchored
    ? `"${name}" has an anchor, and what its aliases stand for would change.`
    : undefined;
}

/** A StatefulSet's claims are called after their template and the pod. */
function whyNamesClaims(
  snapshot: Snapshot,
  { kind, name, at, mentions }: NamedSymbol,
): string | undefined {
  if (kind !== 'volume') return undefined;
  const { body } = at.resource;
  const isTemplate =
    body.type === 'workload' &&
    body.workload.volumeClaimTemplates.some((claim) =>
      mentions.some(({ scalar }) => scalar === claim.name?.node),
    );
  if (!isTemplate) return undefined;
  const prefix = `${name}-${at.resource.name?.value ?? ''}-`;
  const user = around(snapshot, at.document, prefix).find((document) =>
    mentionsIn(document).some(
      (one) =>
        one.kind === 'PersistentVolumeClaim' &&
        one.name.startsWith(prefix) &&
        /^\d+$/.test(one.name.slice(prefix.length)),
    ),
  );
  return (
    user && `The claims "${prefix}0" and on, which are called after it, are used elsewhere too.`
  );
}

/** Templates, patches and kinds that are not read may name it too. */
function whyUnread(snapshot: Snapshot, symbol: NamedSymbol): string | undefined {
  const documents = new Set(
    symbol.mentions.flatMap(({ document }) => around(snapshot, document, symbol.name)),
  );
  for (const document of documents) {
    if (!document.chunk.text.includes(symbol.name) || document.kubernetes.resources.length > 0)
      continue;
    const home = snapshot.locate(document);
    if (!home || !mayName(symbol, document, home.file.uri)) continue;
    return `"${symbol.name}" is also written in ${fileNameOf(home.file.uri)}, in a part that is not read${REASONS[document.kubernetes.verdict] ?? ''}.`;
  }
  return undefined;
}

const REASONS: Readonly<Partial<Record<DocumentFacts['kubernetes']['verdict'], string>>> = {
  template: ', for it is a template',
  patch: ', for it is a patch',
};

function mayName({ kind, name, at }: NamedSymbol, document: DocumentFacts, uri: string): boolean {
  const { verdict } = document.kubernetes;
  if (verdict === 'empty' || (verdict === 'not-kubernetes' && !isKustomization(uri))) return false;
  const ofPod = kind === 'volume' || kind === 'container';
  const owner = at.resource.name?.value;
  // A patch of another pod has names of its own.
  if (ofPod && owner !== undefined && !document.chunk.text.includes(owner)) return false;
  return someScalar(document.yaml.root, [], (text, path) => {
    if (text !== name) return false;
    const field = path.at(-1) ?? '';
    switch (kind) {
      case 'label':
        return field === at.key && path[0] !== 'metadata';
      case 'port':
        return /port|name/i.test(field) && path[0] !== 'metadata';
      case 'container':
        return /container|name/i.test(field) && path.length > 2;
      default:
        return path[0] !== 'metadata';
    }
  });
}

/** The keys on the way to a scalar, without the places in lists. */
function someScalar(
  node: YamlNode | undefined,
  path: readonly string[],
  test: (text: string, path: readonly string[]) => boolean,
): boolean {
  switch (node?.kind) {
    case undefined:
      return false;
    case 'scalar':
      return test(node.text, path);
    case 'map':
      return node.pairs.some(({ key, value }) => someScalar(value, [...path, key.text], test));
    case 'seq':
      return node.items.some(({ value }) => someScalar(value, path, test));
  }
}

/** Files that are not applied together with these, and have nothing else that they could mean. */
function whyOutside(
  snapshot: Snapshot,
  { kind, name, at, mentions }: NamedSymbol,
): string | undefined {
  const owner = kind === 'service-port' ? at.of : undefined;
  const named: NamedKind | undefined = owner?.kind ?? NAMED_KINDS.find((one) => one === kind);
  if (!named) return undefined;
  const namespace = at.resource.namespace?.value;
  const inside = new Set(mentions.flatMap(({ document }) => around(snapshot, document, name)));
  for (const file of snapshot.files.values()) {
    // Of most files the documents need not be read.
    if (!file.stream.entries.some(({ chunk }) => chunk.text.includes(name))) continue;
    const { uri } = file;
    const user = file.documents.some(
      (document) =>
        !inside.has(document) &&
        document.chunk.text.includes(name) &&
        mentionsIn(document).some(
          (one) =>
            one.kind === kind &&
            one.name === name &&
            one.of?.name === owner?.name &&
            one.resource.namespace?.value === namespace,
        ),
    );
    const wanted = { kind: named, name: owner?.name ?? name, namespace };
    if (user && resourcesNamed(snapshot, uri, wanted).length === 0)
      return `"${name}" is also used in ${fileNameOf(uri)}, which is not applied together with this file as far as can be seen.`;
  }
  return undefined;
}
