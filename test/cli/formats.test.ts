import assert from 'node:assert/strict';
import { Ajv } from 'ajv';
import { describe, it } from 'mocha';
import sarifSchema from '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json' with { type: 'json' };
import { runCli, withFolder } from './run-cli.ts';

const conflict = `apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  containers:
    - name: web
      image: example.com/web
      ports:
        - containerPort: 8080
    - name: proxy
      image: example.com/proxy
      args: [--listen=:8080]
      ports:
        - containerPort: 8080
`;

const missingVolume = `apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  containers:
    - name: web
      image: example.com/web
      volumeMounts:
        - name: data
          mountPath: /data
`;

describe('podspace check, for people', () => {
  it('shows the lines of a problem and of what is related, and sums up', () => {
    withFolder({ 'shop.yaml': conflict }, (folder) => {
      const { out } = runCli(folder, ['check']);
      assert.equal(
        out,
        `shop.yaml:10:26 error Port 8080/TCP is already taken in this pod: "proxy" listens on it too. port-conflict
   9 |       ports:
  10 |         - containerPort: 8080
     |                          ^^^^
  in Pod/shop, container web
  shop.yaml:15:26 "proxy" listens on 8080/TCP: declared, from the argument "--listen=:8080"
    15 |         - containerPort: 8080
       |                          ^^^^

shop.yaml:15:26 error Port 8080/TCP is already taken in this pod: "web" listens on it too. port-conflict
  14 |       ports:
  15 |         - containerPort: 8080
     |                          ^^^^
  in Pod/shop, container proxy
  shop.yaml:10:26 "web" listens on 8080/TCP: declared
    10 |         - containerPort: 8080
       |                          ^^^^
  fix (unsafe): Change proxy's port to 8081

2 errors in 1 file.
`,
      );
    });
  });

  it('puts the carets under what takes two cells, and lets nothing in a manifest steer the terminal', () => {
    const text = missingVolume.replace('name: data', 'name: "\u4e2d\u{1F600}\u001b[2Jdata"');
    withFolder({ 'shop.yaml': text }, (folder) => {
      const { out } = runCli(folder, ['check', '--rule', 'yaml-syntax=off']);
      assert.ok(!out.includes('\u001b'), out);
      assert.match(out, /name: "\u4e2d\u{1F600}\uFFFD\[2Jdata"\n {5}\| {17}\^{14}\n/u);
    });
  });

  it('shows the part of a long line that matters', () => {
    const pod = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'x', labels: { a: 'b'.repeat(60) } },
    };
    const mounts = { name: 'web', image: 'a', volumeMounts: [{ name: 'data', mountPath: '/d' }] };
    const text = JSON.stringify({ ...pod, spec: { containers: [mounts] } }) + ' '.repeat(300);
    withFolder({ 'pod.json': text }, (folder) => {
      const { out } = runCli(folder, ['check']);
      const [line = '', carets = ''] = out.split('\n').slice(1);
      assert.ok(line.length < 180, line);
      assert.equal(line.slice(carets.indexOf('^'), carets.lastIndexOf('^') + 1), '"data"');
    });
  });

  it('is coloured on a terminal, and where it is asked for', () => {
    withFolder({ 'shop.yaml': conflict }, (folder) => {
      const coloured = (environment: NodeJS.ProcessEnv): boolean =>
        runCli(folder, ['check'], '', environment).out.includes('\u001b[31merror');
      assert.equal(coloured({}), false);
      assert.equal(coloured({ FORCE_COLOR: '1' }), true);
      assert.equal(coloured({ FORCE_COLOR: '1', NO_COLOR: '1' }), true);
      assert.equal(coloured({ FORCE_COLOR: '0' }), false);
    });
  });
});

describe('podspace check --format sarif', () => {
  it('is valid, with regions, fixes and help', () => {
    withFolder({ 'deploy/a shop.yaml': conflict }, (folder) => {
      const log = sarif(folder);
      const [run] = log.runs;
      const result = run?.results[1] ?? assert.fail('no second result');
      assert.equal(result.ruleId, 'port-conflict');
      assert.equal(result.level, 'error');
      assert.deepEqual(result.locations[0]?.physicalLocation, {
        artifactLocation: { uri: 'deploy/a%20shop.yaml', uriBaseId: '%SRCROOT%' },
        region: {
          startLine: 15,
          startColumn: 26,
          endLine: 15,
          endColumn: 30,
          snippet: { text: '8080' },
        },
      });
      const [fix] = result.fixes ?? [];
      assert.equal(fix?.description.text, "Change proxy's port to 8081");
      assert.equal(fix.artifactChanges[0]?.replacements.length, 2);
      const rule = run?.tool.driver.rules[result.ruleIndex];
      assert.equal(rule?.id, 'port-conflict');
      assert.match(rule.help.text, /one network namespace/);
      assert.match(rule.helpUri, /rules\.md#port-conflict$/);
    });
  });

  it('marks a problem by the same fingerprint when lines move, and each by another', () => {
    const marks = (text: string): readonly unknown[] => {
      let found: readonly unknown[] = [];
      withFolder({ 'shop.yaml': text }, (folder) => {
        found = (sarif(folder).runs[0]?.results ?? []).map(
          ({ partialFingerprints }) => partialFingerprints['podspace/v1'],
        );
      });
      return found;
    };
    const before = marks(conflict);
    assert.equal(new Set(before).size, 2);
    assert.deepEqual(
      marks(`# a comment\n\n${conflict.replace('spec:', 'spec:\n  # more')}`),
      before,
    );
  });

  it('is valid when there is nothing to say, and for standard input', () => {
    withFolder({}, (folder) => {
      assert.deepEqual(sarif(folder).runs[0]?.results, []);
      assert.equal(sarif(folder, ['-'], conflict).runs[0]?.results.length, 2);
    });
  });
});

describe('podspace check --format github', () => {
  it('makes annotations, with nothing in them that ends them early', () => {
    const text = missingVolume.replaceAll('name: data', 'name: "100%: a, b"');
    withFolder({ 'a,b.yaml': text }, (folder) => {
      const { out, code } = runCli(folder, ['check', '--format', 'github']);
      assert.equal(code, 1);
      const [line = '', ...rest] = out
        .split('\n')
        .filter((row) => row.includes('volume-not-found'));
      assert.deepEqual(rest, []);
      assert.equal(
        line,
        '::error file=a%2Cb.yaml,line=10,endLine=10,col=17,endColumn=29,title=podspace%3A volume-not-found::"web" mounts the volume "100%25: a, b", but the pod has no volumes.%0AIn Pod/shop, container web.',
      );
    });
  });

  it('names files from the checkout', () => {
    withFolder({ 'deploy/shop.yaml': missingVolume }, (folder) => {
      const { out } = runCli(`${folder}/deploy`, ['check', '--format', 'github'], '', {
        GITHUB_WORKSPACE: folder,
      });
      assert.match(out, /file=deploy\/shop\.yaml,/);
    });
  });
});

interface SarifLog {
  readonly runs: readonly {
    readonly tool: {
      readonly driver: {
        readonly rules: readonly { id: string; help: { text: string }; helpUri: string }[];
      };
    };
    readonly results: readonly {
      readonly ruleId: string;
      readonly ruleIndex: number;
      readonly level: string;
      readonly locations: readonly { physicalLocation: object }[];
      readonly fixes?: readonly {
        readonly description: { readonly text: string };
        readonly artifactChanges: readonly { replacements: readonly object[] }[];
      }[];
      readonly partialFingerprints: Readonly<Record<string, string>>;
    }[];
  }[];
}

// The keywords of draft 4 that the schema uses mean the same in draft 7, but for the name of its own address.
const keywords = Object.fromEntries(
  Object.entries(sarifSchema).filter(([key]) => key !== '$schema' && key !== 'id'),
);
const isSarif = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false }).compile(
  keywords,
);

function sarif(folder: string, args: readonly string[] = [], input?: string): SarifLog {
  const { out, err } = runCli(folder, ['check', '--format', 'sarif', ...args], input);
  assert.notEqual(out, '', err);
  const log = JSON.parse(out) as SarifLog;
  assert.ok(isSarif(log), JSON.stringify(isSarif.errors, null, 2));
  return log;
}
