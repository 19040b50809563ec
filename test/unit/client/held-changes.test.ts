import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, it } from 'mocha';
import { HeldChanges } from '../../../client/src/held-changes.ts';

describe('changes of the tree', () => {
  function recorded(): { readonly changes: HeldChanges; readonly events: unknown[] } {
    const events: unknown[] = [];
    return { changes: new HeldChanges((ids) => events.push(ids)), events };
  }

  it('are told at once while VS Code asks nothing', () => {
    const { changes, events } = recorded();
    changes.add(['a']);
    changes.add(undefined);
    changes.add([]);
    assert.deepEqual(events, [['a'], undefined]);
  });

  it('wait for an answer that was made before them, and for all answers', async () => {
    const { changes, events } = recorded();
    const resolve: ((answer: string) => void)[] = [];
    const answers = [0, 1].map(async (index) => {
      const answer = new Promise<string>((resolved) => (resolve[index] = resolved));
      events.push(await changes.during(() => answer));
    });
    changes.add(['a']);
    changes.add(['b', 'a']);
    resolve[0]?.('first answer');
    await pause(1);
    assert.deepEqual(events, ['first answer']);
    resolve[1]?.('second answer');
    await Promise.all(answers);
    assert.deepEqual(events, ['first answer', 'second answer']);
    await pause(1);
    assert.deepEqual(events.slice(2), [['a', 'b']]);
  });

  it('are one change where the whole tree is among them', async () => {
    const { changes, events } = recorded();
    const answer = changes.during(() => Promise.resolve());
    changes.add(['a']);
    changes.add(undefined);
    await answer;
    await pause(1);
    assert.deepEqual(events, [undefined]);
  });

  it('are told also where there was no answer', async () => {
    const { changes, events } = recorded();
    const answer = changes.during(() => Promise.reject(new Error('the server is gone')));
    changes.add(['a']);
    await assert.rejects(answer, /the server is gone/);
    await pause(1);
    assert.deepEqual(events, [['a']]);
  });
});
