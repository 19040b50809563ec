import { strict as assert } from 'node:assert';
import { describe, it } from 'mocha';
import { actionsIn } from './actions-at.ts';

const REWRITE = { kinds: ['refactor.rewrite'] } as const;

const pod = (container: string): string => `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: <|>web
${container}`;
const plain = (text: string): string => text.replace('<|>', '');

describe('declaring a port', () => {
  it('follows what makes the container listen', () => {
    const source = pod(`      image: busybox:1.36
      command: [httpd, -f, -p, '8080'] # for all
      resources: {}
`);
    const { after } = actionsIn(source, REWRITE);
    assert.deepEqual(after('Declare port 8080 of web'), {
      'web.yaml': plain(source).replace(
        '# for all\n',
        '# for all\n      ports:\n        - containerPort: 8080\n',
      ),
    });
  });

  it('adds to what is declared, with its protocol', () => {
    const source = pod(`      image: coredns/coredns:1.11.1
      ports: [{containerPort: 53}]
`);
    const { titles, after } = actionsIn(source, REWRITE);
    assert.ok(!titles.includes('Declare port 53 of web'));
    const title = titles.find((one) => one.includes('UDP')) ?? '';
    assert.deepEqual(after(title), {
      'web.yaml': plain(source).replace(
        '{containerPort: 53}]',
        '{containerPort: 53}, {containerPort: 53, protocol: UDP}]',
      ),
    });
  });

  it('is not for what only the pod itself can reach, nor for what may be', () => {
    for (const command of ["[httpd, -f, -p, '127.0.0.1:8080']", '[sleep, infinity]']) {
      const source = pod(`      image: busybox:1.36\n      command: ${command}\n`);
      assert.deepEqual(actionsIn(source, REWRITE).titles, []);
    }
  });

  it('offers no more than somebody looks through', () => {
    const servers = Array.from({ length: 30 }, (_, i) => `nc -l -p ${8000 + i} &`).join(' ');
    const source = pod(
      `      image: busybox:1.36\n      command: [sh, -c, '${servers} nc -l -p 9000']\n`,
    );
    const { titles } = actionsIn(source, REWRITE);
    assert.equal(titles.filter((title) => title.startsWith('Declare port')).length, 20);
  });
});
