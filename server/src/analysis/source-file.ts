import { identityOf } from '../kubernetes/model.ts';
import type { CustomResource } from '../kubernetes/custom-resource.ts';
import type { FileRole, Reading } from '../kubernetes/read.ts';
import type { Span } from '../text/span.ts';
import type { YamlStream } from '../yaml/stream.ts';
import type { DocumentFacts } from './facts.ts';

/** A manifest at one moment. */
export interface SourceFile extends Reading {
  readonly uri: string;
  /** See `YamlStream`: its length is cheaper. */
  readonly text: string;
  readonly stream: YamlStream;
  /** One for each document of the stream, read when first asked for. */
  readonly documents: readonly DocumentFacts[];
  /** Made from the documents when first asked for; there without them where they were forgotten. */
  readonly summary: FileSummary;
}

/** What is asked of all files of a workspace at once. */
export interface FileSummary {
  /** The images that its pods run, as often as they do. */
  readonly images: readonly string[];
  /** The nodes that its pods name. */
  readonly nodes: readonly string[];
  readonly pods: readonly PodSummary[];
  readonly resources: readonly ResourceSummary[];
}

export interface PodSummary {
  /** The name of its resource, or its kind. */
  readonly from: string;
  readonly namespace: string | undefined;
  readonly labels: readonly { readonly key: string; readonly value: string }[];
}

export interface ResourceSummary {
  /** Index of the document that holds it. */
  readonly document: number;
  readonly kind: string;
  readonly name: string | undefined;
  readonly namespace: string | undefined;
  /** See `identityOf`. */
  readonly identity: Span;
}

/** A file whose documents `readDocuments` gives when they are first asked for. */
export function sourceFile(
  uri: string,
  stream: YamlStream,
  reading: Reading,
  readDocuments: () => readonly DocumentFacts[],
  summary?: FileSummary,
): SourceFile {
  return new LazyFile(uri, stream, reading, readDocuments, summary);
}

/** A class, since each object that is written down with a getter gets a shape of its own. */
class LazyFile implements SourceFile {
  readonly uri: string;
  readonly stream: YamlStream;
  readonly custom: readonly CustomResource[];
  readonly role: FileRole;
  readonly #readDocuments: () => readonly DocumentFacts[];
  #documents: readonly DocumentFacts[] | undefined;
  #summary: FileSummary | undefined;

  constructor(
    uri: string,
    stream: YamlStream,
    { custom, role }: Reading,
    readDocuments: () => readonly DocumentFacts[],
    summary: FileSummary | undefined,
  ) {
    this.uri = uri;
    this.stream = stream;
    this.custom = custom;
    this.role = role;
    this.#readDocuments = readDocuments;
    this.#summary = summary;
  }

  get text(): string {
    return this.stream.text;
  }

  get documents(): readonly DocumentFacts[] {
    return (this.#documents ??= this.#readDocuments());
  }

  get summary(): FileSummary {
    return (this.#summary ??= summaryOf(this.documents));
  }
}

function summaryOf(documents: readonly DocumentFacts[]): FileSummary {
  return {
    images: fitting(documents, ({ pods }) =>
      pods.flatMap(({ pod }) =>
        pod.containers.flatMap(({ image }) => (image?.value ? [image.value] : [])),
      ),
    ),
    nodes: fitting(documents, ({ pods }) =>
      pods.flatMap(({ pod: { nodeName } }) => (nodeName?.value ? [nodeName.value] : [])),
    ),
    pods: fitting(documents, ({ pods }) =>
      pods.map(({ pod, resource: { name, kind, namespace } }) => ({
        from: name?.value ?? kind.value,
        namespace: namespace?.value,
        labels: fitting(pod.labels, ({ key, value }) =>
          value ? [{ key: key.value, value: value.value }] : [],
        ),
      })),
    ),
    resources: fitting(documents, ({ kubernetes }, document) =>
      kubernetes.resources.map((resource) => ({
        document,
        kind: resource.kind.value,
        name: resource.name?.value,
        namespace: resource.namespace?.value,
        identity: identityOf(resource),
      })),
    ),
  };
}

/** As `flatMap`, without the room for more than a dozen further items that its list has: it is kept for every file. */
function fitting<T, R>(
  items: readonly T[],
  map: (item: T, index: number) => readonly R[],
): readonly R[] {
  return items.flatMap(map).slice();
}
