import { join } from 'node:path';
import { configure, podman, scratchFolder } from './podman.ts';
import { importImages } from './image.ts';

/** mocha calls these once, before and after all files, whatever it was started with. */
export async function mochaGlobalSetup(): Promise<void> {
  await configure();
  await importImages(join(scratchFolder(), 'image'));
}

export async function mochaGlobalTeardown(): Promise<void> {
  await podman('pod', 'rm', '--all', '--force', '--time', '0');
}
