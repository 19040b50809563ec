import type { PlacedEdit } from '../analysis/facts.ts';
import type { Fix } from '../rules/rule.ts';
import { applyEdits } from '../text/edit.ts';
import type { TextEdit } from '../text/edit.ts';
import { intersects } from '../text/span.ts';
import type { CheckedManifests, FoundProblem, ManifestChecker } from './check-manifests.ts';
import type { FoundManifest } from './find-manifests.ts';
import { seenFrom } from './places.ts';

/** Which fixes are made: those by which nothing else can change, or the others too. */
export type FixKind = 'safe' | 'unsafe';

export interface FixedManifests {
  /** What is left. */
  readonly checked: CheckedManifests;
  readonly changes: readonly FileChange[];
  /** How many problems a fix was made for. */
  readonly fixes: number;
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
 * another possible. Only files that were asked for are changed, and a fix that needs another is not made.
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
      .filter(({ path, neighbour }) => path !== '-' && !neighbour)
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
  return { checked, changes: changesOf(found, manifests), fixes };
}

/** Unsafe fixes of one document are made one in a round. */
const MOST_ROUNDS = 200;

interface Chosen {
  readonly edits: ReadonlyMap<string, readonly TextEdit[]>;
  readonly fixes: number;
}

function choose(
  checked: CheckedManifests,
  kind: FixKind,
  ours: ReadonlyMap<string, string>,
): Chosen {
  const edits = new Map<string, TextEdit[]>();
  // Two unsafe fixes may cure one conflict from both sides, so what one was made for is left alone in this round.
  const taken = new Set<object>();
  let fixes = 0;
  for (const found of checked.problems) {
    const fix = fixOf(found, kind);
    if (!fix || !ours.has(found.home.file)) continue;
    const documents = [
      found.problem.document,
      ...found.problem.related.map(({ document }) => document),
      ...fix.edits.map(({ document }) => document),
    ];
    if (documents.some((document) => taken.has(document))) continue;
    const placed = fix.edits.map((edit) => placedIn(checked, edit, ours));
    if (!placed.every((edit) => edit !== undefined && fits(edit, edits))) continue;
    for (const edit of placed) {
      if (edit) edits.set(edit.path, [...(edits.get(edit.path) ?? []), edit]);
    }
    fixes++;
    if (!fix.safe) for (const document of documents) taken.add(document);
  }
  return { edits, fixes };
}

/** The one that is offered first. */
function fixOf({ problem }: FoundProblem, kind: FixKind): Fix | undefined {
  const fixes = problem.fixes().filter(({ edits }) => edits.length > 0);
  return fixes.find(({ safe }) => safe) ?? (kind === 'unsafe' ? fixes[0] : undefined);
}

interface FileEdit extends TextEdit {
  readonly path: string;
}

/** Undefined where the edit lies in a file that is not ours to change. */
function placedIn(
  checked: CheckedManifests,
  { document, span, newText }: PlacedEdit,
  ours: ReadonlyMap<string, string>,
): FileEdit | undefined {
  const home = checked.home(document);
  const path = ours.get(home.file);
  if (path === undefined) return undefined;
  return { path, span: { start: home.start + span.start, end: home.start + span.end }, newText };
}

/** Edits that touch may mean to cure the same thing. */
function fits({ path, span }: FileEdit, edits: ReadonlyMap<string, readonly TextEdit[]>): boolean {
  return !(edits.get(path) ?? []).some((other) => intersects(other.span, span));
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
