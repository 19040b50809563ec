import assert from 'node:assert/strict';
import { endsWith, onlyOneEnds, proveFault, proveLookAlike } from './proof.ts';

const inUse = /Address (?:already )?in use/i;

for (const manifest of ['command-lines', 'variables', 'declared', 'loopback-and-any']) {
  proveFault({
    rule: 'port-conflict',
    manifest,
    fails: 'the later of the two cannot bind its port',
    failing: async (played) => {
      await onlyOneEnds(played, ['web', 'admin'], inUse);
    },
  });
}

proveFault({
  rule: 'port-conflict',
  manifest: 'host-network',
  fails: 'the later of the two cannot bind the port of the node',
  failing: async (played) => {
    await onlyOneEnds(played, ['collector', 'exporter'], inUse);
  },
});

for (const manifest of ['configuration', 'image-default']) {
  proveFault({
    rule: 'port-conflict',
    manifest,
    fails: 'nginx or its neighbour cannot bind',
    failing: async (played) => {
      await onlyOneEnds(played, ['web', 'status'], inUse);
    },
  });
}

proveFault({
  rule: 'port-conflict',
  manifest: 'udp',
  fails: 'the later of the two cannot bind its UDP port',
  failing: async (played) => {
    await onlyOneEnds(played, ['cache', 'forwarder'], inUse);
  },
});

proveLookAlike({
  rule: 'port-conflict',
  manifest: 'tcp-and-udp',
  works: 'each protocol has its own ports',
  working: async (played) => {
    await played.listensOn('tcp', 'TCP 5353');
    await played.listensOn('udp', 'UDP 5353');
  },
});

proveLookAlike({
  rule: 'port-conflict',
  manifest: 'loopback-and-pod-ip',
  works: 'two addresses, two sockets',
  working: async (played) => {
    await played.listensOn('inside', 'TCP 8080');
    await played.answers('inside', 'http://127.0.0.1:8080/etc/passwd');
    await played.answers('outside', 'http://$POD_IP:8080/etc/passwd');
    assert.equal(await played.state('inside'), 'running');
    assert.equal(await played.state('outside'), 'running');
  },
});

proveLookAlike({
  rule: 'port-conflict',
  manifest: 'init-and-main',
  works: 'the init container has ended before the other starts',
  working: async (played) => {
    await endsWith(played, 'self-test', 'success', /tested/);
    await played.listensOn('web', 'TCP 8080');
  },
});

proveLookAlike({
  rule: 'port-conflict',
  manifest: 'two-pods',
  works: 'each pod has its own ports',
  working: async (played) => {
    await played.listensOn('web', 'TCP 8080');
    await played.listensOn('pages', 'TCP 8080');
  },
});

proveLookAlike({
  rule: 'port-conflict',
  manifest: 'declared-for-the-neighbour',
  works: 'a declared port is no socket',
  working: async (played) => {
    await played.listensOn('liveness-probe', 'TCP 9808');
    assert.equal(await played.state('driver'), 'running');
  },
});

for (const manifest of ['one-pod', 'two-pods-on-a-node']) {
  proveFault({
    rule: 'host-port-conflict',
    manifest,
    fails: 'the port of the node is taken, and a pod does not start',
    failing: async (played) => {
      assert.match(await played.refused(), /:8000: bind: address already in use/);
    },
  });
}

proveLookAlike({
  rule: 'host-port-conflict',
  manifest: 'tcp-and-udp',
  works: 'each protocol has its own ports on the node, too',
  working: async (played) => {
    await played.listensOn('tcp', 'TCP 5353');
    await played.listensOn('udp', 'UDP 5353');
  },
});
