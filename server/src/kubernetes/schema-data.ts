import type { YamlNode } from '../yaml/node.ts';

/**
 * A node as the JSON that kubectl would send, for a validator. Fields without a value are left out, as Go's decoder
 * takes null for absent; of equal keys the last one counts.
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
      const data = new Map<string, unknown>();
      for (const { key, value } of node.pairs) {
        // Merged keys come last and never hide a written one.
        if (key.aliased && !node.aliased && data.has(key.text)) continue;
        const written = toData(value);
        if (written === null) data.delete(key.text);
        else data.set(key.text, written);
      }
      return Object.fromEntries(data);
    }
  }
}
