import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { play, type Played } from './harness/played.ts';

type Seen = (played: Played) => Promise<void>;

interface Fault {
  /** The rule that tells of it: also the folder of the manifest. */
  readonly rule: string;
  /** `NAME` of manifests/RULE/NAME.yaml. */
  readonly manifest: string;
  /** What is seen to go wrong, and how. */
  readonly fails: string;
  readonly failing: Seen;
}

interface LookAlike {
  readonly rule: string;
  readonly manifest: string;
  readonly works: string;
  readonly working: Seen;
}

/** A manifest that really fails as the rule's message says. */
export function proveFault({ rule, manifest, fails, failing }: Fault): void {
  describe(`${rule}: ${words(manifest)}`, () => {
    it(`fails: ${fails}`, async () => {
      await play(textOf(rule, manifest), failing);
    });
  });
}

/** A manifest that the rule must be silent about, because it works. */
export function proveLookAlike({ rule, manifest, works, working }: LookAlike): void {
  describe(`not ${rule}: ${words(manifest)}`, () => {
    it(`works: ${works}`, async () => {
      await play(textOf(rule, `silent-${manifest}`), working);
    });
  });
}

/** Of the containers one has ended like this, and the others go on. */
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

function textOf(rule: string, manifest: string): string {
  return readFileSync(join(import.meta.dirname, 'manifests', rule, `${manifest}.yaml`), 'utf8');
}

function words(manifest: string): string {
  return manifest.replaceAll('-', ' ');
}
