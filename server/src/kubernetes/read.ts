import type { Chunk } from '../yaml/stream.ts';
import type { YamlMap } from '../yaml/node.ts';
import {
  booleanField,
  hasField,
  keyValues,
  mapAt,
  mapField,
  mapItems,
  portField,
  integerField,
  seqField,
  textField,
} from './fields.ts';
import { completionOfPatch, completionsOfKustomization } from './completion.ts';
import { podSpecPaths } from './custom-resource.ts';
import type { CustomResource } from './custom-resource.ts';
import { isKnownKind, isListKind, templatePath } from './kinds.ts';
import type {
  DataResource,
  KubernetesDocument,
  NodeSpec,
  Pod,
  Resource,
  ResourceBody,
  Service,
  Verdict,
  Workload,
} from './model.ts';
import { readRoutes } from './read-ingress.ts';
import { misnamed } from './misnamed.ts';
import { readPod } from './read-pod.ts';
import { removedVersion } from './removed-version.ts';
import { sniff } from './sniff.ts';
import { templateLanguage } from './template.ts';
import { mayLackTypeField, typeFault } from './type-fields.ts';

/** How a document is read, besides its text. */
export interface Reading {
  readonly custom: readonly CustomResource[];
  readonly role: FileRole;
}

/**
 * What a file is to others.
 *
 * - `patch`: a kustomization names it as a patch.
 * - `kustomization`: it has the name of one.
 * - `part`: what it holds may be parts of resources: patches, or what a test expects of them.
 * - `expectation`: it has the name of what a test expects.
 */
export type FileRole = 'manifest' | 'patch' | 'kustomization' | 'part' | 'expectation';

/**
 * Reads what a document holds. Documents of kinds that hold nothing of ours are recognised by a scan and not parsed;
 * templates and patches are told apart and not read as pods. Never throws.
 */
export function readKubernetes(
  chunk: Chunk,
  { custom = [], role = 'manifest' }: Partial<Reading> = {},
): KubernetesDocument {
  const { apiVersion, kind, template } = sniff(chunk.text);
  if (role === 'kustomization') return readKustomization(chunk);
  if (kind === undefined || apiVersion === undefined) {
    const mayBe = role !== 'patch' && mayLackTypeField(chunk.text, apiVersion, kind);
    const found = mayBe ? readUntyped(chunk, role) : undefined;
    return found ?? nothing(emptyOr(chunk.text, 'not-kubernetes'));
  }
  if (role === 'patch')
    return templateLanguage(chunk.text) !== undefined ? nothing('template') : readPatch(chunk);
  const paths = podSpecPaths(custom, apiVersion, kind);
  const isOurs = paths !== undefined || isKnownKind(apiVersion, kind) || isListKind(kind);
  if (!isOurs && !misnamed(apiVersion, kind) && !removedVersion(apiVersion, kind))
    return nothing(template ? 'template' : 'kubernetes');
  if (templateLanguage(chunk.text) !== undefined) return nothing('template');
  const root = chunk.document.root;
  if (root?.kind !== 'map') return nothing('not-kubernetes');
  if (isPatch(root, apiVersion, kind)) return nothing('patch');
  return manifestOf(paths ? readCustom(root, paths) : readResources(root), role);
}

function manifestOf(resources: readonly Resource[], role: Resource['role']): KubernetesDocument {
  return {
    ...nothing('kubernetes'),
    resources: role === 'manifest' ? resources : resources.map((one) => ({ ...one, role })),
  };
}

/** A manifest that lacks one of the two fields by which it is known: what it is, its `kind` says, however spelt. */
function readUntyped(chunk: Chunk, role: Resource['role']): KubernetesDocument | undefined {
  if (templateLanguage(chunk.text) !== undefined) return undefined;
  const { root } = chunk.document;
  const fault = root?.kind === 'map' ? typeFault(root) : undefined;
  if (root?.kind !== 'map' || !fault || hasDirective(root, DIRECTIVE_DEPTH)) return undefined;
  const isKind = fault.type === 'misspelt' && fault.name === 'kind';
  const kind = textField(root, isKind ? fault.key.text : 'kind');
  return kind && manifestOf([readResource(root, kind)], role);
}

function readPatch({ document: { root } }: Chunk): KubernetesDocument {
  return {
    ...nothing('patch'),
    completions: root?.kind === 'map' ? [completionOfPatch(root)] : [],
  };
}

/** Its kind may be left out; there are no pods in it either way. */
function readKustomization({ document: { root } }: Chunk): KubernetesDocument {
  return {
    ...nothing('kubernetes'),
    completions: root?.kind === 'map' ? completionsOfKustomization(root) : [],
  };
}

function nothing(verdict: Verdict): KubernetesDocument {
  return { verdict, resources: [], completions: [] };
}

function emptyOr(text: string, verdict: Verdict): Verdict {
  return /[^\s#-]/.test(text.replace(/^\uFEFF|^[ \t]*#.*$/gm, '')) ? verdict : 'empty';
}

const SELECTOR_REQUIRED = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet']);

/**
 * A strategic-merge patch names what it changes and leaves out what the API requires: it holds a directive, or a
 * container without an image in a workload that also lacks its selector (or, where none is required, in which no
 * container has an image, and nothing says when pods start again).
 */
function isPatch(root: YamlMap, apiVersion: string, kind: string): boolean {
  if (hasDirective(root, DIRECTIVE_DEPTH)) return true;
  const path = templatePath(apiVersion, kind);
  const metadata = mapField(root, 'metadata');
  // A patch finds what it changes by its name.
  if (!path || path.length === 0 || !metadata || !hasField(metadata, 'name')) return false;
  const spec = mapField(root, 'spec');
  if (!spec) return false;
  const holder = mapAt(root, path);
  const podSpec = holder && mapField(holder, 'spec');
  const containers = podSpec ? mapItems(podSpec, 'containers') : [];
  const complete = containers.filter((container) => hasField(container, 'image'));
  if (SELECTOR_REQUIRED.has(kind)) {
    return (
      !hasField(spec, 'selector') &&
      (containers.length === 0 || complete.length < containers.length)
    );
  }
  if (!podSpec || containers.length === 0) return !podSpec;
  // Who writes a Job whole says when its pods start again: no default of it is allowed there.
  return complete.length === 0 && !hasField(podSpec, 'restartPolicy');
}

function hasDirective(node: YamlMap, depth: number): boolean {
  if (depth === 0) return false;
  return node.pairs.some(({ key, value }) => {
    if (key.text.startsWith('$') && DIRECTIVE.test(key.text)) return true;
    if (value?.kind === 'map') return hasDirective(value, depth - 1);
    if (value?.kind !== 'seq') return false;
    return value.items.some(
      (item) => item.value?.kind === 'map' && hasDirective(item.value, depth - 1),
    );
  });
}

/** Of maps in maps and lists. */
const DIRECTIVE_DEPTH = 12;

const DIRECTIVE = /^\$(?:patch|retainKeys|setElementOrder|deleteFromPrimitiveList)/;

function readResources(root: YamlMap): readonly Resource[] {
  const kind = textField(root, 'kind');
  if (kind && isListKind(kind.value) && seqField(root, 'items')) {
    return mapItems(root, 'items').flatMap(readResources);
  }
  return kind ? [readResource(root, kind)] : [];
}

function readResource(node: YamlMap, kind: Resource['kind']): Resource {
  const metadata = mapField(node, 'metadata');
  const apiVersion = textField(node, 'apiVersion');
  return {
    apiVersion,
    kind,
    name: metadata && textField(metadata, 'name'),
    generateName: metadata && textField(metadata, 'generateName'),
    namespace: metadata && textField(metadata, 'namespace'),
    labels: keyValues(metadata && mapField(metadata, 'labels')),
    annotations: keyValues(metadata && mapField(metadata, 'annotations')),
    node,
    role: 'manifest',
    body: readBody(node, apiVersion?.value ?? '', kind.value),
  };
}

function readBody(node: YamlMap, apiVersion: string, kind: string): ResourceBody {
  const workload = readWorkload(node, templatePath(apiVersion, kind));
  if (workload) return { type: 'workload', workload };
  if (!isKnownKind(apiVersion, kind)) return { type: 'other' };
  if (kind === 'Service') return { type: 'service', service: readService(node) };
  if (kind === 'Ingress') return { type: 'ingress', routes: readRoutes(node) };
  if (kind === 'ConfigMap' || kind === 'Secret')
    return { type: 'data', data: readData(node, kind) };
  if (kind === 'Node') return { type: 'node', node: readNode(node) };
  return { type: 'other' };
}

function readNode(node: YamlMap): NodeSpec {
  const spec = mapField(node, 'spec');
  return {
    taints: (spec ? mapItems(spec, 'taints') : []).map((taint) => ({
      key: textField(taint, 'key'),
      value: textField(taint, 'value'),
      effect: textField(taint, 'effect'),
    })),
    unschedulable: spec && booleanField(spec, 'unschedulable'),
  };
}

function readWorkload(node: YamlMap, path: readonly string[] | undefined): Workload | undefined {
  const holder = path && mapAt(node, path);
  const podSpec = holder && mapField(holder, 'spec');
  if (!podSpec) return undefined;
  const origin = path.length === 0 ? 'pod' : 'template';
  return workloadOf(node, readPod(podSpec, mapField(holder, 'metadata'), origin));
}

/** Each pod spec of a custom resource is read as a resource of its own. */
function readCustom(root: YamlMap, paths: readonly (readonly string[])[]): readonly Resource[] {
  const kind = textField(root, 'kind');
  if (!kind) return [];
  const resource = readResource(root, kind);
  return paths.flatMap((path) => {
    const podSpec = mapAt(root, path);
    if (!podSpec) return [];
    const holder = path.at(-1) === 'spec' ? mapAt(root, path.slice(0, -1)) : undefined;
    const pod = readPod(podSpec, holder && mapField(holder, 'metadata'), 'template');
    return [{ ...resource, body: { type: 'workload', workload: workloadOf(root, pod) } as const }];
  });
}

function workloadOf(node: YamlMap, pod: Pod): Workload {
  const spec = mapField(node, 'spec');
  const selector = spec && mapField(spec, 'selector');
  const matchLabels = selector && (mapField(selector, 'matchLabels') ?? selector);
  return {
    pod,
    replicas: spec && integerField(spec, 'replicas'),
    selector: matchLabels && keyValues(matchLabels),
    volumeClaimTemplates: (spec ? mapItems(spec, 'volumeClaimTemplates') : []).map((claim) => {
      const metadata = mapField(claim, 'metadata');
      return { node: claim, name: metadata && textField(metadata, 'name') };
    }),
  };
}

function readService(node: YamlMap): Service {
  const spec = mapField(node, 'spec');
  return {
    serviceType: spec && textField(spec, 'type'),
    selector:
      spec && hasField(spec, 'selector') ? keyValues(mapField(spec, 'selector')) : undefined,
    ports: (spec ? mapItems(spec, 'ports') : []).map((port) => ({
      node: port,
      name: textField(port, 'name'),
      port: integerField(port, 'port'),
      targetPort: portField(port, 'targetPort'),
      nodePort: integerField(port, 'nodePort'),
      protocol: textField(port, 'protocol'),
    })),
  };
}

function readData(node: YamlMap, kind: 'ConfigMap' | 'Secret'): DataResource {
  const readable = mapField(node, kind === 'ConfigMap' ? 'data' : 'stringData');
  const opaque = mapField(node, kind === 'ConfigMap' ? 'binaryData' : 'data');
  return {
    entries: keyValues(readable),
    opaqueKeys: (opaque?.pairs ?? []).map(({ key }) => ({
      value: key.text,
      span: key.span,
      node: key,
    })),
  };
}
