import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import { Pair } from './support/pair.ts';
import type { PairOptions } from './support/pair.ts';

const WEB = 'file:///work/web.yaml';
const OTHER = 'file:///work/other.yaml';

/** One problem of a plain field, and one of the pod. */
const POD = `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx
      imagePullPolicy: Always
      colour: blue
    - name: web
      image: busybox
`;

describe('schema validation', () => {
  let pair: Pair;
  const start = async (settings: PairOptions['settings'] = {}): Promise<void> => {
    pair = await Pair.start({ folders: ['file:///work'], settings });
  };
  const rules = (uri = WEB): readonly unknown[] => [
    ...new Set(pair.shown(uri)?.map(({ code }) => code)),
  ];
  const others = (yaml: boolean, kubernetes: boolean): Promise<void> =>
    pair.notify('podspace/otherExtensions', { yaml, kubernetes });
  afterEach(() => pair.dispose());

  it('is done where no other extension does it', async () => {
    await start();
    await pair.open(WEB, POD);
    assert.deepEqual(rules(), ['duplicate-name', 'unknown-field']);
    assert.match((await pair.hover(WEB, 'imagePull')) ?? '', /Image pull policy/);
    assert.ok((await pair.completions(WEB, 'imagePullPolicy: ')).includes('Never'));
    assert.deepEqual(pair.said, []);
  });

  it('is left to the YAML extension for the files that it gives the schema of Kubernetes', async () => {
    await start({ yaml: { schemas: { kubernetes: ['web.yaml'] } } });
    await others(true, false);
    await pair.open(WEB, POD);
    await pair.open(OTHER, POD);
    assert.deepEqual(rules(), ['duplicate-name']);
    assert.deepEqual(rules(OTHER), ['duplicate-name', 'unknown-field']);
    assert.equal(await pair.hover(WEB, 'imagePull'), undefined);
    assert.deepEqual(await pair.completions(WEB, 'imagePullPolicy: '), []);
    assert.match((await pair.hover(WEB, '- name: web')) ?? '', /Shares network/);
    assert.equal(pair.said.length, 1);
  });

  it('is said to be left, once, also in a file that was read before it was opened', async () => {
    pair = await Pair.start({
      folders: ['file:///work'],
      files: { [WEB]: POD, [OTHER]: POD },
      settings: { yaml: { schemas: { kubernetes: ['*.yaml'] } } },
    });
    await others(true, false);
    await pair.advance(1000);
    assert.deepEqual(rules(), ['duplicate-name']);
    assert.deepEqual(pair.said, []);
    await pair.open(WEB, POD);
    assert.equal(pair.said.length, 1);
    await pair.open(OTHER, POD);
    await pair.advance(1000);
    assert.equal(pair.said.length, 1);
  });

  it('is left to the YAML extension wherever the Kubernetes extension is at work', async () => {
    await start();
    await pair.open(WEB, POD);
    await others(true, true);
    await pair.advance(1000);
    assert.deepEqual(rules(), ['duplicate-name']);
    await others(false, true);
    await pair.advance(1000);
    assert.deepEqual(rules(), ['duplicate-name', 'unknown-field']);
  });

  it('is left by the same patterns as the YAML extension takes', async () => {
    const settings = { yaml: { schemas: { kubernetes: ['/k8s/*.{yml,yaml}', '!other.yaml'] } } };
    await start(settings);
    await others(true, false);
    for (const [uri, left] of [
      ['file:///work/k8s/web.yaml', true],
      ['file:///work/a/k8s/web.yml', true],
      ['file:///work/k8s/other.yaml', false],
      ['file:///work/web.yaml', false],
    ] as const) {
      await pair.open(uri, POD);
      assert.equal(rules(uri).length, left ? 1 : 2, uri);
    }
  });

  it('is left or done by document where a comment names its schema', async () => {
    await start();
    await others(true, false);
    const named = (schema: string): string => `# yaml-language-server: $schema=${schema}\n${POD}`;
    await pair.open(WEB, `${POD}---\n${named('https://host/kubernetes-json-schema/all.json')}`);
    const unknown = pair.shown(WEB)?.filter(({ code }) => code === 'unknown-field');
    assert.deepEqual(
      unknown?.map(({ range }) => range.start.line),
      [9],
    );
    await others(true, true);
    await pair.open(OTHER, named('none'));
    assert.deepEqual(rules(OTHER), ['duplicate-name', 'unknown-field']);
  });

  it('is done for JSON, which the YAML extension does not read', async () => {
    await start();
    await others(true, true);
    const uri = 'file:///work/web.json';
    const spec = '{"containers":[{"name":"web","image":"nginx","colour":"blue"}]}';
    await pair.open(
      uri,
      `{"apiVersion":"v1","kind":"Pod","metadata":{"name":"web"},"spec":${spec}}`,
    );
    assert.deepEqual(rules(uri), ['unknown-field']);
  });

  it('is done all the same where the YAML extension validates nothing', async () => {
    await start({ yaml: { validate: false, schemas: { kubernetes: '*.yaml' } } });
    await others(true, true);
    await pair.open(WEB, POD);
    assert.deepEqual(rules(), ['duplicate-name', 'unknown-field']);
  });

  it('is done or left out as the setting says', async () => {
    await start({ podspace: { schemaValidation: 'on' } });
    await others(true, true);
    await pair.open(WEB, POD);
    assert.deepEqual(rules(), ['duplicate-name', 'unknown-field']);
    pair.dispose();
    await start({ podspace: { schemaValidation: 'off' } });
    await pair.open(WEB, POD);
    assert.deepEqual(rules(), ['duplicate-name']);
    assert.deepEqual(pair.said, []);
  });

  it('knows the version of Kubernetes that is meant', async () => {
    await start({ podspace: { kubernetesVersion: '1.22' } });
    await pair.open(WEB, POD.replace('colour: blue', 'livenessProbe: {grpc: {port: 80}}'));
    const [first] = pair.shown(WEB)?.filter(({ code }) => code === 'unknown-field') ?? [];
    assert.deepEqual(
      first?.message,
      '"grpc" of a probe came with Kubernetes 1.23, and this is for 1.22 too.',
    );
  });
});
