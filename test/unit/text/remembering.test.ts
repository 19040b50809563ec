import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { remembering } from '../../../server/src/text/remembering.ts';

describe('a function that remembers', () => {
  const asked: string[] = [];
  const length = remembering(2, (text) => {
    asked.push(text);
    return text === '' ? undefined : text.length;
  });

  it('is asked once for each text, whatever it says', () => {
    assert.deepEqual(
      [length(''), length('abc'), length(''), length('abc')],
      [undefined, 3, undefined, 3],
    );
    assert.deepEqual(asked, ['', 'abc']);
  });

  it('forgets all before it knows too many', () => {
    assert.equal(length('ab'), 2);
    assert.equal(length('ab'), 2);
    assert.equal(length('abc'), 3);
    assert.deepEqual(asked, ['', 'abc', 'ab', 'abc']);
  });
});
