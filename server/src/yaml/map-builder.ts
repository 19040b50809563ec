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
  /** The first key of each name, once there are more than a few: those are gone through in less time. */
  #firstKeys: Map<string, YamlScalar> | undefined;
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
    const first = this.#firstOf(keyName(key));
    this.pairs.push(pair);
    this.#firstKeys?.set(keyName(key), first ?? key);
    if (first)
      addFault(
        this.#reading,
        'duplicate-key',
        key.span,
        `The key "${key.text}" is already in this map.`,
        first.span,
      );
  }

  #firstOf(name: string): YamlScalar | undefined {
    if (this.#firstKeys) return this.#firstKeys.get(name);
    if (this.pairs.length === FEW)
      this.#firstKeys = new Map(this.pairs.toReversed().map(({ key }) => [keyName(key), key]));
    // A loop, as a function for each key would be as large as what is saved.
    for (const { key } of this.pairs) if (keyName(key) === name) return key;
    return undefined;
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

const FEW = 8;

/** Keys become JSON's: 1 and "1" are the same one. */
export function keyName({ value }: YamlScalar): string {
  return typeof value === 'string' ? value : String(value);
}

function isMergeKey(key: YamlScalar): boolean {
  return key.text === '<<' && key.style === 'plain';
}
