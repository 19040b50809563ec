import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { isAtLeast, ruleSetting, severityOf } from '../../../server/src/rules/severity.ts';

describe('severityOf', () => {
  it('follows certainty', () => {
    assert.equal(severityOf('certain', ['error']), 'error');
    assert.equal(severityOf('likely', ['error']), 'warning');
    assert.equal(severityOf('possible', ['error']), 'information');
  });

  it('never passes a cap, and the mildest cap counts', () => {
    assert.equal(severityOf('certain', ['error', undefined, 'information']), 'information');
    assert.equal(severityOf('certain', ['hint', 'error']), 'hint');
    assert.equal(severityOf('possible', ['error', 'error']), 'information');
  });
});

describe('isAtLeast', () => {
  it('compares severities', () => {
    assert.equal(isAtLeast('error', 'warning'), true);
    assert.equal(isAtLeast('warning', 'warning'), true);
    assert.equal(isAtLeast('hint', 'information'), false);
  });
});

describe('ruleSetting', () => {
  it('takes severities and off, and nothing else', () => {
    assert.equal(ruleSetting('off'), 'off');
    assert.equal(ruleSetting('warning'), 'warning');
    assert.equal(ruleSetting('mild'), undefined);
  });
});
