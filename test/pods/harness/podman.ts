import { execFileSync, spawn } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Ended {
  readonly code: number;
  readonly output: string;
}

/** A program that may still be running, and what it has printed so far. */
export interface Started {
  readonly ended: Promise<Ended>;
  output(): string;
  kill(): void;
}

/** The folder that this run keeps its files in; scripts/pods.ts makes it and removes it. */
export function scratchFolder(): string {
  const folder = process.env['PODSPACE_SCRATCH'];
  if (folder === undefined) {
    throw new Error('Pods are played apart from the machine: use `npm run test:pods`.');
  }
  return folder;
}

/** Tells podman how to run here, in a file of our own: nothing under /etc changes. */
export async function configure(): Promise<void> {
  writeFileSync(configuration(), settings());
  const { code, output } = await podman('info', '--format', '{{.Host.OCIRuntime.Name}}');
  if (code !== 0) {
    throw new Error(`podman does not start here:\n${output}`);
  }
}

/** Runs podman to its end, however that is. */
export async function podman(...args: readonly string[]): Promise<Ended> {
  return startPodman(args).ended;
}

export function startPodman(args: readonly string[]): Started {
  const child = spawn('podman', args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, CONTAINERS_CONF: configuration() },
  });
  let output = '';
  const collect = (chunk: Buffer): void => {
    output += chunk.toString();
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
  return {
    ended,
    output: () => output,
    kill: () => {
      child.kill('SIGKILL');
    },
  };
}

function configuration(): string {
  return join(scratchFolder(), 'containers.conf');
}

/**
 * crun 1.8 refuses a machine with hybrid control groups, so runc where it is there. More open files
 * than the hard limit cannot be asked for. The pods' /etc/hosts owes nothing to the machine's.
 */
function settings(): string {
  const runtime = ['/usr/bin/runc', '/usr/sbin/runc'].some((path) => existsSync(path))
    ? 'runtime = "runc"'
    : '';
  const [soft, hard] = ['-Sn', '-Hn'].map((flag) =>
    execFileSync('sh', ['-c', `ulimit ${flag}`], { encoding: 'utf8' }).trim(),
  );
  return `
[containers]
base_hosts_file = "none"
log_driver = "k8s-file"
default_ulimits = ["nofile=${soft ?? '1024'}:${hard ?? '1024'}", "nproc=1024:1024"]
[engine]
${runtime}
cgroup_manager = "cgroupfs"
events_logger = "file"
[network]
network_config_dir = ${JSON.stringify(join(scratchFolder(), 'networks'))}
`;
}
