import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Project } from '../../../server/src/features/project.ts';
import { projectOf } from '../../support/project-of.ts';

/** A Deployment with a selector, or without one; it mounts a volume that it does not have. */
const WEB = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels: { app: web }
  template:
    metadata:
      labels: { app: web }
    spec:
      containers:
        - name: web
          image: registry.example/web:1
          volumeMounts:
            - { name: certificates, mountPath: /certificates }
`;
const WITHOUT_SELECTOR = WEB.replace(/ {2}selector:\n.*\n/, '');
const PATCH = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  template:
    spec:
      volumes:
        - { name: certificates, secret: { secretName: web } }
`;
const INLINE = PATCH.replaceAll(/^/gm, '      ');

/** The problems of a file by rule; paths are seen from the folder of the workspace. */
function problemsOf(project: Project, path: string): readonly string[] {
  const file = project.snapshot.file(`file:///work/${path}`);
  assert.ok(file);
  return project
    .problemsOf(file)
    .flat()
    .map(({ rule }) => rule);
}

function project(files: Readonly<Record<string, string>>): Project {
  return projectOf(
    'file:///work',
    new Map(Object.entries(files).map(([path, text]) => [`file:///work/${path}`, text])),
  );
}

describe('what Kustomize puts in', () => {
  const base = { 'base/kustomization.yaml': 'resources: [web.yaml]\n', 'base/web.yaml': WEB };

  const putIn: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
    [
      'a patch file, beside the resource',
      {
        'base/kustomization.yaml': 'resources: [web.yaml]\npatches: [{ path: p.yaml }]\n',
        'base/p.yaml': PATCH,
      },
    ],
    [
      'a patch file of an overlay, in the old way of writing',
      {
        'prod/kustomization.yaml': 'bases: [../base]\npatchesStrategicMerge: [patches/p.yaml]\n',
        'prod/patches/p.yaml': PATCH,
      },
    ],
    [
      'a patch of one of several overlays',
      {
        'prod/kustomization.yaml': 'resources: [../base]\npatches: [{ path: p.yaml }]\n',
        'prod/p.yaml': PATCH,
        'test/kustomization.yaml': 'resources: [../base]\n',
      },
    ],
    [
      'a patch that stands in the kustomization',
      { 'prod/kustomization.yaml': `resources: [../base]\npatches:\n  - patch: |\n${INLINE}` },
    ],
    [
      'a list of operations for a target',
      {
        'prod/kustomization.yaml':
          'resources: [../base]\npatches:\n  - target: { kind: Deployment, name: web }\n    path: p.yaml\n',
        'prod/p.yaml': '- { op: add, path: /spec/template/spec/volumes, value: [] }\n',
      },
    ],
    [
      'a patch for a target that a pattern picks',
      {
        'prod/kustomization.yaml':
          'resources: [../base]\npatches:\n  - target: { name: we.* }\n    path: p.yaml\n',
      },
    ],
    [
      'a component',
      {
        'prod/kustomization.yaml': 'resources: [../base]\ncomponents: [../tls]\n',
        'tls/kustomization.yaml': 'kind: Component\npatches: [{ path: p.yaml }]\n',
        'tls/p.yaml': PATCH,
      },
    ],
    [
      'a patch of what has got a prefix',
      {
        'prod/kustomization.yaml': 'resources: [../base]\npatches: [{ path: p.yaml }]\n',
        'prod/p.yaml': PATCH.replace('name: web', 'name: shop-web'),
      },
    ],
  ];
  for (const [what, files] of putIn) {
    it(`is not missed: by ${what}`, () => {
      assert.deepEqual(problemsOf(project({ ...base, ...files }), 'base/web.yaml'), []);
    });
  }

  const notPutIn: typeof putIn = [
    ['no patch at all', {}],
    [
      'a patch of another resource',
      {
        'prod/kustomization.yaml': 'resources: [../base]\npatches: [{ path: p.yaml }]\n',
        'prod/p.yaml': PATCH.replace('name: web', 'name: store'),
      },
    ],
    [
      'a target of another kind',
      {
        'prod/kustomization.yaml':
          'resources: [../base]\npatches:\n  - target: { kind: Service }\n    path: p.yaml\n',
      },
    ],
    [
      'a patch of a kustomization that does not reach it',
      {
        'apart/kustomization.yaml': 'resources: [other.yaml]\npatches: [{ path: p.yaml }]\n',
        'apart/p.yaml': PATCH,
      },
    ],
    [
      'labels alone',
      { 'prod/kustomization.yaml': 'resources: [../base]\ncommonLabels: { app: web }\n' },
    ],
  ];
  for (const [what, files] of notPutIn) {
    it(`is missed all the same: by ${what}`, () => {
      assert.deepEqual(problemsOf(project({ ...base, ...files }), 'base/web.yaml'), [
        'volume-not-found',
      ]);
    });
  }

  const labels: readonly (readonly [string, string, boolean])[] = [
    ['commonLabels', 'commonLabels: { app: web }', true],
    ['labels with selectors', 'labels:\n  - pairs: { app: web }\n    includeSelectors: true', true],
    ['labels without selectors', 'labels:\n  - pairs: { app: web }', false],
  ];
  for (const [what, field, areSelectors] of labels) {
    it(`is ${areSelectors ? '' : 'not '}the selector, by ${what}`, () => {
      const found = problemsOf(
        project({
          'kustomization.yaml': `resources: [web.yaml]\n${field}\n`,
          'web.yaml': WITHOUT_SELECTOR,
        }),
        'web.yaml',
      );
      assert.equal(found.includes('missing-field'), !areSelectors);
    });
  }

  it('can be a port that a Service sends to, in a folder of its own', () => {
    const files = {
      'default/kustomization.yaml':
        'resources: [../manager, ../rbac]\npatches: [{ path: proxy.yaml }]\n',
      'default/proxy.yaml': PATCH,
      'manager/kustomization.yaml': 'resources: [web.yaml]\n',
      'manager/web.yaml': WEB,
      'rbac/kustomization.yaml': 'resources: [service.yaml]\n',
      'rbac/service.yaml': `apiVersion: v1
kind: Service
metadata: { name: metrics }
spec:
  selector: { app: web }
  ports: [{ port: 8443, targetPort: https }]
`,
    };
    assert.deepEqual(problemsOf(project(files), 'rbac/service.yaml'), []);
    const unpatched = {
      ...files,
      'default/kustomization.yaml': 'resources: [../manager, ../rbac]\n',
    };
    assert.deepEqual(problemsOf(project(unpatched), 'rbac/service.yaml'), [
      'service-port-not-found',
    ]);
  });
});

describe('a file that a kustomization names as a patch', () => {
  // All that a Deployment needs is in it, but for a volume.
  const files = {
    'kustomization.yaml': 'resources: [base.yaml]\npatches: [{ path: web.yaml }]\n',
    'web.yaml': WEB,
  };

  it('is none of the pods, and is not judged', () => {
    const { snapshot } = project(files);
    const [facts] = snapshot.file('file:///work/web.yaml')?.documents ?? [];
    assert.equal(facts?.kubernetes.verdict, 'patch');
    assert.deepEqual(facts.pods, []);
    assert.deepEqual(problemsOf(project(files), 'web.yaml'), []);
  });

  it('is a pod where it is a resource too, or no kustomization names it', () => {
    for (const text of [
      'resources: [web.yaml]\npatches: [{ path: web.yaml }]\n',
      'resources: []\n',
    ])
      assert.notDeepEqual(
        project({ ...files, 'kustomization.yaml': text }).snapshot.file('file:///work/web.yaml')
          ?.documents[0]?.pods,
        [],
      );
  });

  it('is read anew when the kustomization changes, comes or goes', () => {
    let current = project(files);
    const pods = (): number =>
      current.snapshot.file('file:///work/web.yaml')?.documents[0]?.pods.length ?? -1;
    const kustomization = 'file:///work/kustomization.yaml';
    assert.equal(pods(), 0);
    current = current.withText(kustomization, 'resources: [web.yaml]\n');
    assert.equal(pods(), 1);
    assert.deepEqual(problemsOf(current, 'web.yaml'), ['volume-not-found']);
    current = current.withText(kustomization, files['kustomization.yaml']);
    assert.equal(pods(), 0);
    const without = current.snapshot.withFiles([{ uri: kustomization, deleted: true }]);
    assert.equal(without.file('file:///work/web.yaml')?.documents[0]?.pods.length, 1);
  });
});

describe('a patch', () => {
  it('counts as it is now: it may come to be for another resource', () => {
    const files = {
      'kustomization.yaml': 'resources: [web.yaml]\npatches: [{ path: p.yaml }]\n',
      'web.yaml': WEB,
      'p.yaml': PATCH.replace('name: web', 'name: store'),
    };
    const before = project(files);
    assert.deepEqual(problemsOf(before, 'web.yaml'), ['volume-not-found']);
    const after = before.withText('file:///work/p.yaml', PATCH);
    assert.deepEqual(problemsOf(after, 'web.yaml'), []);
  });
});
