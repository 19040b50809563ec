import type { YamlMap } from '../yaml/node.ts';
import {
  booleanField,
  keyValues,
  mapField,
  mapItems,
  seqField,
  textField,
  textItems,
} from './fields.ts';
import type { Container, Pod } from './model.ts';
import { readContainer } from './read-container.ts';
import { readVolume } from './read-volume.ts';

const CONTAINER_LISTS = ['initContainers', 'containers', 'ephemeralContainers'] as const;

/** Reads a pod's spec; its labels and annotations stand in `metadata`, beside it. */
export function readPod(spec: YamlMap, metadata: YamlMap | undefined, origin: Pod['origin']): Pod {
  return {
    origin,
    spec,
    labels: keyValues(metadata && mapField(metadata, 'labels')),
    annotations: keyValues(metadata && mapField(metadata, 'annotations')),
    containers: CONTAINER_LISTS.flatMap((list) => readContainers(spec, list)),
    volumes: mapItems(spec, 'volumes').map(readVolume),
    volumeList: seqField(spec, 'volumes'),
    nodeName: textField(spec, 'nodeName'),
    nodeSelector: keyValues(mapField(spec, 'nodeSelector')),
    affinity: mapField(spec, 'affinity'),
    hostNetwork: booleanField(spec, 'hostNetwork'),
    hostPID: booleanField(spec, 'hostPID'),
    hostIPC: booleanField(spec, 'hostIPC'),
    shareProcessNamespace: booleanField(spec, 'shareProcessNamespace'),
    restartPolicy: textField(spec, 'restartPolicy'),
    dnsPolicy: textField(spec, 'dnsPolicy'),
    hostname: textField(spec, 'hostname'),
    hostAliases: mapItems(spec, 'hostAliases').map((alias) => ({
      hostnames: textItems(alias, 'hostnames') ?? [],
    })),
  };
}

function readContainers(
  spec: YamlMap,
  list: (typeof CONTAINER_LISTS)[number],
): readonly Container[] {
  return (seqField(spec, list)?.items ?? []).flatMap((item, index) =>
    item.value?.kind === 'map' ? [readContainer(item.value, { list, index })] : [],
  );
}
