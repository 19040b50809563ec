import { strict as assert } from 'node:assert';
import { describe, it } from 'mocha';
import { withoutStops } from '../../../server/src/features/completion-item.ts';
import { acceptPlain, offeredAt } from './completion-at.ts';

const pod = (spec: string): string => `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
${spec}`;

/** A cursor, what is accepted, and the text after. */
interface Case {
  readonly name: string;
  readonly before: string;
  readonly accept: string;
  readonly after: string;
}

const CASES: readonly Case[] = [
  {
    name: 'the first item of a list, below its key',
    before: pod('  containers:\n    <|>\n'),
    accept: '- containers',
    after: pod('  containers:\n    - name: $1\n      image: $2\n'),
  },
  {
    name: 'the version of a document that is empty yet',
    before: 'ap<|>\n',
    accept: 'apiVersion',
    after: 'apiVersion: \n',
  },
  {
    name: 'the kind of a document that has only its version yet',
    before: 'apiVersion: v1\n<|>\n',
    accept: 'kind',
    after: 'apiVersion: v1\nkind: \n',
  },
  {
    name: 'a field with its required children',
    before: pod('  <|>\n'),
    accept: 'containers',
    after: pod('  containers:\n    - name: $1\n      image: $2\n'),
  },
  {
    name: 'a half-typed field',
    before: pod('  containers:\n    - name: web\n      imag<|>\n'),
    accept: 'image',
    after: pod('  containers:\n    - name: web\n      image: \n'),
  },
  {
    name: 'a field behind a dash',
    before: pod('  containers:\n    - im<|>\n      name: web\n'),
    accept: 'image',
    after: pod('  containers:\n    - image: \n      name: web\n'),
  },
  {
    name: 'a field on an empty line between others',
    before: pod('  containers:\n    - name: web\n      <|>\n      image: nginx\n'),
    accept: 'ports',
    after: pod(
      '  containers:\n    - name: web\n      ports:\n        - containerPort: $1\n      image: nginx\n',
    ),
  },
  {
    name: 'a field on a line that is indented too little, at the indentation of its neighbours',
    before: pod('  containers:\n    - name: web\n     <|>\n'),
    accept: 'image',
    after: pod('  containers:\n    - name: web\n      image: \n'),
  },
  {
    name: 'a field on a line that is indented too far',
    before: pod('  containers:\n    - name: web\n          <|>\n'),
    accept: 'image',
    after: pod('  containers:\n    - name: web\n      image: \n'),
  },
  {
    name: 'a field with as many blanks a level as the author uses',
    before: 'apiVersion: v1\nkind: Pod\nmetadata:\n    name: web\nspec:\n    <|>\n',
    accept: 'containers',
    after:
      'apiVersion: v1\nkind: Pod\nmetadata:\n    name: web\nspec:\n    containers:\n        - name: $1\n          image: $2\n',
  },
  {
    name: 'a list with its dashes where the author puts them',
    before: pod('  containers:\n  - name: web\n    image: nginx\n  <|>\n'),
    accept: 'volumes',
    after: pod('  containers:\n  - name: web\n    image: nginx\n  volumes:\n  - name: $1\n'),
  },
  {
    name: 'a new item of a list',
    before: pod('  containers:\n    - name: web\n      image: nginx\n    <|>\n'),
    accept: '- containers',
    after: pod(
      '  containers:\n    - name: web\n      image: nginx\n    - name: $1\n      image: $2\n',
    ),
  },
  {
    name: 'a key whose value stays',
    before: pod('  containers:\n    - name: web\n      imag<|>: nginx\n'),
    accept: 'image',
    after: pod('  containers:\n    - name: web\n      image: nginx\n'),
  },
  {
    name: 'a template with its labels and its container',
    before: 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  <|>\n',
    accept: 'template',
    after:
      'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  template:\n    metadata:\n      labels:\n        $1\n    spec:\n      containers:\n        - name: $2\n          image: $3\n',
  },
  {
    name: 'a value of a closed set',
    before: pod('  containers:\n    - name: web\n      imagePullPolicy: If<|>\n'),
    accept: 'IfNotPresent',
    after: pod('  containers:\n    - name: web\n      imagePullPolicy: IfNotPresent\n'),
  },
  {
    name: 'a value in the place of another',
    before: pod('  restartPolicy: <|>Always\n'),
    accept: 'Never',
    after: pod('  restartPolicy: Never\n'),
  },
  {
    name: 'a boolean',
    before: pod('  hostNetwork: <|>\n'),
    accept: 'true',
    after: pod('  hostNetwork: true\n'),
  },
  {
    name: 'a field in flow style',
    before: pod('  containers:\n    - {name: web, po<|>}\n'),
    accept: 'ports',
    after: pod('  containers:\n    - {name: web, ports: [{containerPort: $1}]}\n'),
  },
  {
    name: 'a value in flow style',
    before: pod('  containers: [{name: web, imagePullPolicy: <|>}]\n'),
    accept: 'Never',
    after: pod('  containers: [{name: web, imagePullPolicy: Never}]\n'),
  },
  {
    name: 'a field in JSON',
    before:
      '{\n  "apiVersion": "v1",\n  "kind": "Pod",\n  "spec": {\n    "containers": [\n      {\n        "name": "web",\n        "<|>"\n      }\n    ]\n  }\n}\n',
    accept: 'image',
    after:
      '{\n  "apiVersion": "v1",\n  "kind": "Pod",\n  "spec": {\n    "containers": [\n      {\n        "name": "web",\n        "image": "$1"\n      }\n    ]\n  }\n}\n',
  },
  {
    name: 'a kind',
    before: 'apiVersion: apps/v1\nkind: <|>\n',
    accept: 'StatefulSet',
    after: 'apiVersion: apps/v1\nkind: StatefulSet\n',
  },
  {
    name: 'lines as the file has them',
    before: pod('  <|>\n').replaceAll('\n', '\r\n'),
    accept: 'containers',
    after: pod('  containers:\n    - name: $1\n      image: $2\n').replaceAll('\n', '\r\n'),
  },
  {
    name: 'a field in an item of a List',
    before:
      'apiVersion: v1\nkind: List\nitems:\n  - apiVersion: v1\n    kind: Service\n    metadata:\n      name: web\n    spec:\n      <|>\n',
    accept: 'type',
    after:
      'apiVersion: v1\nkind: List\nitems:\n  - apiVersion: v1\n    kind: Service\n    metadata:\n      name: web\n    spec:\n      type: \n',
  },
  {
    name: 'a volume of the pod',
    before: pod(
      '  containers:\n    - name: web\n      volumeMounts:\n        - name: <|>\n  volumes:\n    - name: logs\n      emptyDir: {}\n',
    ),
    accept: 'logs',
    after: pod(
      '  containers:\n    - name: web\n      volumeMounts:\n        - name: logs\n  volumes:\n    - name: logs\n      emptyDir: {}\n',
    ),
  },
  {
    name: 'a named port of the probed container',
    before: pod(
      '  containers:\n    - name: web\n      image: app\n      ports:\n        - name: http\n          containerPort: 8080\n      livenessProbe:\n        httpGet:\n          port: <|>\n',
    ),
    accept: 'http',
    after: pod(
      '  containers:\n    - name: web\n      image: app\n      ports:\n        - name: http\n          containerPort: 8080\n      livenessProbe:\n        httpGet:\n          port: http\n',
    ),
  },
  {
    name: 'a label of the pods, for the selector',
    before:
      'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  selector:\n    matchLabels:\n      app: <|>\n  template:\n    metadata:\n      labels:\n        app: web\n    spec:\n      containers:\n        - name: web\n          image: nginx\n',
    accept: 'web',
    after:
      'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  selector:\n    matchLabels:\n      app: web\n  template:\n    metadata:\n      labels:\n        app: web\n    spec:\n      containers:\n        - name: web\n          image: nginx\n',
  },
  {
    name: 'a label of pods whose template has no spec as yet',
    before:
      'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  selector:\n    matchLabels:\n      <|>\n  template:\n    metadata:\n      labels:\n        app: web\n',
    accept: 'app',
    after:
      'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  selector:\n    matchLabels:\n      app: \n  template:\n    metadata:\n      labels:\n        app: web\n',
  },
  {
    name: 'a value that would be a number without quotes',
    before:
      'apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  selector:\n    version: <|>\n---\napiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n  labels:\n    version: "1"\nspec:\n  containers:\n    - name: web\n      image: nginx\n',
    accept: '1',
    after:
      'apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  selector:\n    version: "1"\n---\napiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n  labels:\n    version: "1"\nspec:\n  containers:\n    - name: web\n      image: nginx\n',
  },
];

describe('completion', () => {
  for (const { name, before, accept, after } of CASES) {
    it(`offers ${name}`, () => {
      assert.equal(offeredAt(before).accept(accept), after);
    });
  }

  it('gives clients that know no snippets the bare text', () => {
    assert.equal(
      acceptPlain(offeredAt(pod('  <|>\n')), 'containers'),
      pod('  containers:\n    - name: \n      image: \n'),
    );
    assert.equal(withoutStops('a: ${1:b} \\$HOME {\\}'), 'a: b $HOME {}');
  });

  it('leaves out fields that are there', () => {
    const { labels } = offeredAt(
      pod('  containers:\n    - name: web\n      <|>\n      image: nginx\n'),
    );
    assert.ok(!labels.includes('name') && !labels.includes('image') && labels.includes('args'));
  });

  it('puts required fields first', () => {
    const { items } = offeredAt(pod('  containers:\n    - <|>\n'));
    const sorted = items.toSorted((a, b) => (a.sortText < b.sortText ? -1 : 1));
    assert.deepEqual(
      sorted.slice(0, 3).map(({ label }) => label),
      ['name', 'image', 'command'],
    );
    assert.match(sorted[0]?.detail ?? '', /^required/);
    assert.match(sorted[0]?.documentation ?? '', /unique name/);
  });

  it('says nothing in comments, block scalars and documents that are not Kubernetes', () => {
    assert.deepEqual(offeredAt(pod('  # <|>\n')).labels, []);
    assert.deepEqual(offeredAt('name: ours\n<|>\n').labels, []);
    assert.deepEqual(
      offeredAt(
        pod(
          '  containers:\n    - name: web\n      args:\n        - |\n          a\n          <|>\n',
        ),
      ).labels,
      [],
    );
    assert.deepEqual(offeredAt('a:\n  <|>\n').labels, []);
  });

  it('knows the names that other files of the scope hold', () => {
    const others = {
      'config.yaml':
        'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\ndata:\n  nginx.conf: ""\n',
      'account.yaml': 'apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: robot\n',
    };
    const env = (rest: string): string =>
      pod(
        `  containers:\n    - name: web\n      env:\n        - name: A\n          valueFrom:\n            configMapKeyRef:\n${rest}`,
      );
    assert.deepEqual(offeredAt(env('              name: <|>\n'), others).labels, ['settings']);
    assert.deepEqual(
      offeredAt(env('              name: settings\n              key: <|>\n'), others).labels,
      ['nginx.conf'],
    );
    assert.deepEqual(offeredAt(pod('  serviceAccountName: <|>\n'), others).labels, [
      'robot',
      'default',
    ]);
  });

  it('knows the images that the workspace runs, those most used first', () => {
    const others = {
      'a.yaml': pod('  containers:\n    - name: a\n      image: redis:7\n'),
      'b.yaml': pod(
        '  containers:\n    - name: a\n      image: redis:7\n    - name: b\n      image: envoy:1\n',
      ),
    };
    assert.deepEqual(
      offeredAt(pod('  containers:\n    - name: web\n      image: <|>\n'), others).labels,
      ['redis:7', 'envoy:1'],
    );
  });

  it('offers something on every line of a manifest, at every indentation, without throwing', () => {
    const text = pod(
      '  containers:\n    - name: web\n      image: nginx\n      ports:\n        - containerPort: 80\n',
    );
    for (let at = 0; at <= text.length; at++) {
      offeredAt(`${text.slice(0, at)}<|>${text.slice(at)}`);
      offeredAt(`${text.slice(0, at)}<|>`);
    }
  });
});
