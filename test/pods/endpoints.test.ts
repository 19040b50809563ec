import assert from 'node:assert/strict';
import { endsWith, proveFault, proveLookAlike } from './proof.ts';

const page = /Welcome to nginx/;
const refused = /Connection refused/;

proveFault({
  rule: 'sibling-by-name',
  manifest: 'container-name',
  fails: 'the name of a container is the name of no host',
  failing: async (played) => {
    await played.listensOn('web', 'TCP 80');
    await played.says('client', /bad address 'web:80'/);
  },
});

proveLookAlike({
  rule: 'sibling-by-name',
  manifest: 'host-alias',
  works: 'the pod itself gives the name an address',
  working: async (played) => {
    await played.says('client', page);
  },
});

proveLookAlike({
  rule: 'sibling-by-name',
  manifest: 'service',
  works: 'the name is that of a Service, which is meant',
  working: async (played) => {
    await played.says('client', page);
  },
});

proveFault({
  rule: 'localhost-nothing-listens',
  manifest: 'wrong-port',
  fails: 'nobody answers',
  failing: async (played) => {
    await played.listensOn('web', 'TCP 80');
    const before = (await played.log('client')).length;
    await played.says('client', new RegExp(`^[^]{${before},}${refused.source}`));
  },
});

proveLookAlike({
  rule: 'localhost-nothing-listens',
  manifest: 'the-neighbour-listens',
  works: 'localhost is that of the pod',
  working: async (played) => {
    await played.says('client', page);
  },
});

proveFault({
  rule: 'loopback-only-listener',
  manifest: 'service',
  fails: 'another pod is refused',
  failing: async (played) => {
    await played.listensOn('web', 'TCP 8080');
    await played.answers('web', 'http://127.0.0.1:8080/passwd', /root/);
    const before = (await played.log('visitor')).length;
    await played.says('visitor', new RegExp(`^[^]{${before},}${refused.source}`));
  },
});

proveLookAlike({
  rule: 'loopback-only-listener',
  manifest: 'for-siblings',
  works: 'the containers of the pod share its loopback',
  working: async (played) => {
    await played.says('client', /root/);
  },
});

proveFault({
  rule: 'init-waits-for-main',
  manifest: 'port',
  fails: 'it waits for a container that starts after it',
  failing: async (played) => {
    await played.says('wait', /(?:waiting\s+[^]*){5}/);
    assert.match(await played.log('wait'), refused);
    assert.notEqual(await played.state('web'), 'running');
    assert.equal(await played.state('wait'), 'running');
  },
});

proveLookAlike({
  rule: 'init-waits-for-main',
  manifest: 'another-pod',
  works: 'who answers is in another pod',
  working: async (played) => {
    await endsWith(played, 'wait', 'success', page);
    await played.listensOn('web', 'TCP 80');
  },
});
