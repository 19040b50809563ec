import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { applyEdits } from '../../../server/src/text/edit.ts';
import { moveItem } from '../../../server/src/yaml/move-item.ts';
import { parseDocument } from '../../../server/src/yaml/parse.ts';

/** The text after moving the item of `from` with this index to the end of `to`; undefined where it is refused. */
function moved(text: string, index = 0): string | undefined {
  const document = parseDocument(text);
  if (document.root?.kind !== 'map') throw new Error('the text holds no map');
  const edits = moveItem(document, {
    owner: document.root,
    from: 'from',
    to: 'to',
    index,
    toIndex: Number.MAX_SAFE_INTEGER,
    line: { after: 'name', text: 'added: yes' },
  });
  return edits && applyEdits(text, edits);
}

describe('moveItem', () => {
  it('makes the list that is not there', () => {
    assert.equal(
      moved('from:\n  - name: a\n    b: 1\n  - name: c\n'),
      'to:\n  - name: a\n    added: yes\n    b: 1\nfrom:\n  - name: c\n',
    );
  });

  it('appends to the list that is there, with the comment above the item', () => {
    assert.equal(
      moved('to:\n- name: x\nfrom:\n# of a\n- name: a # here\n- name: c\n'),
      'to:\n- name: x\n# of a\n- name: a # here\n  added: yes\nfrom:\n- name: c\n',
    );
  });

  it('keeps line breaks of two characters', () => {
    assert.equal(
      moved('from:\r\n  - name: a\r\n  - name: c\r\n', 1),
      'to:\r\n  - name: c\r\n    added: yes\r\nfrom:\r\n  - name: a\r\n',
    );
  });

  it('moves the last item of a text without a last line break', () => {
    assert.equal(
      moved('from:\n  - name: a\n  - name: c', 1),
      'to:\n  - name: c\n    added: yes\nfrom:\n  - name: a\n',
    );
  });

  const refused: readonly (readonly [string, string])[] = [
    ['the only item', 'from:\n  - name: a\n'],
    ['flow style', 'from: [{name: a}, {name: c}]\n'],
    ['an item in flow style', 'from:\n  - {name: a}\n  - name: c\n'],
    ['lists with other indentation', 'to:\n- name: x\nfrom:\n  - name: a\n  - name: c\n'],
    ['an alias', 'x: &x\n  name: a\nfrom:\n  - *x\n  - name: c\n'],
  ];
  for (const [name, text] of refused) {
    it(`refuses ${name}`, () => {
      assert.equal(moved(text), undefined);
    });
  }
});
