import { strict as assert } from 'node:assert';
import { describe, it } from 'mocha';
import { actionsIn, problemsIn } from './actions-at.ts';

const BOTH = `apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  containers:
    # All of it.
    - name: web
      image: example.com/shop
      command: [sh, -c, "red<|>is-server --port 6380 & exec nginx -g 'daemon off;'"] # both
      env:
        - {name: MODE, value: production}
      ports:
        - containerPort: 80
        - name: redis
          containerPort: 6380
    - name: other
      image: busybox:1.36
`;
const TITLE = 'Run redis-server as web-redis-server, with files of its own';
const splits = (source: string): readonly string[] =>
  actionsIn(source).titles.filter((title) => title.startsWith('Run '));
const running = (script: string): string =>
  BOTH.replace(/command: .*\n/, `command: [sh, -c, ${JSON.stringify(script)}]\n`);

describe('splitting the processes of a container', () => {
  it('gives each a container of its own, with the ports that are its own', () => {
    const { after, all } = actionsIn(BOTH);
    assert.deepEqual(after(TITLE), {
      'web.yaml': `apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  containers:
    # All of it.
    - name: web
      image: example.com/shop
      command: # both
        - nginx
        - -g
        - daemon off;
      env:
        - {name: MODE, value: production}
      ports:
        - containerPort: 80
    - name: web-redis-server
      image: example.com/shop
      command:
        - redis-server
        - --port
        - "6380"
      ports:
        - name: redis
          containerPort: 6380
      env:
        - {name: MODE, value: production}
    - name: other
      image: busybox:1.36
`,
    });
    assert.deepEqual(problemsIn(all(TITLE)), []);
  });

  it('takes a shell that waits, and a script among the arguments', () => {
    const waits = BOTH.replace(
      /command: .*\n/,
      `command: [/bin/sh, -c]
      args:
        - |
          red<|>is-server --port 6380 &
          nginx -g 'daemon off;' &
          wait
`,
    );
    const title = 'Run nginx as web-nginx, with files of its own';
    const text = actionsIn(waits).after(title)['web.yaml'] ?? '';
    assert.match(
      text,
      /- name: web\n {6}image: .*\n {6}command:\n {8}- redis-server\n(?: {8}.*\n)+ {6}env:/,
    );
    assert.match(text, /- name: web-nginx\n {6}image: .*\n {6}command:\n {8}- nginx\n/);
  });

  const refused: readonly (readonly [string, string])[] = [
    ['a program goes to the background by itself', running('redis-<|>server & exec nginx')],
    [
      'something is done before',
      running('cp /a /b; redis-<|>server & exec nginx -g "daemon off;"'),
    ],
    [
      "a variable is the shell's",
      running('redis-<|>server --port $P & exec nginx -g "daemon off;"'),
    ],
    ['output is passed on', running('redis-<|>server > /log & exec nginx -g "daemon off;"')],
    ['the shell waits for nobody', running('redis-<|>server & nginx -g "daemon off;" &')],
    ['one does not last', running('redis-<|>server & nginx -g "daemon off;" & sleep 5')],
    [
      'the container is probed',
      BOTH.replace('      ports:', '      livenessProbe: {tcpSocket: {port: 80}}\n      ports:'),
    ],
    ["the pod is a Job's", BOTH.replace('v1\nkind: Pod', 'batch/v1\nkind: Job')],
  ];
  for (const [why, source] of refused)
    it(`is not offered where ${why}`, () => {
      assert.deepEqual(splits(source), []);
    });
});
