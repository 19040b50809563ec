import { lookup } from 'node:dns';
import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, it } from 'mocha';

/** `run.ts` looks in the end who has opened a connection: nobody but this. */
describe('whoever watches what connections are opened', () => {
  it('sees one that is', async () => {
    // Nobody answers there.
    const socket = connect(9, '127.0.0.1');
    await once(socket, 'error').catch(() => undefined);
    socket.destroy();
    await fetch('http://127.0.0.1:9').catch(() => undefined);
    await new Promise<void>((done) => {
      lookup('localhost', () => done());
    });
  });
});
