import { strict as assert } from 'node:assert';
import { describe, it } from 'mocha';
import { actionsIn } from './actions-at.ts';
import type { Files } from './actions-at.ts';

const TITLE = 'Say what this image listens on';

function pod(image: string, rest = ''): string {
  return `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: ${image}
${rest}`;
}

const PORTS = `      ports:
        - containerPort: 8080
        - {containerPort: 53, protocol: UDP}
`;

/** What `.podspace.yaml` says after it. */
function written(manifest: string, before?: string): string | undefined {
  const files: Files = {
    'web.yaml': manifest,
    ...(before !== undefined && { '.podspace.yaml': before }),
  };
  return actionsIn(files).after(TITLE)['.podspace.yaml'];
}

describe('the action that describes an image', () => {
  it('makes a .podspace.yaml that names the repository, without tag, and what is known', () => {
    const expected = `images:
  - image: registry.example.com:5000/shop/web
    ports:
      - 53/UDP
      - 8080
`;
    assert.equal(written(pod('<|>registry.example.com:5000/shop/web:1.2', PORTS)), expected);
    const digest = 'registry.example.com:5000/shop/web@sha256:12ab';
    assert.equal(written(pod(`<|>${digest}`, PORTS)), expected);
  });

  it('leaves the ports to the author where none is known', () => {
    assert.equal(written(pod('<|>shop/web')), 'images:\n  - image: shop/web\n    ports: []\n');
  });

  it('leaves out what only this command line opens', () => {
    const args =
      '      args: [nginx, -g, "daemon off;"]\n      env: [{name: PORT, value: "9999"}]\n';
    assert.match(written(pod('<|>nginx', args)) ?? '', /image: nginx\n {4}ports:\n {6}- 80\n$/);
  });

  it('adds to the images that the file describes, and keeps the rest', () => {
    const before = '# ours\nrules: {unused-volume: off}\nimages:\n- image: other\n  ports: [1]\n';
    assert.equal(
      written(pod('<|>shop/web', PORTS), before),
      `${before}- image: shop/web\n  ports:\n  - 53/UDP\n  - 8080\n`,
    );
    assert.match(
      written(pod('<|>shop/web'), 'rules: {}\n') ?? '',
      /^rules: \{\}\nimages:\n {2}- image: shop\/web/,
    );
  });

  it('writes nothing where the image is described already', () => {
    const before = 'images:\n  - image: shop/*\n    ports: [1]\n';
    const { actions } = actionsIn({ 'web.yaml': pod('<|>shop/web'), '.podspace.yaml': before });
    const [action] = actions.filter(({ title }) => title === TITLE);
    assert.deepEqual(action?.change(), { edits: [] });
  });

  it('is offered on the image only, and for none that is filled in later', () => {
    for (const manifest of [pod('shop/web<|>'), pod('<|>shop/web')])
      assert.ok(actionsIn(manifest).titles.includes(TITLE));
    for (const manifest of [
      pod('shop/web', '      workingDir: <|>/x\n'),
      pod('<|>"$(REGISTRY)/web"'),
      pod('<|>""'),
    ])
      assert.ok(!actionsIn(manifest).titles.includes(TITLE), manifest);
  });
});
