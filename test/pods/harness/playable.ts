import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { images } from './image.ts';

/** A manifest made ready for podman, and what of it podman is not shown. */
export interface Playable {
  /** Documents of JSON, which is YAML. */
  readonly text: string;
  readonly pods: readonly PlayablePod[];
}

export interface PlayablePod {
  readonly name: string;
  /** Init containers too. */
  readonly containers: readonly string[];
}

type Json = Record<string, unknown>;

/**
 * Makes what podman 4.3 can play of a manifest: its pods, those of workloads too, and its ConfigMaps.
 * What the cases are about stays as the author wrote it: commands, arguments, variables, ports, mounts,
 * namespaces, the order of containers. What changes:
 *
 * - every image is played by one of our own (harness/image.ts): an image of nginx by that with nginx,
 *   which is what it runs without a command, and all others by one with busybox and socat;
 * - containers are not started again, so that an end is an end, and init containers are kept, so that
 *   their logs can be read;
 * - an emptyDir or claim is a folder of the run's, because podman 4.3 overlooks `subPath`: a mount of
 *   a subPath is a mount of that folder's folder;
 * - the pod's IP is known beforehand (`ip`), because podman 4.3 has no `status.podIP`; and `$(VARIABLE)`
 *   is put in, because it does not do that either;
 * - a port that is declared without hostPort is not, because podman 4.3 would take it on the node, too;
 * - probes, resources and placement are left out: there is no kubelet and no scheduler.
 *
 * Services are left out too: a pod is found by its own name, so a Service is played by naming the pod
 * like it.
 */
export function playable(manifest: string, folder: string, ip: string): Playable {
  const resources = parseAllDocuments(manifest, { merge: true }).flatMap((document) =>
    itemsOf(document.toJS() as Json | null),
  );
  const made = resources.flatMap((resource): Json[] => {
    const template = podOf(resource);
    if (template === undefined) {
      return resource['kind'] === 'ConfigMap' || resource['kind'] === 'Secret' ? [resource] : [];
    }
    const name = string(at(resource, 'metadata')['name']);
    return [playablePod(name, template, join(folder, name), ip)];
  });
  const pods = made
    .filter(({ kind }) => kind === 'Pod')
    .map((pod) => ({
      name: string(at(pod, 'metadata')['name']),
      containers: containersOf(at(pod, 'spec')).map((container) => string(container['name'])),
    }));
  return { text: made.map((one) => JSON.stringify(one, undefined, 2)).join('\n---\n'), pods };
}

function itemsOf(resource: Json | null): Json[] {
  if (resource === null) {
    return [];
  }
  return resource['kind'] === 'List' ? list(resource['items']) : [resource];
}

/** A Pod, or the template of a workload. */
function podOf(resource: Json): Json | undefined {
  switch (resource['kind']) {
    case 'Pod':
      return resource;
    case 'Deployment':
    case 'StatefulSet':
    case 'DaemonSet':
    case 'ReplicaSet':
    case 'Job':
      return withClaims(at(at(resource, 'spec'), 'template'), at(resource, 'spec'));
    case 'CronJob':
      return podOf({ ...at(at(resource, 'spec'), 'jobTemplate'), kind: 'Job' });
    default:
      return undefined;
  }
}

function withClaims(template: Json, spec: Json): Json {
  const claims = list(spec['volumeClaimTemplates']).map((claim) => ({
    name: at(claim, 'metadata')['name'],
    persistentVolumeClaim: {},
  }));
  const podSpec = at(template, 'spec');
  return {
    ...template,
    spec: { ...podSpec, volumes: [...list(podSpec['volumes']), ...claims] },
  };
}

function playablePod(name: string, pod: Json, folder: string, ip: string): Json {
  const metadata = at(pod, 'metadata');
  const spec = at(pod, 'spec');
  const volumes = list(spec['volumes']);
  const folders = new Map(
    volumes.filter(isFolder).map((volume) => {
      const volumeName = string(volume['name']);
      return [volumeName, join(folder, volumeName)] as const;
    }),
  );
  const mounted = new Map<string, Json>();
  const readied = (container: Json): Json => ({
    ...container,
    ...withVariables(playedBy(container), ip),
    imagePullPolicy: 'Never',
    ports: list(container['ports']).filter((port) => port['hostPort'] !== undefined),
    ...(container['volumeMounts'] === undefined
      ? {}
      : {
          volumeMounts: list(container['volumeMounts']).map((mount) =>
            playableMount(mount, folders, mounted),
          ),
        }),
    livenessProbe: undefined,
    readinessProbe: undefined,
    startupProbe: undefined,
    lifecycle: undefined,
    resources: undefined,
  });
  const main = list(spec['containers']).map(readied);
  const init = list(spec['initContainers']).map(readied);
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      labels: metadata['labels'],
      annotations: { 'io.podman.annotations.init.container.type': 'always' },
    },
    spec: {
      ...spec,
      restartPolicy: 'Never',
      containers: main,
      ...(init.length > 0 ? { initContainers: init } : {}),
      volumes: [
        ...volumes.filter((volume) => !folders.has(string(volume['name']))),
        ...mounted.values(),
      ],
      nodeName: undefined,
      nodeSelector: undefined,
      affinity: undefined,
      serviceAccountName: undefined,
    },
  };
}

function isFolder(volume: Json): boolean {
  // Kubernetes makes a volume without a source an emptyDir.
  return ['emptyDir', 'persistentVolumeClaim'].some((source) => source in volume)
    ? true
    : Object.keys(volume).length === 1;
}

/** One hostPath volume for each place of a volume that something mounts. */
function playableMount(
  mount: Json,
  folders: ReadonlyMap<string, string>,
  mounted: Map<string, Json>,
): Json {
  const volume = string(mount['name']);
  const folder = folders.get(volume);
  if (folder === undefined) {
    if (mount['subPath'] !== undefined) {
      throw new Error(`podman 4.3 cannot play a subPath of the volume ${volume}.`);
    }
    return mount;
  }
  const subPath = typeof mount['subPath'] === 'string' ? mount['subPath'] : '';
  const path = join(folder, subPath);
  mkdirSync(path, { recursive: true });
  const name = `${volume}${subPath === '' ? '' : '-'}${subPath.replace(/[^a-z0-9]/g, '-')}`;
  mounted.set(name, { name, hostPath: { path, type: 'Directory' } });
  return { ...mount, name, subPath: undefined };
}

function playedBy(container: Json): Json {
  const own = string(container['image'] ?? '');
  const isBare = container['command'] === undefined && container['args'] === undefined;
  const isNginx = /(?:^|\/)nginx(?:-unprivileged)?(?:[:@]|$)/.test(own);
  const image = isNginx ? images.nginx : images.plain;
  const command = isNginx && isBare ? ['nginx', '-g', 'daemon off;'] : container['command'];
  return { image, command, args: container['args'], env: container['env'] };
}

function withVariables({ image, command, args, env }: Json, ip: string): Json {
  const variables = list(env).map((variable) => withPodIp(variable, ip));
  const value = (name: string): unknown => variables.find((one) => one['name'] === name)?.['value'];
  // In Kubernetes too `$$` stands for `$`, and an unknown variable stays as it is written.
  const expand = (text: unknown): string =>
    string(text).replace(/\$\$|\$\(([^)]+)\)/g, (whole, name?: string) =>
      name === undefined ? '$' : string(value(name) ?? whole),
    );
  const expanded = (words: unknown): unknown =>
    Array.isArray(words) ? words.map(expand) : undefined;
  return { image, env: variables, command: expanded(command), args: expanded(args) };
}

function withPodIp(variable: Json, ip: string): Json {
  const field = at(at(variable, 'valueFrom'), 'fieldRef')['fieldPath'];
  return field === 'status.podIP' ? { name: variable['name'], value: ip } : variable;
}

function containersOf(spec: Json): Json[] {
  return [...list(spec['initContainers']), ...list(spec['containers'])];
}

function at(value: Json, key: string): Json {
  const found = value[key];
  return typeof found === 'object' && found !== null ? (found as Json) : {};
}

function list(value: unknown): Json[] {
  return Array.isArray(value) ? (value as Json[]) : [];
}

function string(value: unknown): string {
  if (typeof value !== 'string') {
    throw new Error(`A string was expected in the manifest, not ${JSON.stringify(value)}.`);
  }
  return value;
}
