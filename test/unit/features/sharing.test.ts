import { strict as assert } from 'node:assert';
import { describe, it } from 'mocha';
import { actionsIn, problemsIn } from './actions-at.ts';

const EXTRACT = { kinds: ['refactor.extract'] } as const;
const REWRITE = { kinds: ['refactor.rewrite'] } as const;

const LOGS = `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: <|>app
      image: busybox:1.36
      command: [sh, -c, 'while sleep 1; do date >> /var/log/app/app.log; done']
    - name: other
      image: busybox:1.36
      command: [sleep, infinity] # for now
`;
const plain = (text: string): string => text.replace('<|>', '');
const SHOWS = 'Add a sidecar that shows /var/log/app/app.log in its log';
const HELPS = 'Add a sidecar that shares a directory with app';
const MOUNT = `      volumeMounts:
        - name: shared
          mountPath: /shared
`;
const HELPER = `  initContainers:
    - name: app-helper
      restartPolicy: Always
      image: busybox:1.36
      command:
        - sleep
        - infinity
${MOUNT}`;

describe('adding a sidecar', () => {
  it('shows the log file that a container writes', () => {
    const { after } = actionsIn(LOGS, EXTRACT);
    assert.deepEqual(after(SHOWS), {
      'web.yaml': `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  initContainers:
    - name: app-log
      restartPolicy: Always
      image: busybox:1.36
      command:
        - tail
        - -n
        - "+1"
        - -F
        - /var/log/app/app.log
      volumeMounts:
        - name: app
          mountPath: /var/log/app
          readOnly: true
  containers:
    - name: app
      image: busybox:1.36
      command: [sh, -c, 'while sleep 1; do date >> /var/log/app/app.log; done']
      volumeMounts:
        - name: app
          mountPath: /var/log/app
    - name: other
      image: busybox:1.36
      command: [sleep, infinity] # for now
  volumes:
    - name: app
      emptyDir: {}
`,
    });
  });

  it('leaves nothing wrong, and is not offered again for what is read', () => {
    const { all } = actionsIn(LOGS, EXTRACT);
    const after = all(SHOWS);
    assert.deepEqual(problemsIn(after), []);
    const again = (after['web.yaml'] ?? '').replace(
      'name: app\n      image',
      'name: <|>app\n      image',
    );
    assert.ok(!actionsIn(again, EXTRACT).titles.includes(SHOWS));
  });

  it('uses the volume that holds the file', () => {
    const source = LOGS.replace(
      "done']\n",
      "done']\n      volumeMounts: [{name: logs, mountPath: /var/log}]\n",
    ).replace(/$/, '  volumes: [{name: logs, emptyDir: {}}]\n');
    const text = actionsIn(source, EXTRACT).after(SHOWS)['web.yaml'] ?? '';
    assert.match(text, /- name: logs\n {10}mountPath: \/var\/log\n {10}readOnly: true\n/);
    assert.equal(text.match(/emptyDir/g)?.length, 1);
  });

  it('is a main container where there are no native sidecars', () => {
    const files = { '.podspace.yaml': 'kubernetesVersion: 1.28\n', 'web.yaml': LOGS };
    const text = actionsIn(files, EXTRACT).after(SHOWS)['web.yaml'] ?? '';
    assert.doesNotMatch(text, /initContainers|restartPolicy/);
    assert.match(text, /# for now\n {4}- name: app-log\n/);
  });

  it('asks for name, image and directory where the editor can', () => {
    const { actions } = actionsIn(LOGS, EXTRACT);
    const edits = actions.find(({ title }) => title === HELPS)?.change().edits ?? [];
    const snippets = edits.map(({ snippet }) => snippet ?? '').join('');
    for (const stop of ['${1:app-helper}', '${2:busybox:1.36}', '${3:/shared}'])
      assert.ok(snippets.includes(stop), snippets);
    assert.equal(snippets.match(/\$\{3:/g)?.length, 2, 'both mounts');
    for (const { document, span, snippet } of edits) {
      const { text } = document.chunk;
      if (snippet?.includes('\n'))
        assert.ok(span.start === 0 || text[span.start - 1] === '\n', 'it begins a line');
    }
  });

  it('keeps its volume, its mounts and its container apart', () => {
    const volumes = '  volumes:\n    - name: logs\n      emptyDir: {}\n';
    const above = LOGS.replace('spec:\n', `spec:\n${volumes}`);
    assert.deepEqual(actionsIn(above, EXTRACT).after(HELPS), {
      'web.yaml': plain(above)
        .replace(
          '  containers:\n',
          `    - name: shared\n      emptyDir: {}\n${HELPER}  containers:\n`,
        )
        .replace("done']\n", `done']\n${MOUNT}`),
    });
    const alone = LOGS.replace(/ {4}- name: other\n[^]*$/, '');
    const files = { '.podspace.yaml': 'kubernetesVersion: 1.28\n', 'web.yaml': alone };
    assert.deepEqual(actionsIn(files, EXTRACT).after(HELPS), {
      'web.yaml': `${plain(alone)}${MOUNT}${HELPER.replace(/.*initContainers:\n|.*restartPolicy.*\n/g, '')}  volumes:\n    - name: shared\n      emptyDir: {}\n`,
    });
  });

  it('is right without an answer too', () => {
    const { all, after } = actionsIn(LOGS, EXTRACT);
    assert.deepEqual(
      problemsIn(all(HELPS)).filter((one) => !one.startsWith('hint')),
      [],
    );
    assert.match(
      after(HELPS)['web.yaml'] ?? '',
      /volumeMounts:\n {8}- name: shared\n {10}mountPath: \/shared\n {4}- name: other/,
    );
  });

  it('takes a name for it that a container can have', () => {
    const upper = LOGS.replace('name: <|>app', 'name: <|>webApp');
    const { 'web.yaml': text = '' } = actionsIn(upper, EXTRACT).after(
      'Add a sidecar that shares a directory with webApp',
    );
    assert.match(text, /- name: webapp-helper\n/);
  });
});

describe('sharing a directory', () => {
  it('mounts a new volume where a container writes, in both', () => {
    const { titles, after } = actionsIn(LOGS, REWRITE);
    const title = 'Share /var/log/app between app and other';
    assert.ok(titles.includes(title), titles.join('; '));
    assert.deepEqual(after(title), {
      'web.yaml': plain(LOGS)
        .replace(
          "done']\n",
          "done']\n      volumeMounts:\n        - name: app\n          mountPath: /var/log/app\n",
        )
        .replace(
          '# for now\n',
          '# for now\n      volumeMounts:\n        - name: app\n          mountPath: /var/log/app\n  volumes:\n    - name: app\n      emptyDir: {}\n',
        ),
    });
  });

  it('says what the mount hides, and hides nothing that is needed', () => {
    const nginx = plain(LOGS)
      .replace('name: other\n      image: busybox:1.36', 'name: <|>other\n      image: nginx:1.27')
      .replace('      command: [sleep, infinity] # for now\n', '');
    const { titles } = actionsIn(nginx, REWRITE);
    assert.ok(
      titles.some((title) => /^Share .* between other and app \(hides /.test(title)),
      titles.join('; '),
    );
    assert.ok(!titles.some((title) => title.includes('Share /etc')));
  });

  it('says once what it hides in both', () => {
    const nginx = plain(LOGS)
      .replace('name: other\n      image: busybox:1.36', 'name: <|>other\n      image: nginx:1.27')
      .replace('      command: [sleep, infinity] # for now\n', '')
      .replace('name: app\n      image: busybox:1.36', 'name: app\n      image: nginx:1.27');
    const { titles } = actionsIn(nginx, REWRITE);
    assert.ok(
      titles.some((title) => /\(hides [^,]* in other and app\)$/.test(title)),
      titles.join('; '),
    );
  });

  it('mounts what one of them has in the other', () => {
    const source = LOGS.replace(
      "done']\n",
      "done']\n      volumeMounts: [{name: logs, mountPath: /logs, subPath: app}]\n",
    ).replace(/$/, '  volumes: [{name: logs, emptyDir: {}}]\n');
    const { after } = actionsIn(source, REWRITE);
    assert.deepEqual(after('Share /logs of app with other'), {
      'web.yaml': plain(source).replace(
        '# for now\n',
        '# for now\n      volumeMounts:\n        - name: logs\n          mountPath: /logs\n          subPath: app\n',
      ),
    });
  });

  it('asks for a directory where none is known', () => {
    const source = LOGS.replace('date >> /var/log/app/app.log', 'date');
    const { actions, after } = actionsIn(source, REWRITE);
    const title = 'Share a new directory between app and other';
    const edits = actions.find((action) => action.title === title)?.change().edits ?? [];
    assert.equal(edits.filter(({ snippet }) => snippet?.includes('${1:/shared}')).length, 2);
    assert.equal(after(title)['web.yaml']?.match(/mountPath: \/shared/g)?.length, 2);
    assert.match(after(title)['web.yaml'] ?? '', /\/shared\n {2}volumes:\n/);
  });

  it('is offered for a few directories, first for those that the other one uses', () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f'];
    const mounts = names.map((name) => `{name: ${name}, mountPath: /${name}}`).join(', ');
    const volumes = names.map((name) => `{name: ${name}, emptyDir: {}}`).join(', ');
    const source = LOGS.replace("done']\n", `done']\n      volumeMounts: [${mounts}]\n`)
      .replace(/$/, `  volumes: [${volumes}]\n`)
      .replace('[sleep, infinity]', '[tail, -F, /e/log]');
    const titles = actionsIn(source, REWRITE).titles.filter((title) => title.startsWith('Share'));
    assert.deepEqual(titles, [
      'Share /e of app with other',
      'Share /var/log/app between app and other',
      'Share /a of app with other',
      'Share /b of app with other',
    ]);
  });

  it('is nothing for the only container', () => {
    const source = LOGS.replace(/ {4}- name: other[^]*$/, '');
    assert.deepEqual(
      actionsIn(source, REWRITE).titles.filter((title) => title.startsWith('Share')),
      [],
    );
  });
});
