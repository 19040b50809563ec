import { spawn } from 'node:child_process';
import { existsSync, globSync, rmdirSync } from 'node:fs';
import { constants } from 'node:os';
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
    return await run(
      'unshare',
      [...namespaces, 'catatonit', '--', 'sh', '-c', preparation, 'sh', ...argv],
      { ...process.env, ...env },
    );
  } finally {
    for (const group of controlGroups().filter((group) => !before.has(group))) {
      removeIfEmpty(group);
    }
  }
}

/**
 * The shell stays as the first process: it reaps what podman's monitors leave to it. podman's locks
 * are in /dev/shm, its state in /run, images and containers in /var/lib/containers; catatonit and
 * others are looked up where they are.
 */
const preparation = `
set -e
mkdir -p /var/lib/containers
for folder in /run /dev/shm /var/lib/containers; do mount -t tmpfs tmpfs "$folder"; done
busybox ip link set lo up
set +e
"$@"
exit $?
`;

async function run(command: string, args: string[], env: NodeJS.ProcessEnv): Promise<number> {
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

/** Control groups know no mount namespace: what podman made there is seen by all, deepest first. */
function controlGroups(): string[] {
  const roots = ['/sys/fs/cgroup/libpod_parent', '/sys/fs/cgroup/*/libpod_parent'];
  return globSync(roots.flatMap((root) => [root, `${root}/*/`, `${root}/*/*/`]))
    .filter((path) => existsSync(path))
    .map((path) => path.replace(/\/$/, ''))
    .sort((a, b) => b.length - a.length);
}

function removeIfEmpty(group: string): void {
  try {
    rmdirSync(group);
  } catch (error) {
    console.error(`A control group stays behind: ${String(error)}`);
  }
}
