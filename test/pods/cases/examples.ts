import assert from 'node:assert/strict';
import type { Case } from './case.ts';
import { fails, says, succeeds } from './seen.ts';

/** Of the examples those whose programs are at hand: busybox and nginx. */
export const exampleCases: readonly Case[] = [
  {
    type: 'fault',
    rule: 'file-not-shared',
    manifest: 'examples/web-with-content/wrong.yaml',
    severity: 'warning',
    fails: 'nginx goes on serving the page of its image',
    failing: async (played) => {
      await played.prints('loader', 'cat /usr/share/nginx/html/index.html', /The time is/);
      await played.answers('loader', 'http://localhost/', /Welcome to nginx/);
    },
    cures: [
      {
        fix:
          'Share /usr/share/nginx/html between loader and web in a new volume ' +
          "(hides the image's welcome page in web)",
        works: 'nginx serves what the loader wrote',
        working: (played) => played.answers('loader', 'http://localhost/', /The time is/),
      },
    ],
  },
  {
    type: 'look-alike',
    rule: 'file-not-shared',
    manifest: 'examples/web-with-content/right.yaml',
    works: 'nginx serves what the loader wrote',
    working: (played) => played.answers('loader', 'http://localhost/', /The time is/),
  },
  {
    type: 'fault',
    rule: 'file-not-shared',
    manifest: 'examples/log-shipper/shop.yaml',
    severity: 'error',
    fails: 'the shipper ends: "No such file or directory"',
    failing: fails('shipper', /No such file or directory/),
    cures: [
      {
        fix: 'Share /var/log/shop between shop and shipper in a new volume, and wait for the file with tail -F',
        works: 'the shipper follows the log, whoever starts first',
        working: says('shipper', /somebody bought something/),
      },
    ],
  },
  {
    type: 'fault',
    rule: 'sidecar-never-ends',
    manifest: 'examples/sidecar-for-a-job/wrong.yaml',
    severity: 'warning',
    fails: 'the work is done, and the pod goes on',
    failing: async (played) => {
      await succeeds('report', /^/)(played);
      await played.says('shipper', /\d\d:\d\d:\d\d UTC/);
      assert.equal(await played.state('shipper'), 'running');
    },
    cures: [],
  },
];
