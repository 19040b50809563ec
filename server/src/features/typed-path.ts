import type { DocumentFacts } from '../analysis/facts.ts';
import { sniff } from '../kubernetes/sniff.ts';
import { fieldOf } from '../kubernetes/schema.ts';
import type { SchemaType } from '../kubernetes/schema-types.ts';
import { valueOf } from '../yaml/node.ts';
import type { YamlNode } from '../yaml/node.ts';
import type { Step } from './cursor.ts';
import { definitionOfKind } from './typed-fields.ts';

/** What the API has at the end of a way. */
export interface TypedStep {
  readonly type: SchemaType;
  /** The definition and the field that the last step of the way went through; absent at a resource's root. */
  readonly owner: { readonly definition: string; readonly field: string } | undefined;
  /** How many steps of the way lead to the resource: none, but in a List. */
  readonly resource: readonly Step[];
}

/** Follows a way through the schema of the document's kind; undefined where the schema knows no such way. */
export function typeAt(document: DocumentFacts, path: readonly Step[]): TypedStep | undefined {
  const root = rootOf(document, path);
  if (!root) return undefined;
  let type: SchemaType = { kind: 'object', definition: root.definition };
  let owner: TypedStep['owner'];
  for (const step of path.slice(root.resource.length)) {
    if (typeof step === 'number') {
      if (type.kind !== 'list') return undefined;
      type = type.of;
    } else if (type.kind === 'object') {
      const field: ReturnType<typeof fieldOf> = fieldOf(type.definition, step);
      if (!field) return undefined;
      owner = { definition: type.definition, field: step };
      type = field.type;
    } else if (type.kind === 'map') {
      type = type.of;
    } else {
      return undefined;
    }
  }
  return { type, owner, resource: root.resource };
}

/** The node at the end of a way, as far as the text can be read. */
export function nodeAt(document: DocumentFacts, path: readonly Step[]): YamlNode | undefined {
  let node = document.yaml.root;
  for (const step of path) {
    if (node?.kind === 'map' && typeof step === 'string') node = valueOf(node, step);
    else if (node?.kind === 'seq' && typeof step === 'number') node = node.items[step]?.value;
    else return undefined;
  }
  return node;
}

function rootOf(
  document: DocumentFacts,
  path: readonly Step[],
): { readonly definition: string; readonly resource: readonly Step[] } | undefined {
  const { apiVersion, kind } = sniff(document.chunk.text);
  if (kind?.endsWith('List') === true && path[0] === 'items' && typeof path[1] === 'number') {
    const resource = path.slice(0, 2);
    const item = nodeAt(document, resource);
    const definition =
      item?.kind === 'map'
        ? definitionOfKind(textOf(valueOf(item, 'apiVersion')), textOf(valueOf(item, 'kind')))
        : undefined;
    return definition === undefined ? undefined : { definition, resource };
  }
  const definition = definitionOfKind(apiVersion, kind);
  return definition === undefined ? undefined : { definition, resource: [] };
}

function textOf(node: YamlNode | undefined): string | undefined {
  return node?.kind === 'scalar' ? node.text : undefined;
}
