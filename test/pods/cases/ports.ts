import assert from 'node:assert/strict';
import type { Case, Fault } from './case.ts';
import { isRefused, listening, onlyOneEnds, succeeds } from './seen.ts';

const inUse = /Address already in use/;

const nodePortInUse = isRefused(/:8000: bind: address already in use/);

const ask40Times = 'for i in $(seq 40); do socat -u TCP:localhost:8080 STDOUT; done';

export const portCases: readonly Case[] = [
  ...['command-lines', 'variables', 'declared', 'loopback-and-any', 'branch-taken'].map(
    (manifest): Fault => ({
      type: 'fault',
      rule: 'port-conflict',
      manifest,
      severity: 'error',
      fails: 'the later of the two ends: "Address already in use"',
      failing: onlyOneEnds(['web', 'admin'], inUse),
      cures: [
        {
          fix: "Change admin's port to 8081",
          works: 'both listen',
          working: listening({ web: 'TCP 8080', admin: 'TCP 8081' }),
        },
      ],
    }),
  ),
  {
    type: 'fault',
    rule: 'port-conflict',
    manifest: 'host-network',
    severity: 'error',
    fails: 'the later of the two ends on the node: "Address already in use"',
    failing: onlyOneEnds(['collector', 'exporter'], inUse),
    cures: [
      {
        fix: "Change exporter's port to 9401",
        works: 'both listen on the node',
        working: listening({ collector: 'TCP 9400', exporter: 'TCP 9401' }),
      },
    ],
  },
  {
    type: 'fault',
    rule: 'port-conflict',
    manifest: 'configuration',
    severity: 'error',
    fails: 'nginx, as its configuration tells it, or its neighbour ends: "Address already in use"',
    failing: onlyOneEnds(['web', 'status'], inUse),
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
  },
  {
    type: 'fault',
    rule: 'port-conflict',
    manifest: 'address-of-a-sibling',
    severity: 'error',
    fails: 'one of the two servers ends: "Address already in use"',
    failing: onlyOneEnds(['shop', 'cache'], inUse),
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
  },
  {
    type: 'fault',
    rule: 'port-conflict',
    manifest: 'image-default',
    severity: 'error',
    fails: 'nginx, as its image has it, or its neighbour ends: "Address already in use"',
    failing: onlyOneEnds(['web', 'status'], inUse),
    cures: [],
  },
  {
    type: 'fault',
    rule: 'port-conflict',
    manifest: 'udp',
    severity: 'warning',
    fails: 'the later of the two ends: "Address already in use"',
    failing: onlyOneEnds(['cache', 'forwarder'], inUse),
    cures: [
      {
        fix: "Change forwarder's port to 5354",
        works: 'both listen',
        working: listening({ cache: 'UDP 5353', forwarder: 'UDP 5354' }),
      },
    ],
  },
  {
    type: 'fault',
    rule: 'port-conflict',
    manifest: 'in-the-background',
    severity: 'error',
    fails: 'one of the two ends: "Address already in use"',
    failing: onlyOneEnds(['web', 'admin'], inUse),
    cures: [
      {
        fix: "Change web's port to 8082",
        works: 'the script starts its second server elsewhere',
        working: async (played) => {
          await played.answers('web', 'http://localhost:8082/passwd', /root/);
          await listening({ web: 'TCP 8080', admin: 'TCP 8081' })(played);
        },
      },
    ],
  },
  {
    type: 'fault',
    rule: 'port-conflict',
    manifest: 'reused-port',
    severity: 'warning',
    fails: 'both listen, and each gets a part of the connections',
    failing: (played) => played.prints('apples', ask40Times, /apples[^]*pears|pears[^]*apples/),
    cures: [
      {
        fix: "Change pears's port to 8081",
        works: 'whoever asks at the port gets the same',
        working: async (played) => {
          await listening({ apples: 'TCP 8080', pears: 'TCP 8081' })(played);
          await played.prints('apples', ask40Times, /^(?:apples\s+){40}$/);
        },
      },
    ],
  },
  {
    type: 'look-alike',
    rule: 'port-conflict',
    manifest: 'silent-tcp-and-udp',
    works: 'each protocol has its own ports',
    working: listening({ tcp: 'TCP 5353', udp: 'UDP 5353' }),
  },
  {
    type: 'look-alike',
    rule: 'port-conflict',
    manifest: 'silent-loopback-and-pod-ip',
    works: 'two addresses, two sockets',
    working: async (played) => {
      await played.answers('inside', 'http://127.0.0.1:8080/etc/passwd');
      await played.answers('outside', 'http://$POD_IP:8080/etc/passwd');
      await listening({ inside: 'TCP 8080', outside: 'TCP 8080' })(played);
    },
  },
  {
    type: 'look-alike',
    rule: 'port-conflict',
    manifest: 'silent-two-loopbacks',
    works: 'loopback has an address of each family',
    working: async (played) => {
      await played.answers('old', 'http://127.0.0.1:8080/etc/passwd');
      await played.answers('new', 'http://[::1]:8080/etc/passwd');
      await listening({ old: 'TCP 8080', new: 'TCP 8080' })(played);
    },
  },
  {
    type: 'look-alike',
    rule: 'port-conflict',
    manifest: 'silent-init-and-main',
    works: 'the init container has ended before the other starts',
    working: async (played) => {
      await succeeds('self-test', /tested/)(played);
      await listening({ web: 'TCP 8080' })(played);
    },
  },
  {
    type: 'look-alike',
    rule: 'port-conflict',
    manifest: 'silent-branch-not-taken',
    works: 'the script never starts its server',
    working: async (played) => {
      await played.says('tools', /idle/);
      await listening({ web: 'TCP 8080' })(played);
    },
  },
  {
    type: 'look-alike',
    rule: 'port-conflict',
    manifest: 'silent-gone-in-time',
    works: 'one server is gone before the other starts',
    working: async (played) => {
      await played.says('tools', /idle/);
      await listening({ web: 'TCP 8080' })(played);
    },
  },
  {
    type: 'look-alike',
    rule: 'port-conflict',
    manifest: 'silent-two-pods',
    works: 'each pod has its own ports',
    working: listening({ web: 'TCP 8080', pages: 'TCP 8080' }),
  },
  {
    type: 'look-alike',
    rule: 'port-conflict',
    manifest: 'silent-declared-for-the-neighbour',
    works: 'a declared port is no socket',
    working: async (played) => {
      await listening({ 'liveness-probe': 'TCP 9808' })(played);
      assert.equal(await played.state('driver'), 'running');
    },
  },
  {
    type: 'fault',
    rule: 'host-port-conflict',
    manifest: 'one-pod',
    severity: 'error',
    fails: 'the pod does not start: "listen tcp4 :8000: bind: address already in use"',
    failing: nodePortInUse,
    cures: [
      {
        fix: 'Change this hostPort to 8001',
        works: 'both listen',
        working: listening({ web: 'TCP 8080', admin: 'TCP 8081' }),
      },
    ],
  },
  {
    type: 'fault',
    rule: 'host-port-conflict',
    manifest: 'two-pods-on-a-node',
    severity: 'error',
    fails: 'the second pod does not start: "listen tcp4 :8000: bind: address already in use"',
    failing: nodePortInUse,
    cures: [],
  },
  {
    type: 'look-alike',
    rule: 'host-port-conflict',
    manifest: 'silent-tcp-and-udp',
    works: 'each protocol has its own ports on the node, too',
    working: listening({ tcp: 'TCP 5353', udp: 'UDP 5353' }),
  },
];
