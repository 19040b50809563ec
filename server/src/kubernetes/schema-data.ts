import type { YamlNode } from '../yaml/node.ts';
import { isExpressionKey } from './fragment.ts';

/**
 * A node as the JSON that kubectl would send, for a validator. Fields without a value are left out, as Go's decoder
 * takes null for absent; of equal keys the last one counts. What a test says of a field is none.
 */
export function toData(node: YamlNode | undefined): unknown {
  switch (node?.kind) {
    case undefined:
      return null;
    case 'scalar':
      return node.value;
    case 'seq':
      return node.items.map((item) => toData(item.value));
    case 'map': {
      const data: Record<string, unknown> = {};
      for (const { key, value } of node.pairs) {
        const name = key.text;
        if (isExpressionKey(name)) continue;
        // Merged keys come last and never hide a written one.
        if (key.aliased && !node.aliased && Object.hasOwn(data, name)) continue;
        const written = toData(value);
        if (written === null) {
          // What loses a property is slow to read from then on.
          if (Object.hasOwn(data, name)) Reflect.deleteProperty(data, name);
        } else if (name === '__proto__') Object.defineProperty(data, name, field(written));
        else data[name] = written;
      }
      return data;
    }
  }
}

function field(value: unknown): PropertyDescriptor {
  return { value, enumerable: true, configurable: true, writable: true };
}
