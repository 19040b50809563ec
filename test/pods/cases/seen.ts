import assert from 'node:assert/strict';
import type { Played } from '../harness/played.ts';
import type { Seen } from './case.ts';

/** Of the containers one has ended badly, saying so, and the others go on. */
export function onlyOneEnds(containers: readonly string[], like: RegExp): Seen {
  return async (played) => {
    const { container, code, log } = await played.oneEnds(...containers);
    assert.match(log, like);
    assert.notEqual(code, 0);
    for (const other of containers.filter((name) => name !== container)) {
      assert.equal(await played.state(other), 'running', other);
    }
  };
}

/** Each container listens on its port, as in `{ web: 'TCP 8080' }`, and none has ended. */
export function listening(sockets: Readonly<Record<string, string>>): Seen {
  return async (played) => {
    for (const [container, socket] of Object.entries(sockets)) {
      await played.listensOn(container, socket);
    }
    for (const container of Object.keys(sockets)) {
      assert.equal(await played.state(container), 'running', container);
    }
  };
}

export function says(container: string, words: RegExp): Seen {
  return (played) => played.says(container, words);
}

/** The container has ended by itself and well, having said so. */
export function succeeds(container: string, like: RegExp): Seen {
  return async (played) => {
    const { code, log } = await played.ends(container);
    assert.match(log, like);
    assert.equal(code, 0, log);
  };
}

/** The container has ended by itself and badly, having said so. */
export function fails(container: string, like: RegExp): Seen {
  return async (played) => {
    const { code, log } = await played.ends(container);
    assert.match(log, like);
    assert.notEqual(code, 0, log);
  };
}

/** podman has refused to start what the manifest says, in these words. */
export function isRefused(like: RegExp): Seen {
  return async (played) => {
    assert.match(await played.refused(), like);
  };
}

/** Once the server listens, the client is refused once more: it did not only come too early. */
export async function isStillRefused(
  played: Played,
  { server, socket, client }: Readonly<Record<'server' | 'socket' | 'client', string>>,
): Promise<void> {
  await played.listensOn(server, socket);
  const before = (await played.log(client)).length;
  await played.says(client, new RegExp(`^[^]{${before},}Connection refused`));
}
