import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { checkJson, runCli, withFolder } from './run-cli.ts';

/** As `helm template shop` writes it. */
const rendered = `---
# Source: shop/templates/service.yaml
apiVersion: v1
kind: Service
metadata:
  name: shop
spec:
  selector:
    app: shop
  ports:
    - port: 80
      targetPort: 9090
---
# Source: shop/charts/cache/templates/deployment.yaml
# A comment of the template.

apiVersion: apps/v1
kind: Deployment
metadata:
  name: cache
spec:
  selector:
    matchLabels: { app: cache }
  template:
    metadata:
      labels: { app: cache }
    spec:
      containers:
        - name: cache
          image: example.com/cache
          volumeMounts:
            - name: data
              mountPath: /data
`;

describe('podspace check - on rendered templates', () => {
  it('names the resource and the template that a problem comes from', () => {
    withFolder({}, (folder) => {
      const [problem] = checkJson(folder, ['-'], rendered).report.problems.filter(
        ({ rule }) => rule === 'volume-not-found',
      );
      assert.equal(problem?.file, '-');
      assert.equal(problem.resource, 'Deployment/cache');
      assert.equal(problem.source, 'shop/charts/cache/templates/deployment.yaml');
      assert.match(
        runCli(folder, ['check', '-'], rendered).out,
        /in Deployment\/cache, container cache, from shop\/charts\/cache\/templates\/deployment\.yaml\n/,
      );
    });
  });

  it('is what a template that is not rendered is answered with', () => {
    const template = rendered.replaceAll(/name: .*/g, 'name: {{ .Release.Name }}');
    withFolder({ 'a.yaml': template, 'b.yaml': 'a: 1\n' }, (folder) => {
      assert.equal(
        runCli(folder, ['check', 'a.yaml']).out,
        [
          'No manifest was checked; 1 skipped (not rendered).',
          'Templates can be checked when they are rendered, for example: helm template CHART | podspace check -',
          '',
        ].join('\n'),
      );
      assert.match(
        runCli(folder, ['check']).out,
        /^No manifest was checked; 2 skipped \(1 not rendered and 1 of another kind\)\.\n/,
      );
    });
  });

  it('annotates the template itself, where it is found, without a line that means nothing', () => {
    const template = 'charts/cache/templates/deployment.yaml';
    const annotated = (files: Readonly<Record<string, string>>): string => {
      let out = '';
      withFolder(files, (folder) => {
        out = runCli(folder, ['check', '--format', 'github', '-'], rendered).out;
      });
      return /^::error (.*)title=.*volume-not-found/m.exec(out)?.[1] ?? '';
    };
    assert.equal(annotated({ [`shop/${template}`]: '' }), `file=shop/${template},`);
    assert.equal(annotated({ [template]: '' }), `file=${template},`);
    assert.equal(annotated({}), '');
  });

  it('says nothing of a template where no comment names one', () => {
    withFolder({}, (folder) => {
      const plain = rendered.replaceAll(/^# Source.*\n/gm, '');
      const { problems } = checkJson(folder, ['-'], plain).report;
      assert.ok(problems.length > 0);
      assert.deepEqual(
        problems.filter(({ source }) => source !== undefined),
        [],
      );
    });
  });

  it('takes a comment further down for what it is', () => {
    withFolder({}, (folder) => {
      const text = rendered
        .replace(/^# Source.*deployment\.yaml\n/m, '')
        .replace('spec:\n  selector:\n    matchLabels', '# Source: elsewhere.yaml\n$&');
      assert.equal(checkJson(folder, ['-'], text).report.problems.at(-1)?.source, undefined);
    });
  });
});
