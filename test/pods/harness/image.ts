import { chmodSync, copyFileSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findProgram } from '../../../scripts/editor/find-program.ts';
import { runCommand } from '../../../scripts/editor/run-command.ts';
import { podman, scratchFolder } from './podman.ts';

/** What plays the images of a manifest: made of the machine's programs, from no registry. */
export const images = {
  /** A shell, busybox's other programs, and socat. */
  plain: 'localhost/podspace-plain:test',
  /** The same and nginx, laid out as in the image of that name. */
  nginx: 'localhost/podspace-nginx:test',
};

/** Makes root file systems in `folder` and hands them to podman. */
export async function importImages(folder: string): Promise<void> {
  for (const name of [
    'etc',
    'tmp',
    'var/log',
    'dev',
    'proc',
    'sys',
    'usr/bin',
    'usr/sbin',
    'run',
  ]) {
    mkdirSync(join(folder, name), { recursive: true });
  }
  chmodSync(join(folder, 'tmp'), 0o1777);
  writeFileSync(join(folder, 'etc/passwd'), 'root:x:0:0:root:/:/bin/sh\n');
  writeFileSync(join(folder, 'etc/group'), 'root:x:0:\n');
  await addBusybox(folder);
  // What busybox cannot do: UDP, and sockets in the file system.
  await addWithLibraries(folder, programPath('socat'), 'usr/bin/socat');
  await importAs(images.plain, folder);
  await addNginx(folder);
  await importAs(images.nginx, folder);
}

async function importAs(image: string, folder: string): Promise<void> {
  const archive = join(scratchFolder(), 'image.tar');
  await runCommand('tar', ['-C', folder, '-cf', archive, '.']);
  const path = 'ENV PATH=/usr/sbin:/usr/bin:/bin';
  const { code, output } = await podman('import', '--change', path, archive, image);
  if (code !== 0) {
    throw new Error(`podman did not take the image:\n${output}`);
  }
}

/** One program that is a shell, a web server and all else, by the name that it is called by. */
async function addBusybox(folder: string): Promise<void> {
  const busybox = join(folder, 'bin/busybox');
  mkdirSync(dirname(busybox));
  copyFileSync(programPath('busybox'), busybox);
  const names = await runCommand(busybox, ['--list']);
  for (const name of names.trim().split('\n')) {
    if (name !== 'busybox') {
      symlinkSync('busybox', join(folder, 'bin', name));
    }
  }
}

/** A real nginx, laid out as in the image of that name: its port, its pages, its logs on the streams. */
async function addNginx(folder: string): Promise<void> {
  await addWithLibraries(folder, programPath('nginx'), 'usr/sbin/nginx');
  const files: Readonly<Record<string, string>> = {
    'etc/nginx/nginx.conf': `user root;
events {}
http {
  access_log /var/log/nginx/access.log;
  error_log /var/log/nginx/error.log;
  include /etc/nginx/conf.d/*.conf;
}
`,
    'etc/nginx/conf.d/default.conf': `server {
  listen 80;
  root /usr/share/nginx/html;
}
`,
    'usr/share/nginx/html/index.html': 'Welcome to nginx!\n',
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  for (const name of ['var/lib/nginx', 'var/log/nginx', 'var/lock']) {
    mkdirSync(join(folder, name), { recursive: true });
  }
  symlinkSync('/dev/stdout', join(folder, 'var/log/nginx/access.log'));
  symlinkSync('/dev/stderr', join(folder, 'var/log/nginx/error.log'));
}

async function addWithLibraries(folder: string, program: string, place: string): Promise<void> {
  const libraries = await runCommand('ldd', [program]);
  const files = [...libraries.matchAll(/(\/\S+) \(0x/g)].flatMap(([, file]) => file ?? []);
  for (const file of files) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    copyFileSync(file, join(folder, file));
  }
  mkdirSync(dirname(join(folder, place)), { recursive: true });
  copyFileSync(program, join(folder, place));
}

function programPath(name: string): string {
  const named = process.env[`PODSPACE_${name.toUpperCase()}`];
  const path = findProgram([named ?? name]);
  if (path === undefined) {
    throw new Error(`${name} is not there; scripts/pods.ts should have seen to that.`);
  }
  return path;
}
