import { strict as assert } from 'node:assert';
import { describe, it } from 'mocha';
import { readFacts } from '../../../server/src/analysis/document-facts.ts';
import { linkDocument } from '../../../server/src/analysis/link.ts';
import { emptySnapshot } from '../../../server/src/analysis/workspace.ts';
import { hover } from '../../../server/src/features/hover.ts';
import type { Hover } from '../../../server/src/features/hover.ts';
import { readStream } from '../../../server/src/yaml/read-stream.ts';

const POD = `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx
      ports:
        - containerPort: 80
          name: http
      volumeMounts:
        - name: logs
          mountPath: /var/log/nginx
      livenessProbe:
        httpGet:
          port: http
    - name: tail
      image: busybox
      command: [sh, -c, tail -F /logs/access.log]
      volumeMounts:
        - name: logs
          mountPath: /logs
  initContainers:
    - name: adapter
      image: busybox
      restartPolicy: Always
  volumes:
    - name: logs
      emptyDir: {}
`;

/** What is said at the first character of a piece of the text. */
function hoverAt(piece: string, text = POD): Hover | undefined {
  const at = text.indexOf(piece);
  assert.ok(at >= 0, piece);
  const uri = 'file:///work/web.yaml';
  const steps = { readStream, readFacts, linkDocument };
  const snapshot = emptySnapshot(steps).withFiles([{ uri, text }]);
  const [document] = snapshot.file(uri)?.documents ?? [];
  return document && hover(snapshot.link(document), at);
}

function factsAt(piece: string, text = POD): readonly string[] {
  return hoverAt(piece, text)?.facts.map((fact) => fact.text) ?? [];
}

describe('hover', () => {
  it('tells a field’s type, default, since when it is there, and what Kubernetes says of it', () => {
    assert.match(hoverAt('image:')?.documentation ?? '', /^\*\*image\*\*: a string, required/);
    const policy = hoverAt('restartPolicy')?.documentation ?? '';
    assert.match(policy, /Since Kubernetes 1\.29; from 1\.28 on with the feature gate SidecarCont/);
    assert.match(policy, /#container-v1-core\)$/);
  });

  it('tells the fields of a patch, of whose pod nothing is known', () => {
    const patch = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  template:
    spec:
      containers:
        - name: web
          imagePullPolicy: Always
`;
    assert.match(hoverAt('imagePullPolicy', patch)?.documentation ?? '', /pull policy/i);
    assert.deepEqual(factsAt('web\n          image', patch), []);
  });

  it('tells who listens on a port, how it is known, how sure it is, and who reaches it', () => {
    const [fact, reached] = hoverAt('80\n')?.facts ?? [];
    assert.equal(fact?.text, '`web` (nginx) listens on port 80/TCP.');
    assert.deepEqual(
      fact.evidence.map(({ words }) => words),
      ['declared', 'the default of nginx'],
    );
    assert.equal(fact.certainty, 'certain');
    assert.equal(fact.correction?.container, 'web');
    assert.equal(reached?.text, 'It is reached by the liveness probe of `web`.');
    assert.deepEqual(factsAt('http\n    - name: tail'), [fact.text, reached.text]);
    assert.deepEqual(factsAt('port: http'), [fact.text, reached.text]);
  });

  it('tells all who reach a port: probes, siblings, Services and the pods that call them', () => {
    const text = `${POD.replace('metadata:\n', 'metadata:\n  labels: {app: web}\n').replace(
      'tail -F /logs/access.log',
      '"wget http://localhost; tail -F /logs/access.log"',
    )}---
apiVersion: v1
kind: Service
metadata:
  name: shop
spec:
  selector: {app: web}
  ports: [{port: 8000, targetPort: http}]
---
apiVersion: v1
kind: Pod
metadata:
  name: caller
spec:
  containers:
    - name: front
      image: busybox
      command: [wget, "http://shop:8000"]
`;
    const fact = hoverAt('80\n', text)?.facts.at(-1);
    assert.equal(fact?.text, 'It is reached by:');
    assert.deepEqual(
      fact.items?.map((item) => item.text),
      [
        'the liveness probe of `web`',
        '`tail`, at localhost',
        'Service `shop`, port 8000',
        '`front` of Pod `caller`, through Service `shop`',
      ],
    );
    assert.deepEqual(factsAt('localhost', text).slice(0, 2), [
      '`tail` connects to port 80 of its own pod.',
      '`web` (nginx) listens on port 80/TCP.',
    ]);
  });

  it('says when it is not known who listens, and offers to say it', () => {
    const text = POD.replace('image: nginx', 'image: shop/api').replace('port: http', 'port: 81');
    const bare = text.replace(/ +ports:\n.*\n.*http\n/, '');
    const [fact] = hoverAt('81', bare)?.facts ?? [];
    assert.match(
      fact?.text ?? '',
      /No container of this pod is known to listen on port 81; what `/,
    );
    assert.ok(fact?.correction);
    const declared = hoverAt('80\n', text)?.facts[0];
    assert.equal(declared?.certainty, 'likely');
    assert.equal(declared.correction?.container, 'web');
  });

  it('says when nobody listens and when nobody comes', () => {
    const text = POD.replace('port: http', 'port: 81');
    assert.deepEqual(factsAt('81', text), [
      'No container of this pod listens on port 81:',
      'It is reached by the liveness probe of `web`, in vain: nobody listens there.',
    ]);
    assert.equal(factsAt('80\n', text).at(-1), 'Nothing in these manifests connects to it.');
    const [nobody] = hoverAt('81', text)?.facts ?? [];
    assert.equal(nobody?.certainty, 'likely');
    assert.deepEqual(
      nobody.items?.map(({ text: words, evidence, certainty, correction }) => [
        words,
        evidence.map(({ words: of }) => of),
        certainty,
        correction?.type,
      ]),
      [
        ['`adapter` listens on no port.', ['its image'], 'likely', 'image'],
        [
          '`web` (nginx) listens on port 80/TCP.',
          ['declared', 'the default of nginx'],
          'certain',
          'image',
        ],
        ['`tail` listens on no port.', ['what it runs'], 'likely', 'port'],
      ],
    );
  });

  it('tells of a connection where it is written, how sure it is, and whom it meets', () => {
    const text = `${POD.replace('metadata:\n', 'metadata:\n  labels: {app: web}\n').replace(
      'tail -F /logs/access.log',
      '"wget http://shop:8000; wget http://shop:1; wget http://localhost:81"',
    )}---
apiVersion: v1
kind: Service
metadata:
  name: shop
spec:
  selector: {app: web}
  ports: [{port: 8000, targetPort: http}]
`;
    const [own] = hoverAt('localhost', text)?.facts ?? [];
    assert.equal(
      own?.text,
      '`tail` connects to port 81 of its own pod, in vain: nobody listens there.',
    );
    assert.deepEqual([own.evidence.length, own.certainty], [1, 'certain']);
    const [call, behind] = hoverAt('8000;', text)?.facts ?? [];
    assert.equal(call?.text, '`tail` connects to port 8000 of Service `shop`.');
    assert.deepEqual(
      call.evidence.map(({ words }) => words),
      ['written', 'Service port'],
    );
    assert.equal(call.certainty, 'certain');
    assert.equal(behind?.text, 'Reaches port 80 of container `web` in Pod `web`.');
    assert.deepEqual(factsAt('1;', text), [
      '`tail` connects to port 1 of Service `shop`, which does not name that port.',
    ]);
  });

  it('names the first pods behind a Service, and how many more there are', () => {
    const web = (name: string): string => `---
apiVersion: v1
kind: Pod
metadata: {${name}, labels: {app: web}}
spec:
  containers: [{name: web, image: x, ports: [{containerPort: 8000}]}]
`;
    const facts = factsAt(
      'port: 8000',
      `apiVersion: v1
kind: Service
metadata: {name: shop}
spec:
  selector: {app: web}
  ports: [{port: 8000}]
${['generateName: web-', ...Array.from({ length: 9 }, (_, i) => `name: web-${i}`)].map(web).join('')}`,
    );
    assert.equal(facts[0], 'Reaches port 8000 of container `web` in Pod `web-…`.');
    assert.deepEqual([facts.length, facts.at(-1)], [6, 'and 5 more.']);
  });

  it('tells what a container shares with whom, and what it listens on', () => {
    assert.deepEqual(factsAt('web\n      image'), [
      'Shares network (one IP address, one set of ports), hostname and IPC with `adapter` and `tail`.',
      'Its processes are its own: no other container sees them.',
      'Its files are its own, except volumes: `logs` with `tail`.',
      '`web` (nginx) listens on port 80/TCP.',
    ]);
    const shared = POD.replace('spec:', 'spec:\n  shareProcessNamespace: true\n  hostIPC: true');
    assert.deepEqual(factsAt('web\n      image', shared).slice(0, 2), [
      'Shares network (one IP address, one set of ports) and hostname with `adapter` and `tail`; IPC is the node’s.',
      'Sees the processes of `adapter` and `tail`, and they see its own (`shareProcessNamespace`).',
    ]);
    const onNode = POD.replace('spec:', 'spec:\n  hostNetwork: true\n  hostPID: true');
    assert.deepEqual(factsAt('web\n      image', onNode).slice(0, 2), [
      'Uses the network and the hostname of its node.',
      'Sees all processes of its node (`hostPID`).',
    ]);
  });

  it('tells at an image what it is known to listen on', () => {
    assert.deepEqual(factsAt('nginx'), ['`web` (nginx) listens on port 80/TCP.']);
    const text = POD.replace('image: nginx', 'image: shop/api').replace(
      / +ports:\n.*\n.*http\n/,
      '',
    );
    const [fact] = hoverAt('shop/api', text)?.facts ?? [];
    assert.equal(fact?.text, 'Whether `web` listens on ports is not known.');
    assert.ok(fact.correction);
  });

  it('tells where a volume is mounted, and what is done there', () => {
    const expected = [
      '`web` has it at `/var/log/nginx`; writes and reads it.',
      '`tail` has it at `/logs`, read-only; reads `access.log`.',
    ];
    const text = POD.replace('mountPath: /logs', 'mountPath: /logs\n          readOnly: true');
    assert.deepEqual(factsAt('logs\n      emptyDir', text), expected);
    assert.deepEqual(factsAt('mountPath: /logs', text), expected);
    assert.deepEqual(
      hoverAt('mountPath: /logs', text)?.facts.map(({ evidence, certainty, correction }) => [
        evidence.map(({ words }) => words),
        certainty,
        correction?.type,
      ]),
      [
        [['mount', 'reads by habit', 'writes by habit'], 'likely', 'files'],
        [['mount', 'reads'], 'certain', undefined],
      ],
    );
    assert.deepEqual(
      factsAt('other', POD.replace('- name: logs\n      emp', '- name: other\n      emp')),
      ['No container mounts `other`.'],
    );
  });

  it('tells which file a path is, and who else sees it', () => {
    const [fact] = hoverAt('/logs/access')?.facts ?? [];
    assert.equal(
      fact?.text,
      '`tail` reads `/logs/access.log`: `access.log` of volume `logs`, also seen by:',
    );
    assert.deepEqual(
      fact.items?.map(({ text }) => text),
      ['`web` at `/var/log/nginx/access.log`'],
    );
    assert.deepEqual(
      fact.evidence.map(({ words }) => words),
      ['reads', 'mount'],
    );
    const own = POD.replace('tail -F /logs/access.log', 'tail -F /tmp/access.log');
    assert.deepEqual(factsAt('/tmp/access', own), [
      '`tail` reads `/tmp/access.log`, a file of its own: no other container sees it.',
    ]);
  });

  it('tells which pods a Service reaches', () => {
    const service = `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
    - port: 8000
      targetPort: http
`;
    assert.deepEqual(factsAt('targetPort', service), [
      'No pod of these manifests has the labels that this Service selects.',
    ]);
  });

  it('says nothing of labels, blanks, and what is not Kubernetes', () => {
    assert.equal(hoverAt('web', 'a:\n  b: web\n'), undefined);
    assert.equal(hoverAt('\n  name: web'), undefined);
  });
});
