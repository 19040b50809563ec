import { mergedPairs } from './aliases.ts';
import type { YamlPair, YamlScalar } from './node.ts';
import { addFault } from './reading.ts';
import type { Reading } from './reading.ts';

/** Collects the pairs of one map; finds duplicate keys in linear time and puts merged pairs last. */
export class MapBuilder {
  readonly pairs: YamlPair[] = [];
  /** Where the last pair ends, a merge included. */
  end: number | undefined;
  /** Where the first pair begins. */
  start: number | undefined;
  readonly #reading: Reading;
  readonly #keys = new Map<string, YamlScalar>();
  readonly #merges: YamlPair[] = [];

  constructor(reading: Reading) {
    this.#reading = reading;
  }

  add(pair: YamlPair): void {
    const { key } = pair;
    this.#reading.entries--;
    this.end = pair.span.end;
    this.start ??= pair.span.start;
    if (isMergeKey(key)) {
      this.#merges.push(pair);
      return;
    }
    this.pairs.push(pair);
    const name = keyName(key);
    const first = this.#keys.get(name);
    if (!first) this.#keys.set(name, key);
    else
      addFault(
        this.#reading,
        'duplicate-key',
        key.span,
        `The key "${key.text}" is already in this map.`,
        first.span,
      );
  }

  /** All pairs, those of `<<` last. */
  finish(): readonly YamlPair[] {
    if (this.#merges.length === 0) return this.pairs;
    const taken = new Set(this.pairs.map((pair) => pair.key.text));
    for (const merge of this.#merges)
      for (const pair of mergedPairs(this.#reading, merge, taken)) this.pairs.push(pair);
    return this.pairs;
  }
}

/** Keys become JSON's: 1 and "1" are the same one. */
export function keyName({ value }: YamlScalar): string {
  return typeof value === 'string' ? value : String(value);
}

function isMergeKey(key: YamlScalar): boolean {
  return key.text === '<<' && key.style === 'plain';
}
