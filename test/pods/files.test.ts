import assert from 'node:assert/strict';
import { endsWith, proveFault, proveLookAlike } from './proof.ts';
import type { Played } from './harness/played.ts';

const noSuchFile = /No such file or directory/;
const aDate = /\d\d:\d\d:\d\d UTC/;
const shipped = (played: Played): Promise<void> => played.says('shipper', aDate);

/** tail -F looks again every second: let the app write for longer than that. */
const nothingShipped = async (played: Played): Promise<void> => {
  await played.says('shipper', noSuchFile);
  await played.says('app', /(?:written\n){10}/);
  assert.doesNotMatch(await played.log('shipper'), aDate);
};

proveFault({
  rule: 'file-not-shared',
  manifest: 'log-shipper',
  severity: 'error',
  fails: 'the shipper finds no such file and ends',
  failing: (played) => endsWith(played, 'shipper', 'failure', noSuchFile),
  cures: [
    {
      fix: 'Share /var/log/shop between app and shipper in a new volume, and wait for the file with tail -F',
      works: 'the shipper follows the log, whoever starts first',
      working: shipped,
    },
  ],
});

proveFault({
  rule: 'file-not-shared',
  manifest: 'log-shipper-that-waits',
  severity: 'error',
  fails: 'the shipper waits for a file that never comes',
  failing: nothingShipped,
  cures: [
    {
      fix: 'Share /var/log/shop between app and shipper in a new volume',
      works: 'the shipper follows the log',
      working: shipped,
    },
  ],
});

proveFault({
  rule: 'file-not-shared',
  manifest: 'mounted-on-one-side',
  severity: 'error',
  fails: 'the shipper waits for a file that never comes',
  failing: nothingShipped,
  cures: [
    {
      fix: 'Mount logs in shipper at /var/log/shop',
      works: 'the shipper follows the log',
      working: shipped,
    },
  ],
});

proveFault({
  rule: 'file-not-shared',
  manifest: 'sub-paths-differ',
  severity: 'error',
  fails: 'the shipper waits for a file that never comes',
  failing: nothingShipped,
  cures: [],
});

proveFault({
  rule: 'file-not-shared',
  manifest: 'nginx-log',
  severity: 'warning',
  fails: 'the shipper has no log of nginx',
  failing: async (played) => {
    await played.answers('shipper', 'http://localhost/', /Welcome/);
    await played.says('shipper', noSuchFile);
    assert.match(await played.log('web'), /GET \/ HTTP/);
  },
  cures: [
    {
      fix:
        'Share /var/log/nginx between web and shipper in a new volume ' +
        "(hides the links that send nginx's logs to the container's output in web)",
      works: 'the shipper follows the log, and nginx no longer prints it',
      working: async (played) => {
        await played.answers('shipper', 'http://localhost/', /Welcome/);
        await played.says('shipper', /GET \/ HTTP/);
        assert.doesNotMatch(await played.log('web'), /GET/);
      },
    },
  ],
});

proveFault({
  rule: 'file-not-shared',
  manifest: 'web-content',
  severity: 'warning',
  fails: 'nginx goes on serving the page of its image',
  failing: async (played) => {
    await played.says('loader', /loaded/);
    await played.answers('loader', 'http://localhost/', /Welcome to nginx/);
  },
  cures: [
    {
      fix:
        'Share /usr/share/nginx/html between loader and web in a new volume ' +
        "(hides the image's welcome page in web)",
      works: 'nginx serves what the loader wrote',
      working: (played) => played.answers('loader', 'http://localhost/', /fresh content/),
    },
  ],
});

proveFault({
  rule: 'file-not-shared',
  manifest: 'configuration-from-init',
  severity: 'error',
  fails: 'the app finds no such file and ends',
  failing: (played) => endsWith(played, 'app', 'failure', noSuchFile),
  cures: [
    {
      fix: 'Share /config between configure and app in a new volume',
      works: 'the app reads what the init container wrote',
      working: (played) => endsWith(played, 'app', 'success', /greeting = hello/),
    },
  ],
});

proveFault({
  rule: 'file-not-shared',
  manifest: 'socket',
  severity: 'error',
  fails: 'the client finds no such socket',
  failing: (played) => played.says('client', /(?:No such file or directory[^]*){3}/),
  cures: [
    {
      fix: 'Share /run/shop between app and client in a new volume',
      works: 'the client is answered',
      working: (played) => played.says('client', /^hello$/m),
    },
  ],
});

proveLookAlike({
  rule: 'file-not-shared',
  manifest: 'different-mount-paths',
  works: 'one volume at two paths is one folder',
  working: shipped,
});

proveLookAlike({
  rule: 'file-not-shared',
  manifest: 'shared-memory',
  works: "/dev/shm is the pod's",
  working: (played) => played.says('reader', /^hello$/m),
});

proveLookAlike({
  rule: 'file-not-shared',
  manifest: 'own-file',
  works: 'each container reads what it wrote itself',
  working: async (played) => {
    await played.says('app', /^of app$/m);
    await played.says('worker', /^of worker$/m);
  },
});

proveFault({
  rule: 'volume-not-found',
  manifest: 'misspelt',
  severity: 'error',
  fails: 'no volume has the name, and the pod is refused',
  failing: async (played) => {
    assert.match(await played.refused(), /dta/);
  },
  cures: [
    {
      fix: 'Mount the volume "data"',
      works: 'the app keeps its state there',
      working: (played) => endsWith(played, 'app', 'success', /^1$/m),
    },
    {
      fix: 'Add the volume "dta" as an emptyDir',
      works: 'the app keeps its state there',
      working: (played) => endsWith(played, 'app', 'success', /^1$/m),
    },
  ],
});

proveFault({
  rule: 'duplicate-mount-path',
  manifest: 'twice',
  severity: 'error',
  fails: 'one path for two mounts, and the pod is refused',
  failing: async (played) => {
    assert.match(await played.refused(), /\/data.*duplicate mount destination/);
  },
  cures: [],
});

proveFault({
  rule: 'read-only-write',
  manifest: 'root-file-system',
  severity: 'warning',
  fails: 'the file cannot be made',
  failing: (played) => endsWith(played, 'app', 'failure', /\/tmp\/state: Read-only file system/),
  cures: [],
});

proveFault({
  rule: 'read-only-write',
  manifest: 'mount',
  severity: 'warning',
  fails: 'the file cannot be made',
  failing: (played) => endsWith(played, 'app', 'failure', /\/data\/state: Read-only file system/),
  cures: [
    {
      fix: 'Mount data for writing',
      works: 'the file is there',
      working: (played) => endsWith(played, 'app', 'success', /^1$/m),
    },
  ],
});

proveLookAlike({
  rule: 'read-only-write',
  manifest: 'volume-over-read-only-root',
  works: 'a volume and /dev/shm can be written',
  working: (played) => endsWith(played, 'app', 'success', /1\n2/),
});
