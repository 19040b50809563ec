import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import { pod } from './support/manifests.ts';
import { Pair } from './support/pair.ts';
import { testSteps } from './support/test-steps.ts';

const ROOT = 'file:///work';

const PATCH = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  template:
    spec:
      containers:
        - name: web
          args: [--fast]
`;
const TEMPLATE = `apiVersion: v1
kind: Pod
metadata:
  name: {{ .Release.Name }}
`;

describe('the status of a file', () => {
  let pair: Pair;
  const statusOf = async (
    path: string,
    text: string,
    files: Readonly<Record<string, string>> = {},
  ): Promise<{ state: string; summary: string; command?: string } | undefined> => {
    pair = await Pair.start({ folders: [ROOT], files, steps: testSteps() });
    await pair.open(`${ROOT}/${path}`, text);
    const status = await pair.request('podspace/status', { uri: `${ROOT}/${path}` });
    if (!status) return undefined;
    const { detail, ...rest } = status;
    assert.match(detail, /^[A-Z].*\.$/);
    return rest;
  };
  afterEach(() => pair.dispose());

  it('counts the pods that are checked', async () => {
    assert.deepEqual(await statusOf('web.yaml', `${pod('a', 'a')}---\n${pod('b', 'b')}`), {
      state: 'checked',
      summary: '2 pods checked',
    });
  });

  it('counts their problems', async () => {
    const two = await statusOf('web.yaml', pod('a', 'bad', 'bad'));
    assert.equal(two?.summary, '1 pod checked: 2 errors');
    pair.dispose();
    const none = await statusOf('web.yaml', 'apiVersion: v1\nkind: ConfigMap\n');
    assert.equal(none?.summary, 'Checked, no pods');
  });

  it('says how a template is checked', async () => {
    assert.deepEqual(await statusOf('charts/my web/templates/sub/web.yaml', TEMPLATE), {
      state: 'template',
      summary: 'Not checked: a template',
      command: "helm template 'charts/my web' | podspace check -",
    });
  });

  it('knows a template that begins with a line of its own', async () => {
    const begin = '{{- if .Values.web.enabled }}\n';
    for (const text of [
      `${begin}${TEMPLATE}{{- end }}\n`,
      `{{/* The shop. */}}\n---\n${begin}${TEMPLATE}{{- end }}\n`,
      `# The shop.\n  ${begin}${pod('web', 'app')}  {{- end }}\n`,
    ]) {
      const status = await statusOf('chart/templates/web.yaml', text);
      assert.equal(status?.summary, 'Not checked: a template', text);
      pair.dispose();
    }
    const unknown = `${begin}apiVersion: example.com/v1\nkind: Shop\n{{- end }}\n`;
    assert.equal(
      (await statusOf('chart/templates/shop.yaml', unknown))?.summary,
      'Not checked: a template',
    );
    pair.dispose();
    const rule = 'apiVersion: example.com/v1\nkind: Rule\nspec:\n  text: "{{ $labels.pod }}"\n';
    assert.equal((await statusOf('rules/shop.yaml', rule))?.summary, 'Checked, no pods');
    pair.dispose();
    const json = '{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "web"}}\n';
    assert.equal((await statusOf('web.json', json))?.summary, 'Checked, no pods');
  });

  it('says of what Python fills in that it is a template, and names no other tool', async () => {
    const text = 'apiVersion: v1\nkind: Service\nmetadata:\n  name: {self.name}\n';
    assert.deepEqual(await statusOf('tests/web.yaml', text), {
      state: 'template',
      summary: 'Not checked: a template',
    });
    const typed = 'apiVersion: v1\nkind: Service\nmetadata:\n  name: web\n  labels: {app}\n';
    assert.equal((await statusOf('tests/web.yaml', typed))?.state, 'checked');
  });

  it('says of names between at signs that a script fills them in', async () => {
    const service = 'apiVersion: v1\nkind: Service\nmetadata:\n  name: ';
    assert.deepEqual(await statusOf('web.yaml', `${service}@NAME@\n`), {
      state: 'template',
      summary: 'Not checked: a template',
    });
    assert.equal((await statusOf('web.yaml', `${service}'@NAME@'\n`))?.state, 'checked');
  });

  it('knows the templates of ytt and FreeMarker', async () => {
    const service = 'apiVersion: v1\nkind: Service\nmetadata:\n  name: ';
    assert.deepEqual(await statusOf('config/web.yaml', `${service}#@ data.values.name\n`), {
      state: 'template',
      summary: 'Not checked: a template',
      command: 'ytt -f config | podspace check -',
    });
    const marked = `<#if tls>\n${service}web\n</#if>\n`;
    assert.deepEqual(await statusOf('web.ftl.yaml', marked), {
      state: 'template',
      summary: 'Not checked: a template',
    });
    const commented = `# @param name\n${service}web #@name\n`;
    assert.equal((await statusOf('web.yaml', commented))?.state, 'checked');
    const script = `${service}web\n  annotations:\n    note: |\n      #@ note\n      <#if x>\n`;
    assert.equal((await statusOf('web.yaml', script))?.state, 'checked');
  });

  it('says of a release of a chart where its pods are, and how they are checked', async () => {
    const release =
      'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata:\n  name: web\n';
    assert.deepEqual(await statusOf('apps/web.yaml', `---\n${release}`), {
      state: 'template',
      summary: 'Pods not checked: they come from its chart',
      command: 'yq .spec.values apps/web.yaml | helm template CHART --values - | podspace check -',
    });
    pair.dispose();
    const application = 'apiVersion: argoproj.io/v1alpha1\nkind: Application\n';
    assert.equal(
      (await statusOf('web.yaml', application))?.summary,
      'Pods not checked: they come from its source',
    );
    pair.dispose();
    assert.equal(
      (await statusOf('web.yaml', `${release}---\n${pod('web', 'app')}`))?.summary,
      '1 pod checked',
    );
    pair.dispose();
    const other = 'apiVersion: example.com/v1\nkind: HelmRelease\n';
    assert.equal((await statusOf('web.yaml', other))?.summary, 'Checked, no pods');
  });

  it('says how a patch is checked', async () => {
    assert.deepEqual(
      await statusOf('overlays/prod/patches/web.yaml', PATCH, {
        [`${ROOT}/overlays/prod/kustomization.yaml`]: 'resources: [../../base]\n',
      }),
      {
        state: 'patch',
        summary: 'Not checked: a patch',
        command: 'kustomize build overlays/prod | podspace check -',
      },
    );
  });

  it('knows a patch by the kustomization that names it, whatever it holds', async () => {
    const whole = pod('web', 'bad');
    const status = await statusOf('base/patches/web.yaml', whole, {
      [`${ROOT}/base/kustomization.yaml`]: 'patches: [{ path: patches/web.yaml }]\n',
    });
    assert.equal(status?.state, 'patch');
    assert.equal(status.command, 'kustomize build base | podspace check -');
    assert.deepEqual(pair.shown(`${ROOT}/base/patches/web.yaml`), []);
    pair.dispose();
    assert.equal((await statusOf('base/patches/web.yaml', whole))?.state, 'checked');
  });

  it('tells what is not checked of a file that is', async () => {
    const status = await statusOf('templates/web.yaml', `${pod('a', 'a')}---\n${TEMPLATE}`);
    assert.equal(status?.state, 'checked');
    assert.equal(status.command, 'helm template . | podspace check -');
  });

  it('tells other YAML, configuration and ignored files apart', async () => {
    assert.equal((await statusOf('a.yaml', 'a: b\n'))?.state, 'not-kubernetes');
    pair.dispose();
    assert.equal((await statusOf('.podspace.yaml', 'rules: {}\n'))?.state, 'configuration');
    pair.dispose();
    const ignoring = { [`${ROOT}/.podspace.yaml`]: 'ignore: [generated/]\n' };
    const status = await statusOf('generated/web.yaml', pod('web', 'bad'), ignoring);
    assert.equal(status?.state, 'ignored');
    assert.deepEqual(pair.shown(`${ROOT}/generated/web.yaml`), []);
  });

  it('is nothing for a file that nobody knows', async () => {
    await statusOf('a.yaml', 'a: b\n');
    assert.equal(await pair.request('podspace/status', { uri: `${ROOT}/b.yaml` }), null);
  });

  it('is told anew when it changes', async () => {
    await statusOf('web.yaml', pod('web', 'a'));
    const count = (): number =>
      pair.notifications.filter((one) => one === 'podspace/statusChanged').length;
    const before = count();
    await pair.advance(1000);
    await pair.edit(`${ROOT}/web.yaml`, 'name: a', 'name: b');
    assert.equal(count(), before);
    await pair.advance(1000);
    await pair.edit(`${ROOT}/web.yaml`, 'kind: Pod', 'sort: Pod');
    assert.equal(count(), before + 1);
  });
});
