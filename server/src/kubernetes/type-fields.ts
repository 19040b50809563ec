import { nearest } from '../text/nearest.ts';
import type { YamlMap, YamlScalar } from '../yaml/node.ts';
import { hasField, mapAt, mapField, mapItems, textField } from './fields.ts';
import { templatePath } from './kinds.ts';
import { isServedVersion, versionsOf } from './misnamed.ts';

/** Of the two fields by which an API server knows what a manifest is, the one that it has not. */
export type TypeFault =
  | { readonly type: 'misspelt'; readonly name: TypeField; readonly key: YamlScalar }
  /** A workload that is whole but for its `apiVersion`. */
  | { readonly type: 'absent'; readonly apiVersion: string };

type TypeField = 'apiVersion' | 'kind';

/** Whether the text may be a manifest that lacks one of them, as far as a scan can tell. */
export function mayLackTypeField(
  text: string,
  apiVersion: string | undefined,
  kind: string | undefined,
): boolean {
  const isHalf =
    apiVersion === undefined
      ? kind !== undefined && versionsOf(kind).length > 0
      : kind === undefined && isServedVersion(apiVersion);
  return isHalf && /^metadata[ \t]*:/m.test(text);
}

/** Undefined for a manifest that has both, and for what need not be one. */
export function typeFault(root: YamlMap): TypeFault | undefined {
  const [hasVersion, kind] = [hasField(root, 'apiVersion'), textField(root, 'kind')?.value];
  if (hasVersion === (kind !== undefined) || !hasField(root, 'metadata')) return undefined;
  const name = hasVersion ? 'kind' : 'apiVersion';
  const key = root.pairs.find(({ key }) => !FIELDS.has(key.text) && nearest(key.text, [name]))?.key;
  if (key) return { type: 'misspelt', name, key };
  const [version] = kind === undefined ? [] : versionsOf(kind);
  if (version === undefined || kind === undefined) return undefined;
  return isWhole(root, version, kind) ? { type: 'absent', apiVersion: version } : undefined;
}

const FIELDS = new Set(['apiVersion', 'kind', 'metadata', 'spec', 'data', 'status', 'type']);

/** With a name and images, which a part of a manifest and a tool's own configuration rarely have both. */
function isWhole(root: YamlMap, apiVersion: string, kind: string): boolean {
  const metadata = mapField(root, 'metadata');
  const path = templatePath(apiVersion, kind);
  const spec = path && mapAt(root, [...path, 'spec']);
  const containers = spec ? mapItems(spec, 'containers') : [];
  return (
    metadata !== undefined &&
    hasField(metadata, 'name') &&
    containers.length > 0 &&
    containers.every((container) => hasField(container, 'image'))
  );
}
