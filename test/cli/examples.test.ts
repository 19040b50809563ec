import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { checkJson } from './run-cli.ts';

/** What each example shows, as file, rule, severity and line; a file that is not here is right. */
const shown: readonly string[] = [
  'host-ports/edge.yaml:21 error host-port-conflict',
  'host-ports/edge.yaml:23 error volume-not-found',
  'host-ports/edge.yaml:30 error host-port-conflict',
  'log-shipper/shop.yaml:30 error file-not-shared',
  'node-ports/cluster.yaml:46 error host-port-conflict',
  'node-ports/cluster.yaml:59 error host-port-conflict',
  'port-in-a-configuration/site.yaml:21 error port-conflict',
  'port-in-a-configuration/site.yaml:28 error port-conflict',
  'port-in-many-places/shop.yaml:23 error port-conflict',
  'port-in-many-places/shop.yaml:33 error port-conflict',
  'sidecar-for-a-job/wrong.yaml:17 warning sidecar-never-ends',
  'web-with-content/wrong.yaml:11 warning file-not-shared',
];

describe('the examples', () => {
  it('show what they say', () => {
    const { code, report } = checkJson('.', ['examples']);
    assert.equal(code, 1);
    assert.deepEqual(report.skipped, []);
    assert.deepEqual(
      report.problems.map(
        ({ file, rule, severity, range }) =>
          `${file.replace('examples/', '')}:${range.start.line + 1} ${severity} ${rule}`,
      ),
      shown,
    );
  });
});
