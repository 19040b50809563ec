import assert from 'node:assert/strict';
import type { Case } from './case.ts';
import { fails } from './seen.ts';

const share =
  'Share one process namespace among the containers (their programs are no longer process 1)';

export const processCases: readonly Case[] = [
  {
    type: 'fault',
    rule: 'signal-across-containers',
    manifest: 'reload',
    severity: 'warning',
    fails: 'pidof finds no nginx: "you need to specify whom to kill"',
    failing: async (played) => {
      await played.listensOn('web', 'TCP 80');
      assert.equal((await played.exec('reloader', 'pidof', 'nginx')).code, 1);
      await played.says('reloader', /(?:you need to specify whom to kill[^]*){3}/);
      assert.doesNotMatch(await played.log('reloader'), /reloaded/);
    },
    cures: [
      {
        fix: share,
        works: 'nginx is told, and goes on',
        working: async (played) => {
          await played.says('reloader', /reloaded/);
          assert.equal((await played.exec('reloader', 'pidof', 'nginx')).code, 0);
          assert.equal(await played.state('web'), 'running');
        },
      },
    ],
  },
  {
    type: 'fault',
    rule: 'signal-across-containers',
    manifest: 'reload-by-pid-file',
    severity: 'warning',
    fails: 'no pid file is there: "No such file or directory"',
    failing: async (played) => {
      await played.listensOn('web', 'TCP 80');
      await played.says('reloader', /(?:nginx\.pid" failed \(2: No such file[^]*){3}/);
      assert.doesNotMatch(await played.log('reloader'), /reloaded/);
    },
    cures: [],
  },
  {
    type: 'fault',
    rule: 'signal-across-containers',
    manifest: 'killall',
    severity: 'warning',
    fails: 'no process has the name: "no process killed"',
    failing: async (played) => {
      await played.listensOn('web', 'TCP 8080');
      await played.says('stopper', /(?:httpd: no process killed[^]*){3}/);
      assert.equal(await played.state('web'), 'running');
    },
    cures: [
      {
        fix: share,
        works: 'the neighbour is stopped',
        working: async (played) => {
          await played.says('stopper', /stopped/);
          await fails('web', /(?:)/)(played);
        },
      },
    ],
  },
  {
    type: 'look-alike',
    rule: 'signal-across-containers',
    manifest: 'silent-shared-processes',
    works: 'the pod shares its processes',
    working: async (played) => {
      await played.says('reloader', /reloaded/);
      assert.equal(await played.state('web'), 'running');
    },
  },
  {
    type: 'look-alike',
    rule: 'signal-across-containers',
    manifest: 'silent-own-process',
    works: 'the process is its own child',
    working: async (played) => {
      await played.says('worker', /stopped my own/);
      await played.listensOn('web', 'TCP 80');
    },
  },
];
