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

  it('names its folder too where that is another', async () => {
    const text = await reachedBy({
      [`${ROOT}/front/service.yaml`]: SERVICE,
      [`${ROOT}/kustomization.yaml`]: 'resources: [shop/web.yaml, front/service.yaml]\n',
    });
    assert.match(text, /\[line 7 of front\/service\.yaml\]\(/);
  });
});
