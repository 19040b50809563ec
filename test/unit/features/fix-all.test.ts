import { strict as assert } from 'node:assert';
import { describe, it } from 'mocha';
import { actionsIn, problemsIn } from './actions-at.ts';

const SLOPPY = `apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
    example.com/replicas: 3 # a number
spec:
  containers:
    - name: web
      image: "nginx:1.27 " # podspace-ignore volume-not-found
      env: [{name: DEBUG, value: true}, {name: PORT, value: <|>80}]
---
apiVersion: v1
kind: Pod
metadata:
  name: other
  labels: {version: 1.0}
spec:
  containers:
    - name: web
      image: nginx:1.27
      ports: [{containerPort: 80}, {containerPort: 80, name: again}]
`;
const TIDY = `apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
    example.com/replicas: "3" # a number
spec:
  containers:
    - name: web
      image: "nginx:1.27"
      env: [{name: DEBUG, value: "true"}, {name: PORT, value: "80"}]
---
apiVersion: v1
kind: Pod
metadata:
  name: other
  labels: {version: "1.0"}
spec:
  containers:
    - name: web
      image: nginx:1.27
      ports: [{containerPort: 80}, {containerPort: 80, name: again}]
`;
const ALL = 'Make all safe fixes in this file (6)';

/** A pod with numbers where text is wanted, and so many characters that its fixes are tried on. */
const long = (name: string, numbers: readonly string[]): string => `apiVersion: v1
kind: Pod
metadata:
  name: ${name}
  labels: {${numbers.map((number, i) => `l${i}: ${number}`).join(', ')}}
# ${'x'.repeat(3_000_000)}
spec:
  containers:
    - name: web
      image: nginx:1.27
`;

describe('fixing all', () => {
  it('makes the safe fixes of the whole file, and no others', () => {
    const { titles, after, all } = actionsIn(SLOPPY, { kinds: ['source.fixAll.podspace'] });
    assert.deepEqual(titles, [ALL]);
    assert.deepEqual(after(ALL), { 'web.yaml': TIDY });
    assert.ok(problemsIn(all(ALL)).length > 0, 'what is not safe is left');
  });

  it('looks for those of a long file when they are wanted, makes so many and leaves the rest for the next time', () => {
    const numbers = Array.from({ length: 30 }, (_, i) => `${i}`);
    const quoted = numbers.map((number) => `"${number}"`);
    const kinds = ['source.fixAll.podspace'] as const;
    const { titles, after } = actionsIn(long('a<|>', numbers), { kinds });
    const SOME = 'Make the safe fixes in this file';
    assert.deepEqual(titles, [SOME]);
    const fixed = after(SOME)['web.yaml'] ?? '';
    assert.equal(fixed, long('a', [...quoted.slice(0, 26), ...numbers.slice(26)]));
    const { after: next } = actionsIn(`<|>${fixed}`, { kinds });
    assert.equal(next(SOME)['web.yaml'], long('a', quoted));
  }).timeout(60_000);

  it('changes no other character', () => {
    const source = SLOPPY.replaceAll('\n', '\r\n');
    const { after, actions } = actionsIn(source, { kinds: ['source.fixAll.podspace'] });
    assert.deepEqual(after(ALL), { 'web.yaml': TIDY.replaceAll('\n', '\r\n') });
    for (const { document, span } of actions[0]?.change().edits ?? [])
      assert.doesNotMatch(document.chunk.text.slice(span.start, span.end), /[\r\n]/);
  });

  it('goes on with what a fix makes possible', () => {
    // To take one of the last two ids out is to take the comma that the other would take.
    const ignore = (rules: string): string =>
      SLOPPY.replace('}]\n---', `}] # podspace-ignore ${rules}\n---`);
    const { titles, after } = actionsIn(ignore('wrong-type, unused-volume, port-conflict'), {
      kinds: ['source.fixAll.podspace'],
    });
    assert.match(after(titles[0] ?? '')['web.yaml'] ?? '', /# podspace-ignore wrong-type\n---/);
  });

  it('is nothing where nothing is to be fixed', () => {
    assert.deepEqual(
      actionsIn(TIDY.replace('name: web', 'name: <|>web'), { kinds: ['source.fixAll.podspace'] })
        .titles,
      [],
    );
  });

  it('is offered beside a safe fix when it is asked for, before quieting', () => {
    const { titles } = actionsIn(SLOPPY, { kinds: ['quickfix'] });
    assert.equal(titles[1], ALL);
    const unasked = actionsIn(SLOPPY, { kinds: ['quickfix'], unasked: true });
    assert.ok(!unasked.titles.includes(ALL));
  });
});
