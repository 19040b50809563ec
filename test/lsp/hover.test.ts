import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import { Pair } from './support/pair.ts';

const ROOT = 'file:///work';
const WEB = `${ROOT}/shop/web.yaml`;

const WEB_POD = `apiVersion: v1
kind: Pod
metadata: {name: web, labels: {app: web}}
spec:
  containers:
    - name: web
      image: example.com/web
      ports: [{containerPort: 8080}]
`;
const SERVICE = `apiVersion: v1
kind: Service
metadata: {name: web}
spec:
  selector: {app: web}
  ports:
    - port: 8080
`;

describe('hover', () => {
  let pair: Pair;
  afterEach(() => pair.dispose());

  const reachedBy = async (files: Readonly<Record<string, string>>): Promise<string> => {
    pair = await Pair.start({ folders: [ROOT], files: { [WEB]: WEB_POD, ...files } });
    await pair.open(WEB, WEB_POD);
    return (await pair.hover(WEB, 'containerPort: 80')) ?? '';
  };

  it('names the file of a line that stands in another one', async () => {
    const text = await reachedBy({ [`${ROOT}/shop/service.yaml`]: SERVICE });
    assert.match(text, /\[declared, line 8\]\(/);
    assert.match(text, /Service `web`, port 8080\. \*\(\[line 7 of service\.yaml\]\(/);
  });

  it('takes no name for more than text: nothing is loaded, and nothing leads elsewhere', async () => {
    const hostile = (what: string): string =>
      JSON.stringify(`${what}\`![x](https://evil.example/${what}.png)[y](command:evil) \`\n\n![`);
    const manifest = `apiVersion: v1
kind: Pod
metadata: {name: ${hostile('pod')}, namespace: ${hostile('namespace')}, labels: {app: a}}
spec:
  nodeName: ${hostile('node')}
  volumes: [{name: ${hostile('volume')}, emptyDir: {}}]
  containers:
    - name: ${hostile('one')}
      image: ${hostile('image')}
      command: [sh, -c, ${JSON.stringify('nc -l -p 8080 > "/a/![x](https://evil.example/file.png)"')}]
      ports: [{name: ${hostile('port')}, containerPort: 8080}]
      volumeMounts: [{name: ${hostile('volume')}, mountPath: ${JSON.stringify('/a')}}]
    - name: ${hostile('two')}
      image: nginx
      command: [curl, 'http://localhost:8080/']
      volumeMounts: [{name: ${hostile('volume')}, mountPath: ${JSON.stringify('/![x](https://evil.example/mount.png)')}}]
---
apiVersion: v1
kind: Service
metadata: {name: ${hostile('service')}, namespace: ${hostile('namespace')}}
spec: {selector: {app: a}, ports: [{port: 80, targetPort: 8080}]}
`;
    pair = await Pair.start({ folders: [ROOT], files: { [WEB]: manifest } });
    await pair.open(WEB, manifest);
    const texts = new Set<string>();
    for (let offset = 0; offset < manifest.length; offset += 3) {
      const position = pair.positionAt(WEB, offset);
      const hover = await pair.ask<{ contents: { value: string } } | null>('textDocument/hover', {
        textDocument: { uri: WEB },
        position,
      });
      if (hover) texts.add(hover.contents.value);
    }
    const said = [...texts].filter((text) => text.includes('evil.example'));
    assert.ok(said.length > 5, 'names are said');
    for (const grouping of ['node', 'namespace', 'file'] as const) {
      const below = async (parent?: string): Promise<void> => {
        const asked = pair.request('podspace/tree', {
          grouping,
          filter: '',
          ...(parent !== undefined && { parent }),
        });
        await pair.advance(1000);
        for (const { id, tooltip, hasChildren } of (await asked).rows) {
          said.push(tooltip);
          if (hasChildren) await below(id);
        }
      };
      await below();
    }
    // In code, or not at all: a span of code goes from one backquote to the next.
    const outsideOfCode = [...texts].map((text) => text.replaceAll(/`[^`\n]*`/g, ''));
    assert.deepEqual(
      outsideOfCode.filter((text) => /\]\((?:https:\/\/evil|command:evil)/.test(text)),
      [],
    );
    assert.deepEqual(
      said.filter((text) => text.includes('![')),
      [],
    );
  });

  it('names its folder too where that is another', async () => {
    const text = await reachedBy({
      [`${ROOT}/front/service.yaml`]: SERVICE,
      [`${ROOT}/kustomization.yaml`]: 'resources: [shop/web.yaml, front/service.yaml]\n',
    });
    assert.match(text, /\[line 7 of front\/service\.yaml\]\(/);
  });
});
