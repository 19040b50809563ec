import { remembering } from '../text/remembering.ts';
import type { ImageContent, KnownImage } from './image-model.ts';
import { APPLICATION_IMAGES } from './images-applications.ts';
import { IMAGE_USERS } from './image-users.data.ts';
import { BASE_IMAGES } from './images-base.ts';
import { CLUSTER_IMAGES } from './images-cluster.ts';
import { DATABASE_IMAGES } from './images-databases.ts';
import { MESSAGING_IMAGES } from './images-messaging.ts';
import { METRICS_IMAGES } from './images-metrics.ts';
import { TELEMETRY_IMAGES } from './images-telemetry.ts';
import { WEB_IMAGES } from './images-web.ts';

export type { DefaultPort, ImageContent, KnownImage } from './image-model.ts';

/** Every row; of several that match one reference the first counts. */
export const KNOWN_IMAGES: readonly KnownImage[] = [
  ...WEB_IMAGES,
  ...DATABASE_IMAGES,
  ...MESSAGING_IMAGES,
  ...METRICS_IMAGES,
  ...TELEMETRY_IMAGES,
  ...CLUSTER_IMAGES,
  ...APPLICATION_IMAGES,
  ...BASE_IMAGES,
];

/**
 * What is known of an image, by its reference as written in a manifest. `nginx`, `docker.io/library/nginx:1.27` and
 * `mirror.example.com/library/nginx@sha256:…` are one image; `bitnami/nginx` and `example.com/nginx` are not it.
 */
export const imageOf: (reference: string) => KnownImage | undefined = remembering(
  // Asked several times for each container.
  1_000,
  (reference) => {
    const { name, tag } = parseReference(reference);
    return lookUp(name, tag) ?? lookUp(mirroredName(name), tag);
  },
);

/** Whom an image's containers run as where the manifest does not say: `root`, a user's name, undefined if not known. */
export function userOfImage(reference: string): string | undefined {
  const { name, tag } = parseReference(reference);
  const names = [name, mirroredName(name)];
  return IMAGE_USERS.find(
    (row) => row.names.some((own) => names.includes(own)) && isForTag(row, tag),
  )?.user;
}

/**
 * What an empty volume mounted at `path` would hide: `needed` if the image's server, or any program, would not start
 * then; undefined if nothing is known to be there.
 */
export function hiddenByMount(
  known: KnownImage | undefined,
  path: string,
): (ImageContent & { readonly needed: boolean }) | undefined {
  const needed = [...SYSTEM_DIRECTORIES, ...(known?.needs ?? [])].find((directory) =>
    isWithin(directory, path),
  );
  if (needed !== undefined)
    return { path: needed, what: `${needed}, which the image needs`, needed: true };
  const content = known?.holds.find((held) => isWithin(held.path, path));
  return content && { ...content, needed: false };
}

/**
 * Whether a port stands for a protocol of its own, as 5432 does: the main port of a database, a queue or a collector.
 * Those from 8000 to 8999 are HTTP's, whoever has them (IANA's 8000, 8008, 8080 and what is near).
 */
export function isProtocolPort(port: number): boolean {
  if (port >= 8000 && port <= 8999) return false;
  return [...DATABASE_IMAGES, ...MESSAGING_IMAGES, ...TELEMETRY_IMAGES].some(({ ports }) =>
    ports.some((known) => known.port === port && known.purpose === 'service'),
  );
}

/** Directories that hold the programs and libraries of every image (Filesystem Hierarchy Standard 3.0, chapter 3). */
const SYSTEM_DIRECTORIES = [
  '/bin',
  '/sbin',
  '/lib',
  '/lib64',
  '/usr/bin',
  '/usr/sbin',
  '/usr/lib',
  '/usr/local/bin',
  '/etc',
];

/** Registries whose paths are Docker Hub's. */
const HUB_PREFIXES = [
  'docker.io/library/',
  'docker.io/',
  'index.docker.io/library/',
  'index.docker.io/',
  'registry-1.docker.io/library/',
  'registry-1.docker.io/',
  'registry.hub.docker.com/library/',
  'registry.hub.docker.com/',
  'mirror.gcr.io/library/',
  'mirror.gcr.io/',
  'public.ecr.aws/docker/library/',
  'public.ecr.aws/bitnami/',
  'library/',
];

/** Names that registry.k8s.io had before (kubernetes.io/blog/2022/11/28/registry-k8s-io-faster-cheaper-ga). */
const OLD_KUBERNETES_REGISTRY = /^(?:k8s\.gcr\.io|gcr\.io\/google[-_]containers)\//;

const byName = new Map<string, KnownImage[]>();
for (const known of KNOWN_IMAGES) {
  for (const name of known.names) {
    const rows = byName.get(name) ?? [];
    rows.push(known);
    byName.set(name, rows);
  }
}

/** The repository's name without registry defaults, tag and digest. */
function parseReference(reference: string): {
  readonly name: string;
  readonly tag: string | undefined;
} {
  const undigested = reference.trim().replace(/@[^]*/, '');
  const [, path = undigested, tag] = /^(.*?)(?::([^:/]*))?$/.exec(undigested) ?? [];
  return { name: canonicalName(path), tag };
}

function lookUp(name: string | undefined, tag: string | undefined): KnownImage | undefined {
  if (name === undefined) return undefined;
  return byName.get(name)?.find((known) => isForTag(known, tag));
}

function isForTag({ tags }: { readonly tags?: RegExp }, tag = 'latest'): boolean {
  return tags?.test(tag) ?? true;
}

function canonicalName(path: string): string {
  const prefix = HUB_PREFIXES.find((candidate) => path.startsWith(candidate));
  if (prefix === undefined) return path.replace(OLD_KUBERNETES_REGISTRY, 'registry.k8s.io/');
  const rest = path.slice(prefix.length);
  return prefix.endsWith('bitnami/') ? `bitnami/${rest}` : rest;
}

/**
 * The name of an image kept under another registry, where its path still says whose it is: `library/nginx` and
 * `prom/prometheus` do, a bare `nginx` may be anybody's.
 */
function mirroredName(name: string): string | undefined {
  const parts = name.split('/');
  const [host = ''] = parts;
  if (parts.length < 3 || !/[.:]|^localhost$/.test(host)) return undefined;
  const [owner = '', repository = ''] = parts.slice(-2);
  return owner === 'library' ? repository : `${owner}/${repository}`;
}

function isWithin(directory: string, path: string): boolean {
  return directory === path || directory.startsWith(path === '/' ? '/' : `${path}/`);
}
