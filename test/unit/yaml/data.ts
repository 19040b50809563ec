import type { YamlNode } from '../../../server/src/yaml/node.ts';

export type Data = string | number | boolean | null | undefined | Data[] | { [key: string]: Data };

/** The plain data of a node: the last of equal keys wins, a missing value is null. */
export function dataOf(node: YamlNode | undefined): Data {
  if (!node) return null;
  switch (node.kind) {
    case 'scalar':
      return node.value;
    case 'seq':
      return node.items.map((item) => dataOf(item.value));
    case 'map': {
      const written = node.pairs.filter((pair) => !pair.key.aliased || node.aliased);
      const merged = node.pairs.filter((pair) => pair.key.aliased && !node.aliased);
      return Object.fromEntries(
        [...merged, ...written].map((pair) => [pair.key.text, dataOf(pair.value)]),
      );
    }
  }
}
