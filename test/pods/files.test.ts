import assert from 'node:assert/strict';
import { endsWith, proveFault, proveLookAlike } from './proof.ts';

const noSuchFile = /No such file or directory/;
const aDate = /\d\d:\d\d:\d\d UTC/;

proveFault({
  rule: 'file-not-shared',
  manifest: 'log-shipper',
  fails: 'the shipper finds no such file and ends',
  failing: async (played) => {
    await endsWith(played, 'shipper', 'failure', noSuchFile);
  },
});

for (const manifest of ['log-shipper-that-waits', 'mounted-on-one-side', 'sub-paths-differ']) {
  proveFault({
    rule: 'file-not-shared',
    manifest,
    fails: 'the shipper waits for a file that never comes',
    failing: async (played) => {
      await played.says('shipper', noSuchFile);
      // tail -F looks again every second: let the app write for longer than that.
      await played.says('app', /(?:written\n){10}/);
      assert.doesNotMatch(await played.log('shipper'), aDate);
    },
  });
}

proveFault({
  rule: 'file-not-shared',
  manifest: 'web-content',
  fails: 'nginx goes on serving the page of its image',
  failing: async (played) => {
    await played.says('loader', /loaded/);
    await played.answers('loader', 'http://localhost/', /Welcome to nginx/);
  },
});

proveFault({
  rule: 'file-not-shared',
  manifest: 'configuration-from-init',
  fails: 'the app finds no such file and ends',
  failing: async (played) => {
    await endsWith(played, 'app', 'failure', noSuchFile);
  },
});

proveFault({
  rule: 'file-not-shared',
  manifest: 'socket',
  fails: 'the client finds no such socket',
  failing: async (played) => {
    await played.says('client', /(?:No such file or directory[^]*){3}/);
  },
});

proveLookAlike({
  rule: 'file-not-shared',
  manifest: 'different-mount-paths',
  works: 'one volume at two paths is one folder',
  working: async (played) => {
    await played.says('shipper', aDate);
  },
});

proveLookAlike({
  rule: 'file-not-shared',
  manifest: 'shared-memory',
  works: "/dev/shm is the pod's",
  working: async (played) => {
    await played.says('reader', /^hello$/m);
  },
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
  rule: 'read-only-write',
  manifest: 'root-file-system',
  fails: 'the file cannot be made',
  failing: async (played) => {
    await endsWith(played, 'app', 'failure', /\/tmp\/state: Read-only file system/);
  },
});

proveFault({
  rule: 'read-only-write',
  manifest: 'mount',
  fails: 'the file cannot be made',
  failing: async (played) => {
    await endsWith(played, 'app', 'failure', /\/data\/state: Read-only file system/);
  },
});

proveLookAlike({
  rule: 'read-only-write',
  manifest: 'volume-over-read-only-root',
  works: 'a volume and /dev/shm can be written',
  working: async (played) => {
    await endsWith(played, 'app', 'success', /1\n2/);
  },
});

proveFault({
  rule: 'volume-not-found',
  manifest: 'misspelt',
  fails: 'no volume has the name, and the pod is refused',
  failing: async (played) => {
    assert.match(await played.refused(), /dta/);
  },
});

proveFault({
  rule: 'duplicate-mount-path',
  manifest: 'twice',
  fails: 'one path for two mounts, and the pod is refused',
  failing: async (played) => {
    assert.match(await played.refused(), /\/data.*duplicate mount destination/);
  },
});
