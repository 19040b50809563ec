import type { OwnImage } from '../analysis/settings.ts';
import type { Protocol } from '../commands/facts.ts';
import type { Span } from '../text/span.ts';
import { NEWEST_KUBERNETES, readKubernetesVersion } from '../kubernetes/version.ts';
import type { KubernetesVersion } from '../kubernetes/version.ts';
import type { YamlDocument } from '../yaml/document.ts';
import type { YamlMap, YamlNode, YamlPair, YamlScalar } from '../yaml/node.ts';
import { NO_CONFIGURATION } from './configuration.ts';
import type { Configuration } from './configuration.ts';
import type { CustomResource } from '../kubernetes/custom-resource.ts';
import { configurationFields, IMAGE_FIELDS, RESOURCE_FIELDS } from './configuration-schema.ts';
import { listed } from './messages.ts';
import { ruleSetting } from './severity.ts';
import type { RuleSetting } from './severity.ts';
import { nearest } from '../text/nearest.ts';
import { firstKeyOf } from '../yaml/node.ts';

/** Something in `.podspace.yaml` that means nothing; the rest of the file counts all the same. */
export interface ConfigurationFault {
  readonly span: Span;
  /** A whole sentence for the author. */
  readonly message: string;
}

export interface ReadConfiguration {
  readonly configuration: Configuration;
  readonly faults: readonly ConfigurationFault[];
}

const FILE_KEYS = Object.keys(configurationFields([]));
const IMAGE_KEYS = Object.keys(IMAGE_FIELDS);
const RESOURCE_KEYS = Object.keys(RESOURCE_FIELDS);

/**
 * Reads a `.podspace.yaml`. Never throws, and never stops at a fault: what is right counts, and each thing that is
 * wrong is a fault at its place.
 */
export function readConfiguration(
  document: YamlDocument,
  knownRules: readonly string[],
): ReadConfiguration {
  const faults: ConfigurationFault[] = document.faults.map(({ span, message }) => ({
    span,
    message,
  }));
  const context: Context = { faults, knownRules };
  const root = document.root;
  if (!root || (root.kind === 'scalar' && root.value === null)) {
    return { configuration: NO_CONFIGURATION, faults };
  }
  const map = readMap(context, root, 'The configuration');
  return { configuration: map ? readFile(context, map) : NO_CONFIGURATION, faults };
}

interface Context {
  readonly faults: ConfigurationFault[];
  readonly knownRules: readonly string[];
}

function readFile(context: Context, map: YamlMap): Configuration {
  checkKeys(context, map, FILE_KEYS);
  return {
    rules: new Map(pairsOf(context, map, 'rules').flatMap((pair) => readRule(context, pair))),
    ignore: itemsOf(context, map, 'ignore').flatMap((node) => readText(context, node, 'A pattern')),
    scopes: itemsOf(context, map, 'scopes').flatMap((node) => readScope(context, node)),
    images: itemsOf(context, map, 'images').flatMap((node) => readImage(context, node)),
    customResources: itemsOf(context, map, 'customResources').flatMap((node) =>
      readResource(context, node),
    ),
    kubernetesVersion: readVersion(context, map),
  };
}

function readVersion(context: Context, map: YamlMap): KubernetesVersion | undefined {
  const node = valueOf(map, 'kubernetesVersion');
  if (!node) return undefined;
  const text = node.kind === 'scalar' ? node.text : '';
  if (text === 'newest') return undefined;
  const version = readKubernetesVersion(text);
  if (version !== undefined && version <= NEWEST_KUBERNETES) return version;
  fault(
    context,
    node.span,
    `A version of Kubernetes is written as 1.29; the newest that is known is 1.${NEWEST_KUBERNETES}.`,
  );
  return undefined;
}

function readMap(context: Context, node: YamlNode, what: string): YamlMap | undefined {
  if (node.kind === 'map') return node;
  fault(context, node.span, `${what} is a map of keys and values.`);
  return undefined;
}

function readRule(context: Context, pair: YamlPair): readonly (readonly [string, RuleSetting])[] {
  const id = pair.key.text;
  if (!context.knownRules.includes(id)) {
    const like = nearest(id, context.knownRules);
    fault(
      context,
      pair.key.span,
      `There is no rule "${id}".${like === undefined ? '' : ` Is "${like}" meant?`}`,
    );
    return [];
  }
  // `off` without quotes is a boolean to YAML as Kubernetes reads it; its characters are what is meant.
  const setting = pair.value?.kind === 'scalar' ? ruleSetting(pair.value.text) : undefined;
  if (setting !== undefined) return [[id, setting]];
  fault(
    context,
    (pair.value ?? pair.key).span,
    'A rule is set to off, hint, information, warning or error.',
  );
  return [];
}

function readScope(context: Context, node: YamlNode): readonly (readonly string[])[] {
  if (node.kind !== 'seq') {
    fault(context, node.span, 'A scope is a list of patterns of files.');
    return [];
  }
  const patterns = node.items.flatMap(({ value }) =>
    value ? readText(context, value, 'A pattern') : [],
  );
  return patterns.length > 0 ? [patterns] : [];
}

function readImage(context: Context, node: YamlNode): readonly OwnImage[] {
  const map = readMap(context, node, 'An image');
  if (!map) return [];
  checkKeys(context, map, IMAGE_KEYS);
  const [image] = required(context, map, 'image', 'An image');
  const ports = itemsOf(context, map, 'ports').flatMap((item) => readPort(context, item));
  const reads = itemsOf(context, map, 'reads').flatMap((item) => readPath(context, item));
  const writes = itemsOf(context, map, 'writes').flatMap((item) => readPath(context, item));
  return image === undefined ? [] : [{ image, ports, reads, writes }];
}

function readPort(
  context: Context,
  node: YamlNode,
): readonly { readonly port: number; readonly protocol: Protocol }[] {
  const match = node.kind === 'scalar' ? /^(\d{1,5})(?:\/(TCP|UDP|SCTP))?$/.exec(node.text) : null;
  const port = Number(match?.[1]);
  if (port >= 1 && port <= 65535) return [{ port, protocol: protocolOf(match?.[2]) }];
  fault(
    context,
    node.span,
    'A port is a number from 1 to 65535, or one with a protocol as in 53/UDP.',
  );
  return [];
}

function readPath(context: Context, node: YamlNode): readonly string[] {
  const [path] = readText(context, node, 'A path');
  if (path === undefined) return [];
  if (path.startsWith('/')) return [path];
  fault(context, node.span, 'A path in an image begins with a slash.');
  return [];
}

function readResource(context: Context, node: YamlNode): readonly CustomResource[] {
  const map = readMap(context, node, 'A custom resource');
  if (!map) return [];
  checkKeys(context, map, RESOURCE_KEYS);
  const [kind] = required(context, map, 'kind', 'A custom resource');
  const group = valueOf(map, 'group');
  const podSpecs = itemsOf(context, map, 'podSpecs')
    .flatMap((item) => readText(context, item, 'The place of a pod spec'))
    .map((path) => path.replace(/^\./, '').split('.'));
  if (kind === undefined) return [];
  return [{ group: group && readText(context, group, 'A group')[0], kind, podSpecs }];
}

function required(context: Context, map: YamlMap, key: string, what: string): readonly string[] {
  const value = valueOf(map, key);
  if (value) return readText(context, value, `The value of "${key}"`);
  fault(context, firstKeyOf(map), `${what} needs "${key}".`);
  return [];
}

function readText(context: Context, node: YamlNode, what: string): readonly string[] {
  if (isText(node)) return [node.text];
  fault(context, node.span, `${what} is text.`);
  return [];
}

function itemsOf(context: Context, map: YamlMap, key: string): readonly YamlNode[] {
  const value = valueOf(map, key);
  if (!value) return [];
  if (value.kind === 'seq') return value.items.flatMap((item) => item.value ?? []);
  fault(context, value.span, `"${key}" is a list.`);
  return [];
}

function pairsOf(context: Context, map: YamlMap, key: string): readonly YamlPair[] {
  const value = valueOf(map, key);
  return value ? (readMap(context, value, `"${key}"`)?.pairs ?? []) : [];
}

/** The last value of a key that has one. */
function valueOf(map: YamlMap, key: string): YamlNode | undefined {
  const value = map.pairs.findLast((pair) => pair.key.text === key)?.value;
  return value?.kind === 'scalar' && value.value === null ? undefined : value;
}

function checkKeys(context: Context, map: YamlMap, known: readonly string[]): void {
  for (const { key } of map.pairs) {
    if (known.includes(key.text)) continue;
    fault(context, key.span, `"${key.text}" is not known here; ${listed(known)} are.`);
  }
}

function fault(context: Context, span: Span, message: string): void {
  context.faults.push({ span, message });
}

function isText(node: YamlNode): node is YamlScalar {
  return node.kind === 'scalar' && node.value !== null && node.text !== '';
}

function protocolOf(word: string | undefined): Protocol {
  return word === 'UDP' || word === 'SCTP' ? word : 'TCP';
}
