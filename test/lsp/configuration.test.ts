import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { Pair } from './support/pair.ts';

const URI = 'file:///work/.podspace.yaml';

describe('a .podspace.yaml in the editor', () => {
  let pair: Pair;
  beforeEach(async () => {
    pair = await Pair.start({ folders: ['file:///work'] });
    await pair.open(URI, 'rules:\n  port-conflict: mild\n');
  });
  afterEach(() => pair.dispose());

  it('is checked, completed and explained', async () => {
    assert.deepEqual(
      pair.shown(URI)?.map(({ code, range }) => [code, range.start.line]),
      [['bad-configuration', 1]],
    );
    await pair.edit(URI, 'mild', 'mild\n  unused-vol');
    assert.ok((await pair.completions(URI, 'unused-vol')).includes('unused-volume'));
    assert.match((await pair.hover(URI, 'port-conf')) ?? '', /^Two containers of a pod listen/);
    await pair.edit(URI, 'mild', '');
    assert.deepEqual(await pair.completions(URI, 'port-conflict: '), [
      'off',
      'hint',
      'information',
      'warning',
      'error',
    ]);
  });

  it('is left to the YAML extension, which has its schema, where there is one', async () => {
    await pair.notify('podspace/otherExtensions', { yaml: true, kubernetes: false });
    assert.deepEqual(await pair.completions(URI, 'port-conf'), []);
    assert.equal(await pair.hover(URI, 'port-conf'), undefined);
    assert.deepEqual(pair.said, []);
  });
});
