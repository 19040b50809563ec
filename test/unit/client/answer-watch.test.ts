import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'mocha';
import { AnswerWatch } from '../../../client/src/browser/answer-watch.ts';
import { FakeTimers } from '../../lsp/support/fake-timers.ts';

describe('a server that does not answer', () => {
  let timers: FakeTimers;
  let events: string[];
  let watch: AnswerWatch;

  beforeEach(() => {
    timers = new FakeTimers();
    events = [];
    watch = new AnswerWatch({
      after(delay, call) {
        const timer = timers.after(delay, call);
        return () => timer.dispose();
      },
      probe: () => events.push('probe'),
      lost: () => events.push('lost'),
    });
  });

  it('is asked whether it is there, and then held for dead, once', () => {
    watch.sent({ id: 1, method: 'textDocument/hover' });
    timers.advance(14_999);
    assert.deepEqual(events, []);
    timers.advance(1);
    assert.deepEqual(events, ['probe']);
    timers.advance(15_000);
    assert.deepEqual(events, ['probe', 'lost']);
    assert.equal(timers.pending, 0);
  });

  it('is held for dead where it never says anything, from its start', () => {
    watch.sent({ id: 0, method: 'initialize' });
    timers.advance(30_000);
    assert.deepEqual(events, ['probe', 'lost']);
    watch.heard({ id: 0 });
    timers.advance(60_000);
    assert.deepEqual(events, ['probe', 'lost']);
  });

  it('is held for dead also while more and more is asked of it', () => {
    for (let id = 0; id < 40; id += 1) {
      watch.sent({ id, method: 'textDocument/hover' });
      timers.advance(1_000);
    }
    assert.deepEqual(events, ['probe', 'lost']);
  });

  it('is alive while it answers the question, however long it owes the answer', () => {
    watch.sent({ id: 1, method: 'workspace/executeCommand' });
    for (let times = 0; times < 5; times += 1) {
      timers.advance(16_000);
      watch.heard({ id: 'probe' });
    }
    assert.deepEqual(events, Array(5).fill('probe'));
    watch.heard({ id: 1 });
    assert.equal(timers.pending, 0);
  });

  it('still owes an answer when it says something else, or asks for something itself', () => {
    watch.sent({ id: 1, method: 'textDocument/hover' });
    timers.advance(10_000);
    watch.heard({ method: 'textDocument/publishDiagnostics' });
    watch.heard({ id: 1, method: 'workspace/configuration' });
    timers.advance(10_000);
    assert.deepEqual(events, []);
    timers.advance(20_000);
    assert.deepEqual(events, ['probe', 'lost']);
  });

  it('is not watched while it owes nothing', () => {
    watch.sent({ method: 'textDocument/didChange' });
    watch.sent({ id: 7 });
    assert.equal(timers.pending, 0);
    watch.sent({ id: 1, method: 'textDocument/hover' });
    assert.equal(timers.pending, 1);
    watch.heard({ id: 1 });
    assert.equal(timers.pending, 0);
  });
});
