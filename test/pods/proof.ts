import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { projectRoot } from '../../scripts/editor/paths.ts';
import { catalog } from '../../server/src/rules/catalog.ts';
import { problemsOf, withFix } from './engine.ts';
import { play, type Played } from './harness/played.ts';

type Seen = (played: Played) => Promise<void>;

interface Fault {
  /** The rule that tells of it: also the folder of the manifest. */
  readonly rule: string;
  /** `NAME` of manifests/RULE/NAME.yaml, or a path from the project's folder. */
  readonly manifest: string;
  /** What goes wrong, in words. */
  readonly fails: string;
  readonly failing: Seen;
  /** How bad Podspace finds it. */
  readonly severity: 'error' | 'warning';
  /** Fixes that it offers, by their titles, and what is seen to work after each. */
  readonly cures: readonly Cure[];
}

interface Cure {
  readonly fix: string;
  readonly works: string;
  readonly working: Seen;
}

interface LookAlike extends Omit<Cure, 'fix'> {
  /** The rule that must not be misled: also the folder of the manifest. */
  readonly rule: string;
  /** `NAME` of manifests/RULE/silent-NAME.yaml, or a path from the project's folder. */
  readonly manifest: string;
}

/**
 * A manifest that really fails as its problem says, and really works once a fix is applied: problem and
 * fix are those of the built command line.
 */
export function proveFault({ rule, manifest, fails, failing, severity, cures }: Fault): void {
  const text = textOf(rule, manifest);
  const told = memoized(() => problemsOf(text).filter((problem) => problem.rule === rule));
  describe(`${rule}: ${words(manifest)}`, () => {
    it(`fails: ${fails}${isWritten(rule) ? '' : ' (no rule tells of it yet)'}`, async () => {
      const severities = new Set(told().map((problem) => problem.severity));
      assert.deepEqual(severities, new Set(isWritten(rule) ? [severity] : []));
      await play(text, failing);
    });

    for (const { fix, works, working } of isWritten(rule) ? cures : []) {
      it(`works after "${fix}": ${works}`, async () => {
        const fixes = told().flatMap((problem) => problem.fixes);
        const found = fixes.find(({ title }) => title === fix);
        assert.ok(found, `Offered are: ${fixes.map(({ title }) => title).join('; ')}`);
        const cured = withFix(text, found);
        assert.deepEqual(troubles(cured), []);
        await play(cured, working);
      });
    }
  });
}

/** A manifest that looks like a fault and really works as it is: Podspace must say nothing. */
export function proveLookAlike({ rule, manifest, works, working }: LookAlike): void {
  const text = textOf(rule, manifest.includes('/') ? manifest : `silent-${manifest}`);
  describe(`not ${rule}: ${words(manifest)}`, () => {
    it(`works: ${works}`, async () => {
      assert.deepEqual(troubles(text), []);
      await play(text, working);
    });
  });
}

/** Of the containers one has ended badly, saying so, and the others go on. */
export async function onlyOneEnds(
  played: Played,
  containers: readonly string[],
  like: RegExp,
): Promise<void> {
  const { container, code, log } = await played.oneEnds(...containers);
  assert.match(log, like);
  assert.notEqual(code, 0);
  for (const other of containers.filter((name) => name !== container)) {
    assert.equal(await played.state(other), 'running', other);
  }
}

/** The container has ended by itself, well or not, having said so. */
export async function endsWith(
  played: Played,
  container: string,
  wanted: 'success' | 'failure',
  like: RegExp,
): Promise<void> {
  const { code, log } = await played.ends(container);
  assert.match(log, like);
  assert.equal(code === 0 ? 'success' : 'failure', wanted, log);
}

function isWritten(rule: string): boolean {
  return catalog.some(({ meta }) => meta.id === rule);
}

function memoized<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** What Podspace would draw the author's attention to. */
function troubles(manifest: string): readonly string[] {
  return problemsOf(manifest)
    .filter(({ severity }) => severity === 'error' || severity === 'warning')
    .map(({ rule, message }) => `${rule}: ${message}`);
}

function textOf(rule: string, manifest: string): string {
  const path = manifest.includes('/')
    ? join(projectRoot, manifest)
    : join(import.meta.dirname, 'manifests', rule, `${manifest}.yaml`);
  return readFileSync(path, 'utf8');
}

function words(manifest: string): string {
  return manifest.includes('/') ? manifest : manifest.replaceAll('-', ' ');
}
