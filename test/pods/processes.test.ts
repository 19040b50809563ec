import assert from 'node:assert/strict';
import { proveFault, proveLookAlike } from './proof.ts';

proveFault({
  rule: 'signal-across-containers',
  manifest: 'reload',
  fails: 'there is no nginx to be seen',
  failing: async (played) => {
    await played.listensOn('web', 'TCP 80');
    await played.says('reloader', /(?:you need to specify whom to kill[^]*){3}/);
    assert.equal((await played.exec('reloader', 'pidof', 'nginx')).code, 1);
    assert.doesNotMatch(await played.log('reloader'), /reloaded/);
  },
});

proveFault({
  rule: 'signal-across-containers',
  manifest: 'killall',
  fails: 'no process of that name',
  failing: async (played) => {
    await played.listensOn('web', 'TCP 8080');
    await played.says('stopper', /(?:httpd: no process killed[^]*){3}/);
    assert.equal(await played.state('web'), 'running');
  },
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
