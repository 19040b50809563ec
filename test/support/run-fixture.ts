import assert from 'node:assert/strict';
import type { Problem } from '../../server/src/rules/rule.ts';
import { checkFiles } from './check-files.ts';
import type { CheckedFiles } from './check-files.ts';
import { parseFixture, renderFixture } from './fixture.ts';
import type { Fixture, ShownFix } from './fixture.ts';
import { applyFix, placeAfter, showProblems } from './show-problems.ts';

/** What a fixture should say, and which rules fired in it. */
export interface FixtureRun {
  readonly fixture: Fixture;
  readonly rendered: string;
  readonly fired: ReadonlySet<string>;
}

/** Checks a fixture's files, and every fix: it must apply, leave text that parses, and cure its problem. */
export function runFixture(path: string, source: string): FixtureRun {
  const fixture = parseFixture(path, source);
  const checked = checkFiles(fixture.files);
  return {
    fixture,
    rendered: renderFixture(
      fixture,
      showProblems(fixture.files, checked),
      tryFixes(fixture.files, checked),
    ),
    fired: new Set(checked.problems.map((problem) => problem.rule)),
  };
}

/** The same with CRLF line endings; what comes out has to be the same but for them. */
export function renderWithCrlf(fixture: Fixture): string {
  const files = new Map([...fixture.files].map(([path, text]) => [path, toCrlf(text)]));
  const checked = checkFiles(files);
  const fixes = tryFixes(files, checked);
  for (const fix of fixes) {
    for (const [path, text] of fix.files) {
      assert.equal(text, toCrlf(text), `"${fix.title}" mixes line endings in ${path}`);
    }
  }
  const shown = showProblems(files, checked);
  return renderFixture(
    fixture,
    shown,
    fixes.map((fix) => ({
      ...fix,
      files: new Map([...fix.files].map(([path, text]) => [path, text.replaceAll('\r\n', '\n')])),
    })),
  );
}

/** Cuts the first file short at its line ends and at some other places: nothing may throw, not even a fix. */
export function runCutShort(fixture: Fixture, places: readonly number[]): void {
  const [main] = fixture.files;
  if (!main) return;
  const [path, text] = main;
  const lineEnds = [...text.matchAll(/\n/g)].map((match) => match.index);
  for (const end of [...lineEnds, ...places.map((place) => place % (text.length + 1))]) {
    const files = new Map([...fixture.files, [path, text.slice(0, end)]]);
    const checked = checkFiles(files);
    for (const problem of checked.problems) {
      for (const fix of problem.fixes()) applyFix(files, checked, fix);
    }
  }
}

/** What the fixes make of the files, in the order in which they are offered; those that come to the same once. */
function tryFixes(files: ReadonlyMap<string, string>, checked: CheckedFiles): readonly ShownFix[] {
  const shown = new Map<string, ShownFix>();
  for (const problem of checked.problems) {
    for (const fix of problem.fixes()) {
      const after = applyFix(files, checked, fix);
      const recheck = checkFiles(after);
      assertCured(problem, fix.title, recheck, placeAfter(checked, problem, fix));
      assertStillParses(fix.title, checked, recheck);
      const changed = new Map([...after].filter(([path, text]) => files.get(path) !== text));
      shown.set(`${fix.title}\n${JSON.stringify([...changed])}`, {
        title: fix.title,
        files: changed,
      });
    }
  }
  return [...shown.values()];
}

function assertCured(
  problem: Problem,
  title: string,
  after: CheckedFiles,
  place: { readonly path: string; readonly start: number; readonly end: number },
): void {
  const left = after.problems.find((other) => {
    const { path, start } = after.place(other.document);
    return (
      other.rule === problem.rule &&
      path === place.path &&
      start + other.span.start < place.end &&
      start + other.span.end > place.start
    );
  });
  assert.ok(!left, `after "${title}" there is still: ${left?.message ?? ''}`);
}

function assertStillParses(title: string, before: CheckedFiles, after: CheckedFiles): void {
  const faults = (checked: CheckedFiles): number =>
    checked.documents.reduce((count, { yaml }) => count + yaml.faults.length, 0);
  assert.ok(faults(after) <= faults(before), `after "${title}" the text does not parse`);
}

function toCrlf(text: string): string {
  return text.replaceAll(/\r?\n/g, '\r\n');
}
