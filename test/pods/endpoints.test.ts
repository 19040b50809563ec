import assert from 'node:assert/strict';
import type { Played } from './harness/played.ts';
import { endsWith, proveFault, proveLookAlike } from './proof.ts';

const page = /Welcome to nginx/;
const refused = 'Connection refused';
const pageFetched = (played: Played): Promise<void> => played.says('client', page);

/** Once the server listens, the client is refused once more: it did not only come too early. */
const refusedStill =
  (server: string, socket: string, client: string) =>
  async (played: Played): Promise<void> => {
    await played.listensOn(server, socket);
    const before = (await played.log(client)).length;
    await played.says(client, new RegExp(`^[^]{${before},}${refused}`));
  };

proveFault({
  rule: 'sibling-by-name',
  manifest: 'container-name',
  severity: 'warning',
  fails: 'the name of a container is the name of no host',
  failing: async (played) => {
    await played.listensOn('web', 'TCP 80');
    await played.says('client', /bad address 'web:80'/);
  },
  cures: [{ fix: 'Use localhost', works: 'the neighbour answers', working: pageFetched }],
});

proveLookAlike({
  rule: 'sibling-by-name',
  manifest: 'host-alias',
  works: 'the pod itself gives the name an address',
  working: pageFetched,
});

proveLookAlike({
  rule: 'sibling-by-name',
  manifest: 'service',
  works: 'the name is that of a Service, which is meant',
  working: pageFetched,
});

proveFault({
  rule: 'localhost-nothing-listens',
  manifest: 'wrong-port',
  severity: 'warning',
  fails: 'nobody answers',
  failing: refusedStill('web', 'TCP 80', 'client'),
  cures: [],
});

proveLookAlike({
  rule: 'localhost-nothing-listens',
  manifest: 'the-neighbour-listens',
  works: 'localhost is that of the pod',
  working: pageFetched,
});

proveFault({
  rule: 'loopback-only-listener',
  manifest: 'service',
  severity: 'error',
  fails: 'another pod is refused',
  failing: async (played) => {
    await played.answers('web', 'http://127.0.0.1:8080/passwd', /root/);
    await refusedStill('web', 'TCP 8080', 'visitor')(played);
  },
  cures: [],
});

proveLookAlike({
  rule: 'loopback-only-listener',
  manifest: 'for-siblings',
  works: 'the containers of the pod share its loopback',
  working: (played) => played.says('client', /root/),
});

proveFault({
  rule: 'init-waits-for-main',
  manifest: 'port',
  severity: 'error',
  fails: 'it waits for a container that starts after it',
  failing: async (played) => {
    await played.says('wait', /(?:waiting\s+[^]*){5}/);
    assert.ok((await played.log('wait')).includes(refused));
    assert.equal(await played.state('wait'), 'running');
    assert.equal(await played.state('web'), 'created');
  },
  cures: [],
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
