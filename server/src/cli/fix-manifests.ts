import { lstatSync } from 'node:fs';
import { makeAllFixes } from '../features/all-fixes.ts';
import type { Found } from '../features/all-fixes.ts';
import type { FixKind } from '../features/fix-rounds.ts';
import { triedTogether } from '../features/tried-together.ts';
import type { Span } from '../text/span.ts';
import type { CheckedManifests, FoundProblem, ManifestChecker } from './check-manifests.ts';
import type { FoundManifest } from './find-manifests.ts';
import { seenFrom, uriOf } from './places.ts';
import { secretsIn } from './secrets.ts';

export interface FixedManifests {
  /** What is left. */
  readonly checked: CheckedManifests;
  readonly changes: readonly FileChange[];
  /** How many problems a fix was made for. */
  readonly fixes: number;
  /** How many problems are left that a fix of the other kind would cure. */
  readonly left: number;
  /** The files, as they are shown, in which not all fixes were tried. */
  readonly unfinished: readonly string[];
}

export interface FileChange {
  /** Absolute. */
  readonly path: string;
  /** As it is shown. */
  readonly file: string;
  readonly before: string;
  readonly after: string;
  /** Where Secrets stand in both. */
  readonly secrets: { readonly before: readonly Span[]; readonly after: readonly Span[] };
}

/**
 * Makes the fixes until none is left. Only files that were asked for are changed, and a fix that needs another is not
 * made. Behind a link that was met in a folder is a file that has a place of its own, perhaps outside of what was asked
 * for.
 */
export function fixManifests(
  before: readonly FoundManifest[],
  check: ManifestChecker,
  kind: FixKind,
): FixedManifests {
  let manifests = before;
  const paths = new Map(before.filter(isOurs).map(({ path }) => [uriOf(path), path]));
  const files = new Set(paths.keys());
  const first = check(manifests);
  const { found, fixes, unfinished } = makeAllFixes(foundIn(first), {
    kind,
    files,
    check(changes) {
      const texts = new Map([...changes].map(([uri, { text }]) => [paths.get(uri), text]));
      manifests = manifests.map((manifest) => {
        const text = texts.get(manifest.path);
        return text === undefined ? manifest : { ...manifest, content: { type: 'text', text } };
      });
      return foundIn(check(manifests));
    },
  });
  const { checked } = found;
  return {
    checked,
    changes: changesOf(before, manifests, { before: first, after: checked }),
    fixes,
    left: kind === 'unsafe' ? 0 : fixable(checked, files),
    unfinished: [...paths]
      .filter(([uri]) => unfinished.has(uri))
      .map(([, path]) => seenFrom(process.cwd(), path)),
  };
}

function isOurs({ path, neighbour, named }: FoundManifest): boolean {
  return path !== '-' && !neighbour && (named === true || !isLink(path));
}

function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
}

/** How many problems of our files have a fix. */
function fixable({ snapshot, problems }: CheckedManifests, files: ReadonlySet<string>): number {
  const isHere = ({ problem }: FoundProblem): boolean =>
    files.has(snapshot.locate(problem.document)?.file.uri ?? '');
  const here = triedTogether(problems.filter(isHere));
  return here.filter(({ problem }) => problem.fixes().some(({ edits }) => edits.length > 0)).length;
}

function foundIn(checked: CheckedManifests): Found & { readonly checked: CheckedManifests } {
  const problems = checked.problems.map(({ problem }) => problem);
  return { snapshot: checked.snapshot, problems, checked };
}

function changesOf(
  before: readonly FoundManifest[],
  after: readonly FoundManifest[],
  checks: { readonly before: CheckedManifests; readonly after: CheckedManifests },
): readonly FileChange[] {
  return before.flatMap(({ path, content }, index) => {
    const now = after[index]?.content;
    if (content.type !== 'text' || now?.type !== 'text' || now.text === content.text) return [];
    const secrets = {
      before: secretsOf(checks.before, path),
      after: secretsOf(checks.after, path),
    };
    const file = seenFrom(process.cwd(), path);
    return [{ path, file, before: content.text, after: now.text, secrets }];
  });
}

function secretsOf({ snapshot }: CheckedManifests, path: string): readonly Span[] {
  const file = snapshot.file(uriOf(path));
  return file ? secretsIn(file) : [];
}
