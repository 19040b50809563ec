import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import {
  baseName,
  cleanPath,
  isBelow,
  parentOf,
  pathBelow,
} from '../../../server/src/analysis/paths.ts';

describe('paths', () => {
  it('resolves dots, doubled slashes and a slash at the end', () => {
    assert.equal(cleanPath('/var//log/./app/../web/'), '/var/log/web');
    assert.equal(cleanPath('/'), '/');
    assert.equal(cleanPath('/../..'), '/');
    assert.equal(cleanPath('relative/path'), '/relative/path');
  });

  it('takes a directory for the beginning of a path only at a slash', () => {
    assert.equal(isBelow('/var/log/app.log', '/var/log'), true);
    assert.equal(isBelow('/var/log', '/var/log'), true);
    assert.equal(isBelow('/var/logs', '/var/log'), false);
    assert.equal(isBelow('/anything', '/'), true);
  });

  it('tells what is left below a directory, its parent and its name', () => {
    assert.equal(pathBelow('/var/log/a', '/var/log'), '/a');
    assert.equal(pathBelow('/var/log', '/var/log'), '');
    assert.equal(pathBelow('/a', '/'), '/a');
    assert.equal(parentOf('/a'), '/');
    assert.equal(parentOf('/a/b'), '/a');
    assert.equal(baseName('/a/b.log'), 'b.log');
  });
});
