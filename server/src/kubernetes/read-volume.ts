import type { YamlMap } from '../yaml/node.ts';
import { booleanField, hasField, mapField, mapItems, textField } from './fields.ts';
import type { ProjectedSource, Volume, VolumeItem, VolumeSource } from './model.ts';

export function readVolume(node: YamlMap): Volume {
  return { node, name: textField(node, 'name'), source: readSource(node) };
}

function readSource(node: YamlMap): VolumeSource {
  const configMap = mapField(node, 'configMap');
  if (configMap) return dataSource('configMap', configMap, 'name');
  const secret = mapField(node, 'secret');
  if (secret) return dataSource('secret', secret, 'secretName');
  const hostPath = mapField(node, 'hostPath');
  if (hostPath) return { type: 'hostPath', path: textField(hostPath, 'path') };
  const claim = mapField(node, 'persistentVolumeClaim');
  if (claim) {
    return {
      type: 'persistentVolumeClaim',
      claimName: textField(claim, 'claimName'),
      readOnly: booleanField(claim, 'readOnly'),
    };
  }
  const projected = mapField(node, 'projected');
  if (projected)
    return { type: 'projected', sources: mapItems(projected, 'sources').map(readProjected) };
  if (hasField(node, 'downwardAPI')) return { type: 'downwardAPI' };
  if (hasField(node, 'image')) return { type: 'image' };
  if (hasField(node, 'emptyDir')) return { type: 'emptyDir', written: true };
  const other = node.pairs.find((pair) => pair.key.text !== 'name');
  return other ? { type: 'other', field: other.key.text } : { type: 'emptyDir', written: false };
}

function dataSource(
  type: 'configMap' | 'secret',
  map: YamlMap,
  nameField: 'name' | 'secretName',
): VolumeSource {
  return {
    type,
    name: textField(map, nameField),
    items: hasField(map, 'items') ? mapItems(map, 'items').map(readItem) : undefined,
    optional: booleanField(map, 'optional'),
  };
}

function readProjected(node: YamlMap): ProjectedSource {
  for (const type of ['configMap', 'secret'] as const) {
    const map = mapField(node, type);
    if (!map) continue;
    return {
      type,
      name: textField(map, 'name'),
      items: hasField(map, 'items') ? mapItems(map, 'items').map(readItem) : undefined,
    };
  }
  return { type: 'other', name: undefined, items: itemsOfOther(node) };
}

/** The files of a `downwardAPI`, and the one of a token or of a bundle of certificates. */
function itemsOfOther(node: YamlMap): readonly VolumeItem[] | undefined {
  const downward = mapField(node, 'downwardAPI');
  if (downward) return mapItems(downward, 'items').map(readItem);
  const single = mapField(node, 'serviceAccountToken') ?? mapField(node, 'clusterTrustBundle');
  return single && [readItem(single)];
}

function readItem(node: YamlMap): VolumeItem {
  return { key: textField(node, 'key'), path: textField(node, 'path') };
}
