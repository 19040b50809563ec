import { lstatSync } from 'node:fs';
import { chooseFixes } from '../features/fix-rounds.ts';
import type { FixKind, FixRound } from '../features/fix-rounds.ts';
import { triedTogether } from '../features/tried-together.ts';
import { applyEdits } from '../text/edit.ts';
import type { TextEdit } from '../text/edit.ts';
import type { CheckedManifests, FoundProblem, ManifestChecker } from './check-manifests.ts';
import type { FoundManifest } from './find-manifests.ts';
import { seenFrom } from './places.ts';

export interface FixedManifests {
  /** What is left. */
  readonly checked: CheckedManifests;
  readonly changes: readonly FileChange[];
  /** How many problems a fix was made for. */
  readonly fixes: number;
  /** How many problems are left that a fix of the other kind would cure. */
  readonly left: number;
}

export interface FileChange {
  /** Absolute. */
  readonly path: string;
  /** As it is shown. */
  readonly file: string;
  readonly before: string;
  readonly after: string;
}

/**
 * Makes the fixes in rounds, each followed by a check, until none is left: a fix can cure several problems or make
 * another possible. Only files that were asked for are changed, and a fix that needs another is not made. Behind a link
 * that was met in a folder is a file that has a place of its own, perhaps outside of what was asked for.
 */
export function fixManifests(
  found: readonly FoundManifest[],
  check: ManifestChecker,
  kind: FixKind,
): FixedManifests {
  let manifests = found;
  let checked = check(manifests);
  let fixes = 0;
  const ours = new Map(
    found
      .filter(
        ({ path, neighbour, named }) =>
          path !== '-' && !neighbour && (named === true || !isLink(path)),
      )
      .map(({ path }) => [seenFrom(process.cwd(), path), path]),
  );
  const seen = new Set<string>();
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const chosen = choose(checked, kind, ours);
    const next = apply(manifests, chosen.edits, seen);
    if (next === manifests) break;
    fixes += chosen.fixes;
    manifests = next;
    checked = check(manifests);
  }
  const left = kind === 'unsafe' ? 0 : fixable(checked.problems, ours);
  return { checked, changes: changesOf(found, manifests), fixes, left };
}

function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
}

/** How many problems of our files have a fix. */
function fixable(problems: readonly FoundProblem[], ours: ReadonlyMap<string, string>): number {
  const here = triedTogether(problems.filter(({ home }) => ours.has(home.file)));
  return here.filter(({ problem }) => problem.fixes().some(({ edits }) => edits.length > 0)).length;
}

/** Unsafe fixes that are about the same places, or about several documents, are made one in a round. */
const MOST_ROUNDS = 200;

/** In the manifests' own paths. */
function choose(
  checked: CheckedManifests,
  kind: FixKind,
  ours: ReadonlyMap<string, string>,
): FixRound {
  return chooseFixes(
    {
      problems: checked.problems.map(({ problem }) => problem),
      place(document) {
        const { file, start } = checked.home(document);
        const path = ours.get(file);
        return path === undefined ? undefined : { file: path, start };
      },
    },
    kind,
  );
}

/** The same manifests if nothing changes, or if a text comes back that was there before. */
function apply(
  manifests: readonly FoundManifest[],
  edits: ReadonlyMap<string, readonly TextEdit[]>,
  seen: Set<string>,
): readonly FoundManifest[] {
  const next = manifests.map((manifest) => {
    const { path, content } = manifest;
    const own = edits.get(path);
    if (!own || content.type !== 'text') return manifest;
    seen.add(`${path}\n${content.text}`);
    const text = applyEdits(content.text, own);
    if (seen.has(`${path}\n${text}`)) return manifest;
    return { ...manifest, content: { type: 'text', text } } satisfies FoundManifest;
  });
  return next.some((manifest, index) => manifest !== manifests[index]) ? next : manifests;
}

function changesOf(
  before: readonly FoundManifest[],
  after: readonly FoundManifest[],
): readonly FileChange[] {
  return before.flatMap(({ path, content }, index) => {
    const now = after[index]?.content;
    if (content.type !== 'text' || now?.type !== 'text' || now.text === content.text) return [];
    return [{ path, file: seenFrom(process.cwd(), path), before: content.text, after: now.text }];
  });
}
