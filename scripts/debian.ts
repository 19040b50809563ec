import { runCommand } from './editor/run-command.ts';

/** Installs Debian's packages; rejects with what apt-get printed. */
export async function installPackages(names: readonly string[]): Promise<void> {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const quietly = ['-qq', '-o', 'DPkg::Lock::Timeout=120', '-o', 'Acquire::Retries=3'];
  await runCommand('apt-get', ['update', ...quietly], { env, timeout: 120_000 });
  await runCommand('apt-get', ['install', '-y', '--no-install-recommends', ...quietly, ...names], {
    env,
    timeout: 300_000,
  });
}
