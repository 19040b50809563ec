import { pairOf } from '../yaml/node.ts';
import type { YamlMap, YamlPair } from '../yaml/node.ts';
import {
  booleanField,
  integerField,
  mapField,
  mapItems,
  portField,
  seqField,
  textField,
  textItems,
} from './fields.ts';
import type {
  Container,
  ContainerPort,
  ContainerRole,
  EnvSource,
  EnvValueSource,
  EnvVar,
  Handler,
  HandlerAction,
  VolumeDevice,
  VolumeMount,
} from './model.ts';

/** Reads one container. `place` says which list it stands in, and at which index. */
export function readContainer(
  node: YamlMap,
  place: {
    readonly list: 'initContainers' | 'containers' | 'ephemeralContainers';
    readonly index: number;
  },
): Container {
  const restartPolicy = textField(node, 'restartPolicy');
  const securityContext = mapField(node, 'securityContext');
  return {
    role: roleOf(place.list, restartPolicy?.value),
    index: place.index,
    node,
    name: textField(node, 'name'),
    image: textField(node, 'image'),
    command: textItems(node, 'command'),
    args: textItems(node, 'args'),
    workingDir: textField(node, 'workingDir'),
    env: mapItems(node, 'env').map(readEnvVar),
    envFrom: mapItems(node, 'envFrom').flatMap((item) => readEnvSource(item) ?? []),
    ports: mapItems(node, 'ports').map(readPort),
    portList: seqField(node, 'ports'),
    mounts: mapItems(node, 'volumeMounts').map(readMount),
    mountList: seqField(node, 'volumeMounts'),
    devices: mapItems(node, 'volumeDevices').map(readDevice),
    handlers: readHandlers(node),
    restartPolicy,
    readOnlyRootFilesystem:
      securityContext && booleanField(securityContext, 'readOnlyRootFilesystem'),
    privileged: securityContext && booleanField(securityContext, 'privileged'),
  };
}

function roleOf(list: string, restartPolicy: string | undefined): ContainerRole {
  if (list === 'ephemeralContainers') return 'ephemeral';
  if (list === 'containers') return 'main';
  return restartPolicy === 'Always' ? 'sidecar' : 'init';
}

function readPort(node: YamlMap): ContainerPort {
  return {
    node,
    name: textField(node, 'name'),
    containerPort: integerField(node, 'containerPort'),
    hostPort: integerField(node, 'hostPort'),
    hostIP: textField(node, 'hostIP'),
    protocol: textField(node, 'protocol'),
  };
}

function readEnvVar(node: YamlMap): EnvVar {
  const source = mapField(node, 'valueFrom');
  return {
    node,
    name: textField(node, 'name'),
    value: textField(node, 'value'),
    valueFrom: source && readValueSource(source),
  };
}

function readValueSource(source: YamlMap): EnvValueSource {
  const configMap = mapField(source, 'configMapKeyRef');
  if (configMap)
    return {
      type: 'configMapKey',
      name: textField(configMap, 'name'),
      key: textField(configMap, 'key'),
    };
  const secret = mapField(source, 'secretKeyRef');
  if (secret)
    return { type: 'secretKey', name: textField(secret, 'name'), key: textField(secret, 'key') };
  const field = mapField(source, 'fieldRef');
  if (field) return { type: 'field', path: textField(field, 'fieldPath') };
  return { type: 'other' };
}

function readEnvSource(node: YamlMap): EnvSource | undefined {
  const prefix = textField(node, 'prefix');
  const configMap = mapField(node, 'configMapRef');
  if (configMap) return { type: 'configMap', name: textField(configMap, 'name'), prefix };
  const secret = mapField(node, 'secretRef');
  if (secret) return { type: 'secret', name: textField(secret, 'name'), prefix };
  return undefined;
}

function readMount(node: YamlMap): VolumeMount {
  return {
    node,
    name: textField(node, 'name'),
    mountPath: textField(node, 'mountPath'),
    subPath: textField(node, 'subPath'),
    subPathExpr: textField(node, 'subPathExpr'),
    readOnly: booleanField(node, 'readOnly'),
  };
}

function readDevice(node: YamlMap): VolumeDevice {
  return { node, name: textField(node, 'name'), devicePath: textField(node, 'devicePath') };
}

function readHandlers(node: YamlMap): readonly Handler[] {
  const lifecycle = mapField(node, 'lifecycle');
  return [
    ...handlersIn(node, ['startupProbe', 'livenessProbe', 'readinessProbe']),
    ...(lifecycle ? handlersIn(lifecycle, ['postStart', 'preStop']) : []),
  ];
}

function handlersIn(map: YamlMap, fields: readonly Handler['field'][]): readonly Handler[] {
  return fields.flatMap((field) => {
    const pair = pairOf(map, field);
    return pair ? [{ field, pair, action: readAction(pair) }] : [];
  });
}

function readAction(pair: YamlPair): HandlerAction | undefined {
  const map = pair.value;
  if (map?.kind !== 'map') return undefined;
  const exec = mapField(map, 'exec');
  if (exec) return { type: 'exec', command: textItems(exec, 'command') ?? [] };
  for (const type of ['httpGet', 'tcpSocket', 'grpc'] as const) {
    const target = mapField(map, type);
    if (!target) continue;
    return {
      type,
      port: portField(target, 'port'),
      host: textField(target, 'host'),
      path: textField(target, 'path'),
    };
  }
  return mapField(map, 'sleep') ? { type: 'sleep' } : undefined;
}
