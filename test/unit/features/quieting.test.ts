import { strict as assert } from 'node:assert';
import { describe, it } from 'mocha';
import { actionsIn, problemsIn } from './actions-at.ts';

const pod = (spec: string): string => `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: busybox:1.36
${spec}`;

/** A mount without its volume, which is an error. */
const MOUNT = pod(`      volumeMounts:
        - name: <|>data # of the shop
          mountPath: /data
`);
const HERE = 'Ignore volume-not-found here';
const IN_RESOURCE = 'Ignore volume-not-found in all of this Pod';
const IN_FILE = 'Ignore volume-not-found in this file';
const LOWER = 'Lower volume-not-found to warning in .podspace.yaml';
const OFF = 'Turn volume-not-found off in .podspace.yaml';

const plain = (text: string): string => text.replace('<|>', '');

describe('quieting a problem', () => {
  it('comes after its cures, the narrowest first', () => {
    const { titles } = actionsIn(MOUNT, { kinds: ['quickfix'] });
    assert.deepEqual(titles, [
      'Add the volume "data" as an emptyDir',
      HERE,
      IN_RESOURCE,
      IN_FILE,
      LOWER,
      OFF,
    ]);
  });

  it('writes a comment above the line, as far in as it is', () => {
    const { after, all } = actionsIn(MOUNT);
    assert.deepEqual(after(HERE), {
      'web.yaml': pod(`      volumeMounts:
        # podspace-ignore volume-not-found
        - name: data # of the shop
          mountPath: /data
`),
    });
    assert.deepEqual(problemsIn(all(HERE)), []);
  });

  it('is tried on long documents as far as it goes, and then left to the configuration', () => {
    const long = (length: number): string => MOUNT.replace('shop', 'x'.repeat(length));
    assert.ok(actionsIn(long(3_990_000)).titles.includes(HERE));
    const { titles } = actionsIn(long(4_000_000));
    assert.deepEqual(
      titles.filter((title) => title.includes('volume-not-found')),
      [LOWER, OFF],
    );
  }).timeout(60_000);

  it('is tried on a tenth of that where the text is not quickly read', () => {
    const long = (length: number): string => MOUNT.replace('shop', 'x'.repeat(length));
    const anchored = (length: number): string => long(length).replace('metadata:', 'metadata: &a');
    assert.ok(actionsIn(anchored(399_000)).titles.includes(HERE));
    assert.ok(!actionsIn(anchored(400_000)).titles.includes(HERE));
    assert.ok(actionsIn(long(400_000)).titles.includes(HERE));
  }).timeout(60_000);

  it('asks for the reason where the editor can', () => {
    const { actions } = actionsIn(MOUNT);
    const [edit] = actions.find(({ title }) => title === HERE)?.change().edits ?? [];
    assert.equal(edit?.snippet, '        # podspace-ignore volume-not-found: ${1:why}\n');
  });

  it('keeps CRLF line endings', () => {
    const { after } = actionsIn(MOUNT.replaceAll('\n', '\r\n'));
    for (const title of [HERE, IN_RESOURCE, IN_FILE]) {
      const text = after(title)['web.yaml'] ?? '';
      assert.equal(text.replaceAll('\r\n', '').includes('\n'), false, title);
    }
  });

  it('writes the comment above a script for what is in it', () => {
    const source = pod(`      command:
        - sh
        - -c
        - |
          while sleep 60
          do pkill -HUP <|nginx|>
          done
    - name: nginx
      image: nginx:1.27
`);
    const { after, all } = actionsIn(source);
    const title = 'Ignore signal-across-containers here';
    assert.match(
      after(title)['web.yaml'] ?? '',
      /- -c\n {8}# podspace-ignore signal-across-containers\n {8}- \|\n/,
    );
    assert.ok(!problemsIn(all(title)).some((one) => one.includes('signal-across')));
  });

  it('writes no comment into JSON, where the annotation is left', () => {
    const source = JSON.stringify(
      {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: 'web' },
        spec: {
          containers: [
            { name: 'web', image: 'x/web', volumeMounts: [{ name: '<|>data', mountPath: '/d' }] },
          ],
        },
      },
      null,
      2,
    );
    const { titles, all } = actionsIn({ 'web.json': source }, { kinds: ['quickfix'] });
    assert.deepEqual(titles.slice(1), [IN_RESOURCE, LOWER, OFF]);
    const after = all(IN_RESOURCE);
    assert.deepEqual(problemsIn(after), []);
    assert.deepEqual((JSON.parse(after['web.json'] ?? '') as { metadata: unknown }).metadata, {
      name: 'web',
      annotations: { 'podspace.dev/ignore': 'volume-not-found' },
    });
  });

  it('writes the comment between the lines of a list in brackets', () => {
    const source = pod(`      volumeMounts: [
        {name: other, mountPath: /other},
        {name: <|>data, mountPath: /data}]
  volumes: [{name: other}]
`);
    const { after, all } = actionsIn(source);
    assert.match(after(HERE)['web.yaml'] ?? '', /\},\n {8}# podspace-ignore volume-not-found\n/);
    assert.deepEqual(problemsIn(all(HERE)), []);
  });

  it('adds to the annotation that is there', () => {
    const source = MOUNT.replace(
      'name: web\n',
      "name: web\n  annotations:\n    podspace.dev/ignore: 'unused-volume'\n",
    );
    const { after } = actionsIn(source);
    assert.deepEqual(after(IN_RESOURCE), {
      'web.yaml': plain(source).replace("'unused-volume'", "'unused-volume, volume-not-found'"),
    });
  });

  it('writes an annotation where there is none', () => {
    const { after, all } = actionsIn(MOUNT);
    assert.deepEqual(after(IN_RESOURCE), {
      'web.yaml': plain(MOUNT).replace(
        'name: web\n',
        'name: web\n  annotations:\n    podspace.dev/ignore: volume-not-found\n',
      ),
    });
    assert.deepEqual(problemsIn(all(IN_RESOURCE)), []);
  });

  it('speaks for a whole file at its top, above what is there, from any document', () => {
    const files = { 'web.yaml': `# Ours\n---\n${plain(MOUNT)}---\n${MOUNT}` };
    const { after, all } = actionsIn(files);
    assert.deepEqual(after(IN_FILE), {
      'web.yaml': `# podspace-ignore-file volume-not-found\n# Ours\n---\n${plain(MOUNT)}---\n${plain(MOUNT)}`,
    });
    assert.deepEqual(problemsIn(all(IN_FILE)), []);
  });

  it('writes no comment above the mark that begins a document', () => {
    const source = `--- {apiVersion: v1, kind: Pod, metadata: {name: a}, spec: {containers: [{name: web, image: x/y, volumeMounts: [{name: <|>data, mountPath: /d}]}]}}\n`;
    assert.ok(!actionsIn(source).titles.includes(HERE));
  });

  it('makes a .podspace.yaml in the workspace folder where there is none', () => {
    const { after, all, actions } = actionsIn({ 'deep/web.yaml': MOUNT });
    assert.deepEqual(after(OFF), { '.podspace.yaml': 'rules:\n  volume-not-found: "off"\n' });
    assert.deepEqual(problemsIn(all(OFF)), []);
    assert.deepEqual(problemsIn(all(LOWER)), ['warning volume-not-found']);
    assert.equal(actions.find(({ title }) => title === OFF)?.createsFile, true);
  });

  it('writes into the nearest .podspace.yaml and keeps what is said there', () => {
    const files = {
      '.podspace.yaml': 'rules: {}\n',
      'deep/.podspace.yaml': '# Agreed on\nrules:\n  # too many\n  unused-volume: off # for now\n',
      'deep/web.yaml': MOUNT,
    };
    assert.deepEqual(actionsIn(files).after(LOWER), {
      'deep/.podspace.yaml': `${files['deep/.podspace.yaml']}  volume-not-found: warning\n`,
    });
  });

  it('changes the setting that is there', () => {
    const files = { '.podspace.yaml': 'rules: {volume-not-found: warning}\n', 'web.yaml': MOUNT };
    assert.deepEqual(
      actionsIn(files).after('Lower volume-not-found to information in .podspace.yaml'),
      {
        '.podspace.yaml': 'rules: {volume-not-found: information}\n',
      },
    );
  });

  for (const [what, text, wanted] of [
    ['is empty', '', 'rules:\n  volume-not-found: "off"\n'],
    ['holds only a comment', '# Nothing yet', '# Nothing yet\nrules:\n  volume-not-found: "off"\n'],
    [
      'has rules without any',
      'rules:\nignore: [x]\n',
      'rules:\n  volume-not-found: "off"\nignore: [x]\n',
    ],
    ['has other things', 'ignore: [x]\n', 'ignore: [x]\nrules:\n  volume-not-found: "off"\n'],
  ] as const) {
    it(`writes into a .podspace.yaml that ${what}`, () => {
      const files = { '.podspace.yaml': text, 'web.yaml': MOUNT };
      assert.deepEqual(actionsIn(files).after(OFF), { '.podspace.yaml': wanted });
    });
  }

  it('leaves a .podspace.yaml alone that is no map', () => {
    const files = { '.podspace.yaml': '- rules\n', 'web.yaml': MOUNT };
    assert.ok(!actionsIn(files).titles.includes(OFF));
  });

  it('is offered once for what a rule finds several times on the way', () => {
    const source = pod(
      `      volumeMounts: <|[{name: a, mountPath: /a}, {name: b, mountPath: /b}]|>\n`,
    );
    const { titles } = actionsIn(source);
    assert.equal(titles.filter((title) => title === HERE).length, 1);
  });

  it('is nothing for an ignore that is not needed, but that it be gone', () => {
    const source = plain(MOUNT).replace(
      'volumeMounts:',
      'ports: [] # podspace-ignore <|>port-conflict\n      volumeMounts:',
    );
    const { titles } = actionsIn(source, { kinds: ['quickfix'] });
    assert.deepEqual(titles, [
      'Remove this comment',
      'Turn unused-suppression off in .podspace.yaml',
    ]);
  });
});
