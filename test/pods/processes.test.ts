import assert from 'node:assert/strict';
import { endsWith, proveFault, proveLookAlike } from './proof.ts';

const share = 'Share one process namespace in the pod';

proveFault({
  rule: 'signal-across-containers',
  manifest: 'reload',
  severity: 'warning',
  fails: 'there is no nginx to be seen',
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
});

proveFault({
  rule: 'signal-across-containers',
  manifest: 'killall',
  severity: 'warning',
  fails: 'no process has the name',
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
        await endsWith(played, 'web', 'failure', /(?:)/);
      },
    },
  ],
});

proveLookAlike({
  rule: 'signal-across-containers',
  manifest: 'shared-processes',
  works: 'the pod shares its processes',
  working: async (played) => {
    await played.says('reloader', /reloaded/);
    assert.equal(await played.state('web'), 'running');
  },
});

proveLookAlike({
  rule: 'signal-across-containers',
  manifest: 'own-process',
  works: 'the process is its own child',
  working: async (played) => {
    await played.says('worker', /stopped my own/);
    await played.listensOn('web', 'TCP 80');
  },
});
