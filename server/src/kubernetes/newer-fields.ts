import { own } from '../text/own.ts';
import type { Span } from '../text/span.ts';
import { FIELD_HISTORY } from './field-history.data.ts';
import type { Resource } from './model.ts';
import { rootDefinition, typedChildren } from './schema.ts';
import type { TypedMap } from './schema.ts';
import { NEWEST_KUBERNETES } from './version.ts';
import type { KubernetesVersion } from './version.ts';

/** A field that an older Kubernetes does not know, or knows only behind a feature gate. */
export interface NewerField {
  readonly field: string;
  readonly map: TypedMap;
  readonly at: Span;
  /** When it came, be it behind a gate. */
  readonly since: KubernetesVersion;
  /** The gate that it needs there; absent where it is not known at all. */
  readonly gate: string | undefined;
}

/** The fields of a resource that came after this version, or could not be used without more in it. */
export function newerFields(resource: Resource, version: KubernetesVersion): readonly NewerField[] {
  if (version >= NEWEST_KUBERNETES) return [];
  const definition = rootDefinition(resource.apiVersion?.value ?? '', resource.kind.value);
  if (definition === undefined) return [];
  return fieldsIn({ node: resource.node, definition, parent: undefined }, version);
}

function fieldsIn(map: TypedMap, version: KubernetesVersion): readonly NewerField[] {
  const newer = map.node.pairs.flatMap(({ key }): readonly NewerField[] => {
    const path = `${map.definition}.${key.text}`;
    const history = own(FIELD_HISTORY, path);
    if (!history || (history.on !== undefined && version >= history.on)) return [];
    const since = history.alpha ?? history.on;
    if (since === undefined) return [];
    const gate = version >= since ? history.gate : undefined;
    return [{ field: key.text, map, at: key.span, since, gate }];
  });
  return [...newer, ...typedChildren(map).flatMap((child) => fieldsIn(child, version))];
}
