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

  it('tells who listens on a port, how it is known, and how sure it is', () => {
    const [fact] = hoverAt('80\n')?.facts ?? [];
    assert.equal(fact?.text, '`web` (nginx) listens on port 80/TCP.');
    assert.ok(fact.evidence.length > 0);
    assert.equal(fact.certainty, 'certain');
    assert.deepEqual(factsAt('http\n    - name: tail'), [fact.text]);
    assert.deepEqual(factsAt('port: http'), [fact.text]);
  });

  it('tells what a container shares with whom', () => {
    const [fact = ''] = factsAt('web\n      image');
    assert.match(fact, /^Shares network .* with `adapter` and `tail`;/);
    assert.match(fact, /its processes are its own\. .*`logs` with `tail`\.$/);
  });

  it('tells where a volume is mounted', () => {
    const expected = ['`web` has it at `/var/log/nginx`.', '`tail` has it at `/logs`.'];
    assert.deepEqual(factsAt('logs\n      emptyDir'), expected);
    assert.deepEqual(factsAt('mountPath: /logs'), expected);
  });

  it('tells which file a path is', () => {
    const [fact = ''] = factsAt('/logs/access');
    assert.match(fact, /^`tail` reads `\/logs\/access\.log`: .*access\.log` in volume `logs`\.$/);
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
