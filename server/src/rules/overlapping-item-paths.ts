import { mapField, mapItems, seqField, textField } from '../kubernetes/fields.ts';
import type { LocatedText } from '../kubernetes/located.ts';
import type { YamlMap } from '../yaml/node.ts';
import { pairOf } from '../yaml/node.ts';
import { relatedTo, WARNINGS, withConsequence } from './refusal.ts';
import { defineRule } from './rule.ts';

export const overlappingItemPaths = defineRule({
  meta: {
    id: 'overlapping-item-paths',
    severity: 'error',
    summary: 'Two files of one volume have the same path, or one lies below the other',
    why: 'Each item of a volume becomes a file. Of two with one path only one is there, and a path cannot be a file and a directory at once. The API server warns of both, and refuses two files with one path in a `projected` volume.',
    source: WARNINGS,
    fix: 'none',
    messages: {
      same: 'The path "{path}" is given to another item of this volume too.',
      refused: 'The path "{path}" is given to another file of this volume too. {consequence}',
      below: 'The path "{path}" lies below "{other}", which is a file of this volume.',
      empty: 'This volume has no sources, and stays empty.',
    },
  },
  checkPod(pod, report) {
    for (const { node } of pod.facts.pod.volumes) {
      const projected = mapField(node, 'projected');
      const pair = pairOf(node, 'projected');
      if (pair && projected && (seqField(projected, 'sources')?.items.length ?? 0) === 0) {
        report({ at: pair.key.span, message: 'empty', certainty: 'certain', severity: 'warning' });
      }
      const seen = new Paths();
      for (const path of pathsOf(node, projected)) {
        const other = seen.firstMeeting(path);
        seen.add(path);
        if (!other) continue;
        const below = path.value.length > other.value.length ? path : other;
        const above = below === path ? other : path;
        // Within `projected`, one path for two files is refused (validateProjectionSources); all else is a warning.
        const same = path.value === other.value;
        const refused = projected !== undefined && same;
        report({
          at: path.span,
          message: refused ? 'refused' : same ? 'same' : 'below',
          certainty: 'certain',
          ...(!refused && { severity: 'warning' }),
          data: withConsequence(pod, { path: below.value, other: above.value }),
          related: [relatedTo(pod, other.span, 'The other path.')],
        });
      }
    }
  },
});

/** Paths in their order, found by what they are and what they lie below. */
class Paths {
  readonly #at = new Map<string, LocatedText>();
  readonly #below = new Map<string, LocatedText>();

  /** The first path that is the same as this one, above it or below it. */
  firstMeeting({ value }: LocatedText): LocatedText | undefined {
    const path = withoutSlash(value);
    const meeting = [path, ...directoriesOf(path)].flatMap((above) => this.#at.get(above) ?? []);
    return [...meeting, ...[this.#below.get(path)].flatMap((one) => one ?? [])].reduce<
      LocatedText | undefined
    >((first, one) => (first && first.span.start < one.span.start ? first : one), undefined);
  }

  add(path: LocatedText): void {
    const own = withoutSlash(path.value);
    if (!this.#at.has(own)) this.#at.set(own, path);
    for (const above of directoriesOf(own))
      if (!this.#below.has(above)) this.#below.set(above, path);
  }
}

function withoutSlash(path: string): string {
  return path.replace(/\/$/, '');
}

/** `a/b` and `a` for `a/b/c`; of a path that is deeper than anybody's, the uppermost. */
function directoriesOf(path: string): readonly string[] {
  const directories: string[] = [];
  for (
    let at = path.indexOf('/');
    at >= 0 && directories.length < MOST_DIRECTORIES;
    at = path.indexOf('/', at + 1)
  )
    directories.push(path.slice(0, at));
  return directories;
}

const MOST_DIRECTORIES = 50;

/** The paths of the files that a volume of this kind is made of. */
function pathsOf(node: YamlMap, projected: YamlMap | undefined): readonly LocatedText[] {
  if (projected) {
    return mapItems(projected, 'sources').flatMap((source) => {
      const token =
        mapField(source, 'serviceAccountToken') ?? mapField(source, 'clusterTrustBundle');
      const path = token && textField(token, 'path');
      return path ? [path] : itemPaths(source);
    });
  }
  return itemPaths(node);
}

function itemPaths(node: YamlMap): readonly LocatedText[] {
  for (const field of ['configMap', 'secret', 'downwardAPI'] as const) {
    const map = mapField(node, field);
    if (map) return mapItems(map, 'items').flatMap((item) => textField(item, 'path') ?? []);
  }
  return [];
}
