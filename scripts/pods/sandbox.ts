import { spawn } from 'node:child_process';
import { existsSync, globSync, rmdirSync } from 'node:fs';
import { constants } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { findProgram } from '../editor/find-program.ts';
import { catatonit } from './find-podman.ts';
import { namespaces } from './machine.ts';

/**
 * Runs a program in namespaces of its own, with empty folders where podman keeps its state, and
 * returns its exit code. Nothing that it mounts, starts or connects outlives it.
 */
export async function runApart(
  argv: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<number> {
  const before = new Set(controlGroups());
  try {
    const command = [...endsWithUs, 'unshare', ...namespaces, findInit(), '--', 'sh', '-c'];
    return await run([...command, preparation, 'sh', ...argv], { ...process.env, ...env });
  } finally {
    await removeControlGroups(before);
  }
}

/** Even if we are killed; `unshare --kill-child` then ends the rest. */
const endsWithUs = ['setpriv', '--pdeathsig', 'KILL'];

/** The first process has to reap what podman's monitors leave to it. */
function findInit(): string {
  return findProgram(catatonit) ?? 'catatonit';
}

/** podman's locks are in /dev/shm, its state in /run, images and containers in /var/lib/containers. */
const preparation = `
set -e
mkdir -p /var/lib/containers
for folder in /run /dev/shm /var/lib/containers; do mount -t tmpfs tmpfs "$folder"; done
busybox ip link set lo up
set +e
"$@"
exit $?
`;

async function run(argv: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const [command = '', ...args] = argv;
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'], env });
    // A Ctrl-C reaches the whole group: wait for the child, so that it can be tidied up after.
    const ignore = (): void => undefined;
    const end = (): void => {
      child.kill('SIGKILL');
    };
    process.on('SIGINT', ignore);
    process.on('SIGTERM', end);
    child.on('error', reject);
    child.on('close', (code, signal) => {
      process.off('SIGINT', ignore);
      process.off('SIGTERM', end);
      resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal]));
    });
  });
}

/** Control groups know no mount namespace: what podman made there is seen by all, and stays. */
async function removeControlGroups(kept: ReadonlySet<string>): Promise<void> {
  let ours = controlGroups().filter((group) => !kept.has(group));
  // One that has processes, which may still be ending, cannot be removed.
  for (let attempt = 0; attempt < 20 && ours.length > 0; attempt++) {
    await delay(attempt === 0 ? 0 : 100);
    ours = ours.filter((group) => !isRemoved(group));
  }
  if (ours.length > 0) {
    console.error(`Control groups stay behind: ${ours.join(' ')}`);
  }
}

/** Deepest first. */
function controlGroups(): string[] {
  const roots = ['/sys/fs/cgroup/libpod_parent', '/sys/fs/cgroup/*/libpod_parent'];
  return globSync(roots.flatMap((root) => [root, `${root}/*/`, `${root}/*/*/`]))
    .filter((path) => existsSync(path))
    .map((path) => path.replace(/\/$/, ''))
    .sort((a, b) => b.length - a.length);
}

function isRemoved(group: string): boolean {
  try {
    rmdirSync(group);
    return true;
  } catch {
    return !existsSync(group);
  }
}
