import assert from 'node:assert/strict';
import type { Case, Seen } from './case.ts';
import { fails, isRefused, says, succeeds } from './seen.ts';

const noSuchFile = /No such file or directory/;
const aDate = /\d\d:\d\d:\d\d UTC/;
const shipped = says('shipper', aDate);

/** tail -F looks again every second: let the app write for longer than that. */
const nothingShipped: Seen = async (played) => {
  await played.says('shipper', noSuchFile);
  await played.says('app', /(?:written\n){10}/);
  assert.doesNotMatch(await played.log('shipper'), aDate);
};

export const fileCases: readonly Case[] = [
  {
    type: 'fault',
    rule: 'file-not-shared',
    manifest: 'log-shipper',
    severity: 'error',
    fails: 'the shipper ends: "No such file or directory"',
    failing: fails('shipper', noSuchFile),
    cures: [
      {
        fix: 'Share /var/log/shop between app and shipper in a new volume, and wait for the file with tail -F',
        works: 'the shipper follows the log, whoever starts first',
        working: shipped,
      },
    ],
  },
  {
    type: 'fault',
    rule: 'file-not-shared',
    manifest: 'log-shipper-that-waits',
    severity: 'error',
    fails: 'the shipper waits for a file that never comes: "No such file or directory"',
    failing: nothingShipped,
    cures: [
      {
        fix: 'Share /var/log/shop between app and shipper in a new volume',
        works: 'the shipper follows the log',
        working: shipped,
      },
    ],
  },
  {
    type: 'fault',
    rule: 'file-not-shared',
    manifest: 'pattern',
    severity: 'error',
    fails:
      'the shipper finds no file that matches, however often it starts: "No such file or directory"',
    failing: nothingShipped,
    cures: [
      {
        fix: 'Share /var/log/shop between app and shipper in a new volume',
        works: 'the shipper follows the log as soon as it starts after the app',
        working: shipped,
      },
    ],
  },
  {
    type: 'fault',
    rule: 'file-not-shared',
    manifest: 'flag-of-a-sibling',
    severity: 'error',
    fails: 'the waiter never sees the flag',
    failing: async (played) => {
      await played.says('app', /(?:ready\n){10}/);
      await played.says('waiter', /(?:not yet\n){5}/);
      assert.doesNotMatch(await played.log('waiter'), /go/);
    },
    cures: [
      {
        fix: 'Share /tmp between app and waiter in a new volume',
        works: 'the waiter goes on',
        working: says('waiter', /go/),
      },
    ],
  },
  {
    type: 'fault',
    rule: 'file-not-shared',
    manifest: 'memory-covered',
    severity: 'error',
    fails: 'a volume at /dev/shm parts the writer from the reader: "No such file or directory"',
    failing: async (played) => {
      await played.says('app', /(?:written\n){10}/);
      await played.says('reader', noSuchFile);
      assert.doesNotMatch(await played.log('reader'), /hello/);
    },
    cures: [
      {
        fix: 'Mount memory in reader at /dev/shm',
        works: 'both see one memory',
        working: says('reader', /hello/),
      },
    ],
  },
  {
    type: 'fault',
    rule: 'file-not-shared',
    manifest: 'mounted-on-one-side',
    severity: 'error',
    fails: 'the shipper waits for a file that never comes: "No such file or directory"',
    failing: nothingShipped,
    cures: [
      {
        fix: 'Mount logs in shipper at /var/log/shop',
        works: 'the shipper follows the log',
        working: shipped,
      },
    ],
  },
  {
    type: 'fault',
    rule: 'file-not-shared',
    manifest: 'places-differ',
    severity: 'warning',
    fails: 'both have the volume, but at paths that do not meet: "No such file or directory"',
    failing: nothingShipped,
    cures: [
      {
        fix: 'Mount logs in shipper at /logs/shop',
        works: 'the shipper follows the log',
        working: shipped,
      },
    ],
  },
  {
    type: 'fault',
    rule: 'file-not-shared',
    manifest: 'sub-paths-differ',
    severity: 'error',
    fails: 'the shipper waits for a file that never comes: "No such file or directory"',
    failing: nothingShipped,
    cures: [
      {
        fix: 'Mount logs in shipper at /var/log/shop with subPath app',
        works: 'the shipper follows the log',
        working: shipped,
      },
    ],
  },
  {
    type: 'fault',
    rule: 'file-not-shared',
    manifest: 'nested-mount',
    severity: 'error',
    fails: 'a volume within a volume is mounted on one side only: "No such file or directory"',
    failing: nothingShipped,
    cures: [],
  },
  {
    type: 'fault',
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
  },
  {
    type: 'fault',
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
  },
  {
    type: 'fault',
    rule: 'file-not-shared',
    manifest: 'configuration-from-init',
    severity: 'error',
    fails: 'the app ends: "No such file or directory"',
    failing: fails('app', noSuchFile),
    cures: [
      {
        fix: 'Share /config between configure and app in a new volume',
        works: 'the app reads what the init container wrote',
        working: succeeds('app', /greeting = hello/),
      },
    ],
  },
  {
    type: 'fault',
    rule: 'file-not-shared',
    manifest: 'socket',
    severity: 'error',
    fails: 'the client tries in vain: "No such file or directory"',
    failing: says('client', /(?:No such file or directory[^]*){3}/),
    cures: [
      {
        fix: 'Share /run/shop between app and client in a new volume',
        works: 'the client is answered',
        working: says('client', /^hello$/m),
      },
    ],
  },
  {
    type: 'look-alike',
    rule: 'file-not-shared',
    manifest: 'silent-different-mount-paths',
    works: 'one volume at two paths is one folder',
    working: shipped,
  },
  {
    type: 'look-alike',
    rule: 'file-not-shared',
    manifest: 'silent-sub-path-meets-folder',
    works: 'the subPath is the very folder that the other writes to',
    working: shipped,
  },
  {
    type: 'look-alike',
    rule: 'file-not-shared',
    manifest: 'silent-shared-memory',
    works: "/dev/shm is the pod's",
    working: says('reader', /^hello$/m),
  },
  {
    type: 'look-alike',
    rule: 'file-not-shared',
    manifest: 'silent-own-file',
    works: 'each container reads what it wrote itself',
    working: async (played) => {
      await played.says('app', /^of app$/m);
      await played.says('worker', /^of worker$/m);
    },
  },
  {
    type: 'fault',
    rule: 'volume-not-found',
    manifest: 'misspelt',
    severity: 'error',
    fails: 'no volume has the name, and the pod is refused',
    failing: isRefused(/dta/),
    cures: [
      {
        fix: 'Mount the volume "data"',
        works: 'the app keeps its state there',
        working: succeeds('app', /^1$/m),
      },
      {
        fix: 'Add the volume "dta" as an emptyDir',
        works: 'the app keeps its state there',
        working: succeeds('app', /^1$/m),
      },
    ],
  },
  {
    type: 'fault',
    rule: 'duplicate-mount-path',
    manifest: 'twice',
    severity: 'error',
    fails: 'the pod is refused: "duplicate mount destination"',
    failing: isRefused(/\/data.*duplicate mount destination/),
    cures: [],
  },
  {
    type: 'fault',
    rule: 'read-only-write',
    manifest: 'root-file-system',
    severity: 'warning',
    fails: 'the app ends: "Read-only file system"',
    failing: fails('app', /\/tmp\/state: Read-only file system/),
    cures: [
      {
        fix: 'Mount an empty volume at /tmp in app',
        works: 'the file is there',
        working: succeeds('app', /^1$/m),
      },
    ],
  },
  {
    type: 'fault',
    rule: 'read-only-write',
    manifest: 'mount',
    severity: 'warning',
    fails: 'the app ends: "Read-only file system"',
    failing: fails('app', /\/data\/state: Read-only file system/),
    cures: [
      {
        fix: 'Let app write to data',
        works: 'the file is there',
        working: succeeds('app', /^1$/m),
      },
    ],
  },
  {
    type: 'look-alike',
    rule: 'read-only-write',
    manifest: 'silent-volume-over-read-only-root',
    works: 'a volume and /dev/shm can be written',
    working: succeeds('app', /1\n2/),
  },
];
