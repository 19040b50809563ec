import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import { Pair } from './support/pair.ts';

const ROOT = 'file:///work';
const WEB = `${ROOT}/web.yaml`;
const SERVICE = `${ROOT}/service.yaml`;

const PODS = `apiVersion: v1
kind: Pod
metadata: { name: web, labels: { app: web } }
spec:
  containers:
    - { name: web, image: busybox, command: [httpd, -f, -p, "80"] }
---
apiVersion: v1
kind: Pod
metadata: { name: second }
spec:
  containers:
    - { name: second, image: busybox, command: [httpd, -f, -p, "81"] }
`;
const SELECTS = `apiVersion: v1
kind: Service
metadata: { name: web }
spec: { selector: { app: web }, ports: [{ port: 80 }] }
`;

describe('podspace/podMap', () => {
  let pair: Pair;
  afterEach(() => pair.dispose());

  const told = (): number =>
    pair.notifications.filter((one) => one === 'podspace/podMapChanged').length;
  const start = async (): Promise<void> => {
    pair = await Pair.start({ folders: [ROOT], files: { [WEB]: PODS, [SERVICE]: 'a: b\n' } });
    await pair.open(WEB, PODS);
  };

  it('gives the pod at a position, where its parts are, and the part at the position', async () => {
    await start();
    const position = { line: 12, character: 16 };
    const placed = await pair.request('podspace/podMap', { uri: WEB, position });
    assert.equal(placed?.map.id, 'Pod//second');
    assert.deepEqual(placed.pods, ['Pod//web', 'Pod//second']);
    assert.equal(placed.part, 'container:second');
    assert.deepEqual(placed.places['container:second:listener:81/TCP'], {
      uri: WEB,
      range: { start: { line: 12, character: 64 }, end: { line: 12, character: 66 } },
    });
  });

  it('stays with a pod by its id, and has nothing for a file without pods', async () => {
    await start();
    const ask = (uri: string, pod?: string) =>
      pair.request('podspace/podMap', { uri, ...(pod !== undefined && { pod }) });
    assert.equal((await ask(WEB))?.map.id, 'Pod//web');
    assert.equal((await ask(WEB, 'Pod//second'))?.map.id, 'Pod//second');
    assert.equal(await ask(SERVICE), null);
    assert.equal(await ask(`${ROOT}/gone.yaml`), null);
  });

  it('is told when a Service in another file comes to select the pod, and only then', async () => {
    await start();
    await pair.edit(WEB, '"81"', '"82"');
    await pair.advance(2000);
    assert.equal(told(), 0, 'nobody has asked');
    await pair.request('podspace/podMap', { uri: WEB });
    await pair.edit(WEB, '"82"', '"83"');
    await pair.advance(2000);
    assert.equal(told(), 0, 'it is about the other pod');
    await pair.open(SERVICE, 'a: b\n');
    await pair.edit(SERVICE, 'a: b\n', SELECTS);
    await pair.advance(2000);
    assert.equal(told(), 1);
    const placed = await pair.request('podspace/podMap', { uri: WEB });
    assert.deepEqual(
      placed?.map.services.map(({ name, ports }) => [name, ports[0]?.answer]),
      [['web', 'web']],
    );
  });
});
