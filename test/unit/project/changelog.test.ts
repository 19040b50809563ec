import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { notesOf } from '../../../scripts/changelog.ts';

const CHANGELOG =
  '# Changelog\n\n## Unreleased\n\n- Next.\n\n## 1.10.0 (2027-01-02)\n\n### Added\n\n- One.\n\n## 1.1.0\n\n- Old.\n';

describe('the notes of a release', () => {
  it('are what the changelog says of its version', () => {
    assert.equal(notesOf(CHANGELOG, '1.10.0'), '### Added\n\n- One.\n');
    assert.equal(notesOf(CHANGELOG, '1.1.0'), '- Old.\n');
  });

  it('have to be written', () => {
    assert.throws(() => notesOf(CHANGELOG, '1.1'), /says nothing of 1\.1\./);
    assert.throws(() => notesOf('## 2.0.0\n\n## 1.0.0\n\n- x\n', '2.0.0'), /nothing of 2\.0\.0/);
  });
});
