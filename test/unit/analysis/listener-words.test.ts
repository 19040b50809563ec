import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { readFacts } from '../../../server/src/analysis/document-facts.ts';
import { linkDocument } from '../../../server/src/analysis/link.ts';
import { emptySnapshot } from '../../../server/src/analysis/workspace.ts';
import { readStream } from '../../../server/src/yaml/read-stream.ts';

const URI = 'file:///a.yaml';

/** The evidence of each listener of an HAProxy with this configuration. */
function wordsFor(configuration: string): readonly string[] {
  const text = `apiVersion: v1
kind: ConfigMap
metadata: {name: c}
data:
  h.cfg: ${JSON.stringify(configuration)}
---
apiVersion: v1
kind: Pod
metadata: {name: a}
spec:
  containers:
    - name: a
      image: example.com/a
      command: [haproxy, -f, /etc/c/h.cfg]
      volumeMounts: [{name: c, mountPath: /etc/c}]
  volumes: [{name: c, configMap: {name: c}}]
`;
  const snapshot = emptySnapshot({ readStream, readFacts, linkDocument }).withFiles([
    { uri: URI, text },
  ]);
  return (snapshot.file(URI)?.documents ?? [])
    .flatMap((facts) => snapshot.link(facts).pods)
    .flatMap(({ containers }) => containers.flatMap(({ listeners }) => listeners))
    .flatMap(({ evidence }) => evidence.map(({ words }) => words));
}

describe('the evidence of a listener', () => {
  it('is the line that says it', () => {
    assert.deepEqual(wordsFor('frontend a\n  bind :80  ssl'), [
      'from the configuration "bind :80"',
    ]);
  });

  it('is cut where the line is longer than anybody reads', () => {
    const words = wordsFor(`frontend a\n  bind ${':80,'.repeat(10_000)}`);
    assert.ok(words.length > 0);
    assert.ok(words.every((one) => one.length < 1_100 && one.endsWith('…"')));
  });
});
