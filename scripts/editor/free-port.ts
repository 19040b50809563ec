import { createServer } from 'node:net';

/** A port of the loopback address that nobody listens on: `preferred`, or any other where that one is taken. */
export async function freePort(preferred = 0): Promise<number> {
  return new Promise((found, failed) => {
    const probe = createServer();
    probe.once('error', (error) => (preferred === 0 ? failed(error) : found(freePort())));
    probe.listen(preferred, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      probe.close(() => found(port));
    });
  });
}
