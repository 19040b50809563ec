import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { runCli, withFolder } from './run-cli.ts';

const WEB = `apiVersion: v1
kind: Pod
metadata: { name: web, labels: { app: web } }
spec:
  containers:
    - { name: web, image: busybox, command: [httpd, -f, -p, "80"], volumeMounts: [{ name: logs, mountPath: /logs }] }
    - { name: poll, image: busybox, command: [wget, "http://localhost/"] }
  volumes: [{ name: logs, emptyDir: {} }]
---
apiVersion: v1
kind: Pod
metadata: { name: other }
spec: { containers: [{ name: other, image: busybox }] }
`;
const SERVICE = `apiVersion: v1
kind: Service
metadata: { name: web }
spec: { selector: { app: web }, ports: [{ port: 8080, targetPort: 80 }] }
`;

describe('podspace map', () => {
  const files = { 'web.yaml': WEB, 'service.yaml': SERVICE, 'service-only/a.yaml': SERVICE };

  it('draws for Mermaid, with the Services of the folder', () =>
    withFolder(files, (folder) => {
      const { code, out } = runCli(folder, ['map', 'web.yaml', '--pod', 'web']);
      assert.equal(code, 0);
      assert.deepEqual(out.split('\n').slice(0, -4), [
        'flowchart LR',
        '  subgraph p0["Pod web<br/>hostname: web"]',
        '    subgraph p0network["network: one IP, one port space<br/>shared too: UTS, IPC"]',
        '      p0n0["web<br/>busybox"]',
        '      p0n1(["80<br/>from the command #quot;-p 80#quot;"])',
        '      p0n2["poll<br/>busybox"]',
        '    end',
        '    p0n3[("logs<br/>emptyDir, empty at first")]',
        '  end',
        '  p0n4{{"Service web"}}',
        '  p0n1 --> p0n0',
        '  p0n0 ---|"/logs"| p0n3',
        '  p0n2 -->|"localhost:80"| p0n1',
        '  p0n4 -->|"8080 → 80"| p0n1',
      ]);
    }));

  it('draws all pods of a file below each other as one picture', () =>
    withFolder(files, (folder) => {
      const { code, out } = runCli(folder, ['map', '--format', 'svg', 'web.yaml']);
      assert.equal(code, 0);
      assert.match(out, /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"[^>]*>\n/);
      for (const words of [
        '>Pod web<',
        '>Pod other<',
        '>Service web<',
        'prefers-color-scheme:dark',
      ])
        assert.ok(out.includes(words), words);
      assert.doesNotMatch(out, /var\(|tabindex|data-part|href/);
    }));

  it('says what there is where nothing is to be drawn', () =>
    withFolder(files, (folder) => {
      const named = runCli(folder, ['map', 'web.yaml', '--pod', 'wbe']);
      assert.deepEqual([named.code, named.out], [2, '']);
      assert.match(named.err, /holds no pod "wbe", only "web", "other"/);
      const none = runCli(folder, ['map', 'service-only/a.yaml']);
      assert.deepEqual([none.code, none.err], [2, 'podspace: service-only/a.yaml holds no pod\n']);
    }));
});
