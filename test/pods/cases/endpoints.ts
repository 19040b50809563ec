import assert from 'node:assert/strict';
import type { Case } from './case.ts';
import { isStillRefused, says, succeeds } from './seen.ts';

const page = /Welcome to nginx/;
const pageFetched = says('client', page);

export const endpointCases: readonly Case[] = [
  {
    type: 'fault',
    rule: 'sibling-by-name',
    manifest: 'container-name',
    severity: 'warning',
    fails: 'the name of a container is the name of no host: "bad address"',
    failing: async (played) => {
      await played.listensOn('web', 'TCP 80');
      await played.says('client', /bad address 'web:80'/);
    },
    cures: [
      { fix: 'Address web as localhost', works: 'the neighbour answers', working: pageFetched },
    ],
  },
  {
    type: 'look-alike',
    rule: 'sibling-by-name',
    manifest: 'silent-host-alias',
    works: 'the pod itself gives the name an address',
    working: pageFetched,
  },
  {
    type: 'look-alike',
    rule: 'sibling-by-name',
    manifest: 'silent-service',
    works: 'the name is that of a Service, which is meant',
    working: pageFetched,
  },
  {
    type: 'look-alike',
    rule: 'sibling-by-name',
    manifest: 'silent-own-name',
    works: 'the name of the pod is its host name',
    working: pageFetched,
  },
  {
    type: 'fault',
    rule: 'localhost-nothing-listens',
    manifest: 'wrong-port',
    severity: 'warning',
    fails: 'nobody answers: "Connection refused"',
    failing: (played) =>
      isStillRefused(played, { server: 'web', socket: 'TCP 80', client: 'client' }),
    cures: [],
  },
  {
    type: 'fault',
    rule: 'localhost-nothing-listens',
    manifest: 'wrong-digit',
    severity: 'warning',
    fails: 'nobody answers: "Connection refused"',
    failing: (played) =>
      isStillRefused(played, { server: 'web', socket: 'TCP 8080', client: 'client' }),
    cures: [
      {
        fix: 'Connect to port 8080, where web listens',
        works: 'the neighbour answers',
        working: says('client', /root/),
      },
    ],
  },
  {
    type: 'look-alike',
    rule: 'localhost-nothing-listens',
    manifest: 'silent-the-neighbour-listens',
    works: 'localhost is that of the pod',
    working: pageFetched,
  },
  {
    type: 'fault',
    rule: 'loopback-only-listener',
    manifest: 'service',
    severity: 'warning',
    fails: 'the pod itself is answered, another pod is not: "Connection refused"',
    failing: async (played) => {
      await played.answers('web', 'http://127.0.0.1:8080/passwd', /root/);
      await isStillRefused(played, { server: 'web', socket: 'TCP 8080', client: 'visitor' });
    },
    cures: [
      {
        fix: 'Let web listen at all addresses, 0.0.0.0',
        works: 'the other pod is answered',
        working: says('visitor', /root/),
      },
    ],
  },
  {
    type: 'look-alike',
    rule: 'loopback-only-listener',
    manifest: 'silent-for-siblings',
    works: 'the containers of the pod share its loopback',
    working: says('client', /root/),
  },
  {
    type: 'fault',
    rule: 'init-waits-for-main',
    manifest: 'port',
    severity: 'error',
    fails: 'it asks and asks, and the container that it waits for is never started',
    failing: async (played) => {
      await played.says('wait', /(?:waiting\s+[^]*){5}/);
      assert.match(await played.log('wait'), /Connection refused/);
      assert.equal(await played.state('wait'), 'running');
      assert.equal(await played.state('web'), 'created');
    },
    cures: [],
  },
  {
    type: 'look-alike',
    rule: 'init-waits-for-main',
    manifest: 'silent-another-pod',
    works: 'who answers is in another pod',
    working: async (played) => {
      await succeeds('wait', page)(played);
      await played.listensOn('web', 'TCP 80');
    },
  },
];
