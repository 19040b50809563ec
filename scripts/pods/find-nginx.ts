import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { cached } from '../editor/cache.ts';
import { findProgram } from '../editor/find-program.ts';
import { runCommand } from '../editor/run-command.ts';

/**
 * The path of an nginx to put into the pods' image: the machine's, else Debian's, which is fetched and
 * unpacked but not installed, because its package starts a server on port 80.
 */
export async function findNginx(): Promise<string | undefined> {
  const own = findProgram(['nginx', '/usr/sbin/nginx']);
  if (own !== undefined || findProgram(['apt-get']) === undefined) {
    return own;
  }
  const folder = await cached('nginx-debian', fetchPackage);
  const path = join(folder, 'root/usr/sbin/nginx');
  return existsSync(path) ? path : undefined;
}

async function fetchPackage(folder: string): Promise<void> {
  console.error('Fetching nginx with apt-get, once…');
  try {
    await download(folder);
  } catch {
    // A machine whose package lists were never fetched, or are out of date.
    await runCommand('apt-get', ['update', '-qq'], { timeout: 120_000 });
    await download(folder);
  }
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.deb'))) {
    await runCommand('dpkg-deb', ['-x', join(folder, file), join(folder, 'root')]);
  }
}

/** Apt's unprivileged user may not write to our folder, which apt would warn of. */
async function download(folder: string): Promise<void> {
  const asRoot = ['-o', 'APT::Sandbox::User=root', '-o', 'Acquire::Retries=3'];
  await runCommand('apt-get', ['download', '-qq', ...asRoot, 'nginx'], {
    cwd: folder,
    timeout: 120_000,
  });
}
