import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../../scripts/editor/paths.ts';

/** A folder for one run, with what tests may change. */
export interface Scratch {
  readonly folder: string;
  remove(): Promise<void>;
}

/** A copy of `test/manifests/`. */
export async function copyOfManifests(): Promise<Scratch> {
  const parent = await mkdtemp(join(tmpdir(), 'podspace-files-'));
  const folder = join(parent, 'manifests');
  await cp(join(projectRoot, 'test/manifests'), folder, { recursive: true });
  return { folder, remove: () => rm(parent, { recursive: true, force: true }) };
}
