import { identityOf } from '../kubernetes/model.ts';
import type { CustomResource } from '../kubernetes/custom-resource.ts';
import type { FileRole, Reading } from '../kubernetes/read.ts';
import { oneCopy } from '../text/one-copy.ts';
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

/** What a file is made from; `summary` is that of the same text, where it is known. */
export interface FileSource {
  readonly uri: string;
  readonly stream: YamlStream;
  readonly reading: Reading;
  readonly summary?: FileSummary | undefined;
}

/** The documents of a file; called once for each file, so that what it needs is not kept for each. */
export type ReadDocuments = (source: FileSource) => readonly DocumentFacts[];

/** A file whose documents are read when they are first asked for. */
export function sourceFile(source: FileSource, readDocuments: ReadDocuments): SourceFile {
  return new LazyFile(source, readDocuments);
}

/** A class, since each object that is written down with a getter gets a shape of its own. */
class LazyFile implements SourceFile {
  readonly uri: string;
  readonly stream: YamlStream;
  readonly reading: Reading;
  readonly #readDocuments: ReadDocuments;
  #documents: readonly DocumentFacts[] | undefined;
  #summary: FileSummary | undefined;

  constructor({ uri, stream, reading, summary }: FileSource, readDocuments: ReadDocuments) {
    this.uri = uri;
    this.stream = stream;
    this.reading = reading;
    this.#readDocuments = readDocuments;
    this.#summary = summary;
  }

  get custom(): readonly CustomResource[] {
    return this.reading.custom;
  }

  get role(): FileRole {
    return this.reading.role;
  }

  get text(): string {
    return this.stream.text;
  }

  get documents(): readonly DocumentFacts[] {
    return (this.#documents ??= this.#readDocuments(this));
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
        namespace: namespace && oneCopy(namespace.value),
        labels: fitting(pod.labels, ({ key, value }) =>
          value ? [{ key: oneCopy(key.value), value: oneCopy(value.value) }] : [],
        ),
      })),
    ),
    resources: fitting(documents, ({ kubernetes }, document) =>
      kubernetes.resources.map((resource) => ({
        document,
        kind: oneCopy(resource.kind.value),
        name: resource.name?.value,
        namespace: resource.namespace && oneCopy(resource.namespace.value),
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
  const mapped = items.flatMap(map);
  return mapped.length === 0 ? NONE : mapped.slice();
}

const NONE: readonly never[] = [];
