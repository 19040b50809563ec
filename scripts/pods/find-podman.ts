import { existsSync } from 'node:fs';
import { findProgram } from '../editor/find-program.ts';
import { installPackages } from '../debian.ts';
import { findNginx } from './find-nginx.ts';

/** `isOurs`: nobody asked for podman here, and there is no way to get it: no fault of the machine. */
export type Podman =
  | { readonly found: true; readonly nginx: string }
  | { readonly found: false; readonly why: string; readonly isOurs: boolean };

/** Makes sure that podman and what it needs are there, with apt-get where that is the machine's way. */
export async function findPodman(): Promise<Podman> {
  const missing = missingParts();
  if (missing.length === 0) {
    return withNginx();
  }
  const words = `missing: ${missing.join(', ')}`;
  if (findProgram(['apt-get']) === undefined) {
    return { found: false, isOurs: true, why: `${words}, and no apt-get to install it with.` };
  }
  console.error(`Installing podman with apt-get, once (${words})…`);
  try {
    await installPackages(packages);
  } catch (error) {
    return { found: false, isOurs: false, why: `${words}. ${String(error)}` };
  }
  const still = missingParts();
  return still.length === 0
    ? withNginx()
    : { found: false, isOurs: false, why: `after apt-get install still ${still.join(', ')}.` };
}

async function withNginx(): Promise<Podman> {
  const nginx = await findNginx();
  return nginx === undefined
    ? { found: false, isOurs: true, why: 'missing: nginx, and no apt-get to fetch it with.' }
    : { found: true, nginx };
}

/** Debian's names. busybox-static and socat are what the pods' own image is made of. */
const packages = [
  'podman',
  'runc',
  'catatonit',
  'conmon',
  'netavark',
  'aardvark-dns',
  'iptables',
  'busybox-static',
  'socat',
];

/** Where the init is that podman, too, puts into its pods. */
export const catatonit = [
  'catatonit',
  '/usr/libexec/podman/catatonit',
  '/usr/lib/podman/catatonit',
];

const parts: Readonly<Record<string, readonly string[]>> = {
  podman: ['podman'],
  'runc or crun': ['runc', '/usr/sbin/runc', 'crun'],
  catatonit,
  conmon: ['conmon', '/usr/libexec/podman/conmon'],
  iptables: ['iptables', '/usr/sbin/iptables'],
  busybox: ['busybox'],
  socat: ['socat'],
};

function missingParts(): string[] {
  const programs = Object.keys(parts).filter(
    (part) => findProgram(parts[part] ?? []) === undefined,
  );
  const helpers = ['netavark', 'aardvark-dns'].filter(
    (name) => !['/usr/lib/podman', '/usr/libexec/podman'].some((f) => existsSync(`${f}/${name}`)),
  );
  return [...programs, ...helpers];
}
