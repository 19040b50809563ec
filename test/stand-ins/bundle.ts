import { copyFile, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { projectRoot } from '../../scripts/editor/paths.ts';

const out = join(projectRoot, 'out/extensions');

/**
 * Makes the extensions that stand in for the YAML extension and the Kubernetes extension: their ids, their settings,
 * and as much of what they do as an author would see twice. Returns the folder that holds them, as `--extensions-dir`
 * takes it.
 */
export async function bundleStandIns(): Promise<string> {
  // The editor keeps a list of what is installed, and makes it anew where there is none.
  await rm(out, { recursive: true, force: true });
  await Promise.all(['yaml', 'kubernetes'].map(bundle));
  return out;
}

async function bundle(name: string): Promise<void> {
  const source = join(import.meta.dirname, name);
  const folder = join(out, name);
  await mkdir(folder, { recursive: true });
  await build({
    entryPoints: [join(source, 'extension.ts')],
    outfile: join(folder, 'extension.js'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['vscode'],
  });
  await copyFile(join(source, 'extension.json'), join(folder, 'package.json'));
}
