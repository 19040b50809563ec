import assert from 'node:assert/strict';
import { describe, it } from 'mocha';

describe('the scripts', () => {
  it('run on the Node that the project brings', () => {
    assert.equal(process.versions.node.split('.')[0], '24');
  });
});
