import assert from 'node:assert/strict';
import type { Played } from './harness/played.ts';
import { endsWith, onlyOneEnds, proveFault, proveLookAlike } from './proof.ts';

const inUse = /Address (?:already )?in use/i;

/** Both listen, each on its port. */
const listening =
  (sockets: Readonly<Record<string, string>>) =>
  async (played: Played): Promise<void> => {
    for (const [container, socket] of Object.entries(sockets)) {
      await played.listensOn(container, socket);
    }
    for (const container of Object.keys(sockets)) {
      assert.equal(await played.state(container), 'running', container);
    }
  };

for (const manifest of ['command-lines', 'declared']) {
  proveFault({
    rule: 'port-conflict',
    manifest,
    severity: 'error',
    fails: 'the later of the two cannot bind its port',
    failing: (played) => onlyOneEnds(played, ['web', 'admin'], inUse),
    cures: [
      {
        fix: "Change admin's port to 8081",
        works: 'both listen',
        working: listening({ web: 'TCP 8080', admin: 'TCP 8081' }),
      },
      {
        fix: "Change web's port to 8081",
        works: 'both listen',
        working: listening({ web: 'TCP 8081', admin: 'TCP 8080' }),
      },
    ],
  });
}

for (const manifest of ['variables', 'loopback-and-any']) {
  proveFault({
    rule: 'port-conflict',
    manifest,
    severity: 'error',
    fails: 'the later of the two cannot bind its port',
    failing: (played) => onlyOneEnds(played, ['web', 'admin'], inUse),
    cures: [
      {
        fix: "Change admin's port to 8081",
        works: 'both listen',
        working: listening({ web: 'TCP 8080', admin: 'TCP 8081' }),
      },
    ],
  });
}

proveFault({
  rule: 'port-conflict',
  manifest: 'host-network',
  severity: 'error',
  fails: 'the later of the two cannot bind the port of the node',
  failing: (played) => onlyOneEnds(played, ['collector', 'exporter'], inUse),
  cures: [
    {
      fix: "Change exporter's port to 9401",
      works: 'both listen on the node',
      working: listening({ collector: 'TCP 9400', exporter: 'TCP 9401' }),
    },
  ],
});

proveFault({
  rule: 'port-conflict',
  manifest: 'configuration',
  severity: 'error',
  fails: 'nginx, as its configuration tells it, or its neighbour cannot bind',
  failing: (played) => onlyOneEnds(played, ['web', 'status'], inUse),
  cures: [
    {
      fix: "Change web's port to 8081",
      works: 'the configuration moves nginx',
      working: listening({ web: 'TCP 8081', status: 'TCP 8080' }),
    },
    {
      fix: "Change status's port to 8081",
      works: 'the flag moves the neighbour',
      working: listening({ web: 'TCP 8080', status: 'TCP 8081' }),
    },
  ],
});

proveFault({
  rule: 'port-conflict',
  manifest: 'address-of-a-sibling',
  severity: 'error',
  fails: 'one of the two servers cannot bind',
  failing: (played) => onlyOneEnds(played, ['shop', 'cache'], inUse),
  cures: [
    {
      fix: "Change shop's port to 8081",
      works: 'who asked the shop asks it at its new address',
      working: async (played) => {
        await listening({ shop: 'TCP 8081', cache: 'TCP 8080' })(played);
        await played.says('warmer', /^apples$/m);
      },
    },
  ],
});

proveFault({
  rule: 'port-conflict',
  manifest: 'image-default',
  severity: 'error',
  fails: 'nginx, as its image has it, or its neighbour cannot bind',
  failing: (played) => onlyOneEnds(played, ['web', 'status'], inUse),
  cures: [],
});

proveFault({
  rule: 'port-conflict',
  manifest: 'udp',
  severity: 'warning',
  fails: 'the later of the two cannot bind its UDP port',
  failing: (played) => onlyOneEnds(played, ['cache', 'forwarder'], inUse),
  cures: [
    {
      fix: "Change forwarder's port to 5354",
      works: 'both listen',
      working: listening({ cache: 'UDP 5353', forwarder: 'UDP 5354' }),
    },
  ],
});

proveLookAlike({
  rule: 'port-conflict',
  manifest: 'tcp-and-udp',
  works: 'each protocol has its own ports',
  working: listening({ tcp: 'TCP 5353', udp: 'UDP 5353' }),
});

proveLookAlike({
  rule: 'port-conflict',
  manifest: 'loopback-and-pod-ip',
  works: 'two addresses, two sockets',
  working: async (played) => {
    await played.answers('inside', 'http://127.0.0.1:8080/etc/passwd');
    await played.answers('outside', 'http://$POD_IP:8080/etc/passwd');
    await listening({ inside: 'TCP 8080', outside: 'TCP 8080' })(played);
  },
});

proveLookAlike({
  rule: 'port-conflict',
  manifest: 'init-and-main',
  works: 'the init container has ended before the other starts',
  working: async (played) => {
    await endsWith(played, 'self-test', 'success', /tested/);
    await listening({ web: 'TCP 8080' })(played);
  },
});

proveLookAlike({
  rule: 'port-conflict',
  manifest: 'two-pods',
  works: 'each pod has its own ports',
  working: listening({ web: 'TCP 8080', pages: 'TCP 8080' }),
});

proveLookAlike({
  rule: 'port-conflict',
  manifest: 'declared-for-the-neighbour',
  works: 'a declared port is no socket',
  working: async (played) => {
    await listening({ 'liveness-probe': 'TCP 9808' })(played);
    assert.equal(await played.state('driver'), 'running');
  },
});

const nodePortInUse = async (played: Played): Promise<void> => {
  assert.match(await played.refused(), /:8000: bind: address already in use/);
};

proveFault({
  rule: 'host-port-conflict',
  manifest: 'one-pod',
  severity: 'error',
  fails: 'the port of the node is taken, and the pod does not start',
  failing: nodePortInUse,
  cures: [
    {
      fix: 'Change this hostPort to 8001',
      works: 'both listen',
      working: listening({ web: 'TCP 8080', admin: 'TCP 8081' }),
    },
  ],
});

proveFault({
  rule: 'host-port-conflict',
  manifest: 'two-pods-on-a-node',
  severity: 'error',
  fails: 'the port of the node is taken, and the second pod does not start',
  failing: nodePortInUse,
  cures: [],
});

proveLookAlike({
  rule: 'host-port-conflict',
  manifest: 'tcp-and-udp',
  works: 'each protocol has its own ports on the node, too',
  working: listening({ tcp: 'TCP 5353', udp: 'UDP 5353' }),
});
