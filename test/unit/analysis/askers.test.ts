import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { Askers } from '../../../server/src/analysis/askers.ts';
import type { AskingDocument } from '../../../server/src/analysis/askers.ts';

describe('who asked for what', () => {
  const asker = (uri: string, ...groups: readonly string[]): AskingDocument => ({
    uri,
    groups,
    keys: new Set(),
  });
  const asking = (askers: Askers, group: string, ...keys: readonly string[]): readonly string[] =>
    [...askers.filesAsking(group, keys)].sort();

  it('is known by group and key', () => {
    const askers = new Askers();
    const [one, two] = [asker('one', 'folder'), asker('two', 'folder', 'scope')];
    askers.note(one, 'a');
    askers.note(two, 'a');
    askers.note(two, 'b');
    assert.deepEqual(asking(askers, 'folder', 'a'), ['one', 'two']);
    assert.deepEqual(asking(askers, 'folder', 'b', 'c'), ['two']);
    assert.deepEqual(asking(askers, 'scope', 'a'), ['two']);
    assert.deepEqual(asking(askers, 'elsewhere', 'a'), []);
  });

  it('moves with a file to other groups', () => {
    const askers = new Askers();
    const one = asker('one', 'folder');
    askers.note(one, 'a');
    askers.regroup(one, ['folder', 'scope']);
    assert.deepEqual(asking(askers, 'scope', 'a'), ['one']);
    askers.regroup(one, ['scope']);
    askers.note(one, 'b');
    assert.deepEqual(asking(askers, 'folder', 'a', 'b'), []);
    assert.deepEqual(asking(askers, 'scope', 'b'), ['one']);
  });

  it('is dropped of documents that are no more, and stays for the others of the file', () => {
    const askers = new Askers();
    const [gone, left, other] = [asker('one', 'f'), asker('one', 'f'), asker('two', 'f')];
    for (const each of [gone, left, other]) askers.note(each, 'a');
    askers.note(gone, 'b');
    askers.keepOnly('one', new Set([left]));
    assert.deepEqual(asking(askers, 'f', 'a'), ['one', 'two']);
    assert.deepEqual(asking(askers, 'f', 'b'), []);
    askers.keepOnly('one', new Set());
    assert.deepEqual(asking(askers, 'f', 'a'), ['two']);
    assert.equal(askers.has('one'), false);
  });

  it('is known of a file whose documents are forgotten, until it is looked at again', () => {
    const askers = new Askers();
    for (const key of ['a', 'b']) askers.note(asker('one', 'f'), key);
    askers.join('one');
    assert.deepEqual(asking(askers, 'f', 'a', 'b'), ['one', 'one']);
    const again = asker('one', 'f');
    askers.note(again, 'b');
    askers.keepOnly('one', new Set([again]));
    assert.deepEqual(asking(askers, 'f', 'a', 'b'), ['one']);
  });
});
