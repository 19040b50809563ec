import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { DocumentFacts } from '../../../server/src/analysis/facts.ts';
import {
  concernedFiles,
  emptySnapshot,
  withFile,
  withoutFile,
} from '../../../server/src/analysis/workspace.ts';
import type { Snapshot } from '../../../server/src/analysis/workspace.ts';
import type { KeyValue } from '../../../server/src/kubernetes/model.ts';
import { countingSteps } from './workspace-steps.ts';
import type { Counts } from './workspace-steps.ts';

const WEB = 'file:///work/web.yaml';
const REST = 'file:///work/rest.yaml';

describe('a snapshot of the workspace', () => {
  it('reads and links one document after an edit in a file of 200', () => {
    const counts: Counts = { facts: 0, links: 0 };
    const text = Array.from({ length: 200 }, (_, i) => pod(`pod-${i}`)).join('---\n');
    const before = withFile(emptySnapshot(countingSteps(counts)), WEB, text);
    linkAll(before);
    assert.deepEqual(counts, { facts: 200, links: 200 });

    const after = withFile(before, WEB, text.replace('name: pod-77', 'name: pod-x'));
    const linked = linkAll(after);
    assert.deepEqual(counts, { facts: 201, links: 201 });
    assert.deepEqual(
      linked.filter((one, i) => one !== linkAll(before)[i]).length,
      1,
      'every other linked document is the very same',
    );
    assert.equal(before.file(WEB)?.text, text, 'the snapshot before is as it was');
  });

  it('keeps documents that an edit above them moves, and knows where they are', () => {
    const before = withFile(emptySnapshot(countingSteps()), WEB, `${pod('a')}---\n${pod('b')}`);
    const [, second] = documents(before, WEB);
    assert.ok(second);
    const after = withFile(before, WEB, `# more\n${pod('a')}---\n${pod('b')}`);
    assert.equal(documents(after, WEB)[1], second);
    assert.equal(before.locate(second)?.start, pod('a').length);
    assert.deepEqual(
      { ...after.locate(second), file: undefined },
      { start: pod('a').length + '# more\n'.length, index: 1, file: undefined },
    );
    assert.equal(withoutFile(after, WEB).locate(second), undefined);
  });

  it('is the same snapshot when nothing changes', () => {
    const snapshot = withFile(emptySnapshot(countingSteps()), WEB, pod('a'));
    assert.equal(withFile(snapshot, WEB, pod('a')), snapshot);
    assert.equal(withoutFile(snapshot, REST), snapshot);
  });

  it('tells two equal documents of a file apart', () => {
    const snapshot = withFile(emptySnapshot(countingSteps()), WEB, `${pod('a')}---\n${pod('a')}`);
    assert.deepEqual(
      documents(snapshot, WEB).map((document) => snapshot.locate(document)?.index),
      [0, 1],
    );
  });

  it('links a document again only when an answer that it got has changed', () => {
    const counts: Counts = { facts: 0, links: 0 };
    let snapshot = emptySnapshot(countingSteps(counts)).withFiles([
      { uri: WEB, text: pod('web') },
      { uri: REST, text: `${service('web')}---\n${service('other')}` },
    ]);
    linkAll(snapshot);
    const [web] = documents(snapshot, WEB);
    assert.ok(web);
    const links = (change: (text: string) => string): number => {
      const before = counts.links;
      snapshot = withFile(snapshot, REST, change(snapshot.file(REST)?.text ?? ''));
      snapshot.link(web);
      return counts.links - before;
    };
    assert.equal(
      links((text) => text.replace('name: other', 'name: another')),
      0,
    );
    assert.equal(
      links((text) => `# moved\n${text}`),
      1,
      'the Service is in a changed document',
    );
    assert.equal(
      links((text) => `${text}---\n${configMap('unasked')}`),
      0,
    );
    assert.equal(
      links((text) => text.replace('app: web', 'app: wet')),
      1,
    );
    assert.equal(
      links((text) => text.replace('app: wet', 'app: wed')),
      0,
    );
  });

  it('links all documents again under other settings only', () => {
    const counts: Counts = { facts: 0, links: 0 };
    const settings = { scopes: [], analysisOf: () => same };
    const same = { images: [], customResources: [] };
    const first = withFile(emptySnapshot(countingSteps(counts)), WEB, pod('a'));
    const second = first.withSettings(settings);
    linkAll(second);
    linkAll(second.withSettings({ ...settings }));
    assert.equal(counts.links, 1);
    linkAll(
      second.withSettings({ ...settings, analysisOf: () => ({ images: [], customResources: [] }) }),
    );
    assert.equal(counts.links, 2);
  });

  it('names the files that an edit can concern', () => {
    const snapshot = emptySnapshot(countingSteps()).withFiles([
      { uri: WEB, text: pod('a') },
      { uri: REST, text: pod('b') },
      { uri: 'file:///work/far/c.yaml', text: pod('c') },
    ]);
    assert.deepEqual([...concernedFiles(snapshot, [WEB])], [WEB, REST]);
  });
});

describe('what a document is linked with', () => {
  it('is read a file at a time, as long as there is time, and links of it read nothing more', () => {
    const counts: Counts = { facts: 0, links: 0 };
    const uris = ['a', 'b', 'c', 'd'].map((name) => `file:///work/${name}.yaml`);
    const elsewhere = { uri: 'file:///else/e.yaml', text: pod('e') };
    const snapshot = emptySnapshot(countingSteps(counts)).withFiles([
      ...uris.map((uri, index) => ({ uri, text: pod(`pod-${index}`) })),
      elsewhere,
    ]);
    const [first = ''] = uris;
    for (const facts of [1, 2, 3, 4]) {
      assert.equal(
        snapshot.readAround(first, () => true),
        false,
      );
      assert.equal(counts.facts, facts);
    }
    assert.equal(
      snapshot.readAround(first, () => true),
      true,
    );
    for (const document of documents(snapshot, first)) snapshot.link(document);
    assert.deepEqual(counts, { facts: 4, links: 1 });
  });

  it('is found again where files come and go as it is found anew, with and without what joins folders', () => {
    const kustomization = {
      uri: 'file:///work/kustomization.yaml',
      text: 'resources: [a.yaml, x]\n',
    };
    const names = ['a', 'b', 'x/c', 'x/d', 'y/e'].map((name) => `file:///work/${name}.yaml`);
    for (const others of [[], [kustomization]]) {
      let snapshot = emptySnapshot(countingSteps()).withFiles(others);
      const there = new Set<string>();
      // Every set of the files, each reached by one file that comes or goes.
      for (let step = 1; step < 2 ** names.length; step++) {
        const uri = names[Math.log2(step & -step)] ?? '';
        snapshot = there.delete(uri)
          ? withoutFile(snapshot, uri)
          : withFile(snapshot, uri, pod('p'));
        if (snapshot.file(uri)) there.add(uri);
        const afresh = emptySnapshot(countingSteps()).withFiles([
          ...others,
          ...[...there].map((each) => ({ uri: each, text: pod('p') })),
        ]);
        for (const each of names)
          assert.deepEqual(snapshot.groupsOf(each), afresh.groupsOf(each), `${each} at ${step}`);
      }
    }
  });
});

describe('the scope of a document', () => {
  it('is its own file first, then its folder, and not the folders beside it', () => {
    const answer = (...elsewhere: readonly (readonly [string, string])[]): string | undefined => {
      const snapshot = emptySnapshot(countingSteps()).withFiles([
        { uri: WEB, text: pod('web') },
        ...elsewhere.map(([uri, text]) => ({ uri, text })),
      ]);
      const found = ask(snapshot, WEB).service(undefined, 'web');
      return found && snapshot.locate(found.document)?.file.uri;
    };
    assert.equal(answer(), undefined);
    assert.equal(answer([REST, service('web')]), REST);
    assert.equal(answer(['file:///work/far/a.yaml', service('web')]), undefined);
    assert.equal(answer([REST, service('web')], [WEB, `${pod('web')}---\n${service('web')}`]), WEB);
  });

  it('takes resources of one kind, namespace and name for alternatives, its own before the others', () => {
    const snapshot = emptySnapshot(countingSteps()).withFiles([
      { uri: 'file:///work/a.yaml', text: pod('web') },
      { uri: WEB, text: `${pod('web')}---\n${pod('api')}` },
    ]);
    const [own] = documents(snapshot, WEB);
    assert.deepEqual(
      ask(snapshot, WEB)
        .podsAnywhereFor(undefined, labelsIn(snapshot, WEB))
        .map(({ document }) => document),
      [own],
    );
  });

  it('finds pods and Services by labels, in the same namespace only', () => {
    const snapshot = emptySnapshot(countingSteps()).withFiles([
      { uri: WEB, text: pod('web') },
      { uri: REST, text: `${service('web', 'prod')}---\n${pod('web', 'prod')}` },
    ]);
    const [web] = documents(snapshot, WEB);
    const labels = web?.pods[0]?.pod.labels ?? [];
    const scope = ask(snapshot, WEB);
    assert.equal(scope.servicesFor(undefined, labels).length, 0);
    assert.equal(scope.servicesFor('prod', labels).length, 1);
    assert.equal(scope.podsFor('prod', labels).length, 1);
    assert.equal(scope.podsFor('test', labels).length, 0);
    assert.equal(scope.service(undefined, 'web'), undefined);
    assert.equal(scope.podsFor('prod', []).length, 0, 'an empty selector selects nothing');
  });

  it('looks once for what all pods of the same labels ask, and for what all Services do', () => {
    const pods = ['a', 'b', 'c'].map((name) => pod(name).replace(`app: ${name}`, 'app: all'));
    const services = ['d', 'e'].map((name) => service(name).replace(`app: ${name}`, 'app: all'));
    const snapshot = emptySnapshot(countingSteps()).withFiles(
      [...pods, ...services, pods[0] ?? ''].map((text, i) => ({
        uri: `file:///w/${i}.yaml`,
        text,
      })),
    );
    const scopes = linkAll(snapshot).map(({ scope }) => scope);
    const labels = documents(snapshot, 'file:///w/0.yaml')[0]?.pods[0]?.pod.labels ?? [];
    const found = scopes.map((scope) => scope.podsFor(undefined, labels));
    assert.deepEqual(
      found.map((some) => some.length),
      [1, 1, 1, 3, 3, 1],
      'the own file answers first, and alternatives count once',
    );
    assert.equal(found[3], found[4], 'both Services have the very same answer');
    const selecting = scopes.map((scope) => scope.servicesFor(undefined, labels));
    assert.deepEqual(
      selecting.map((some) => some.length),
      [2, 2, 2, 1, 1, 2],
    );
    assert.equal(new Set(selecting.filter((some) => some.length === 2)).size, 1);
  });

  it('is joined by a kustomization, through files, folders and other kustomizations', () => {
    const snapshot = emptySnapshot(countingSteps()).withFiles([
      { uri: 'file:///w/base/kustomization.yaml', text: 'resources: [web.yaml, ../more]\n' },
      { uri: 'file:///w/base/web.yaml', text: pod('web') },
      { uri: 'file:///w/more/any%20name.yaml', text: service('web') },
      {
        uri: 'file:///w/over/kustomization.yml',
        text: 'bases: [../base/, https://x/y]\nresources: [config.yaml]\n',
      },
      { uri: 'file:///w/over/config.yaml', text: configMap('web') },
      { uri: 'file:///w/apart/config.yaml', text: configMap('apart') },
    ]);
    assert.ok(ask(snapshot, 'file:///w/base/web.yaml').service(undefined, 'web'));
    assert.ok(ask(snapshot, 'file:///w/over/config.yaml').service(undefined, 'web'));
    assert.equal(ask(snapshot, 'file:///w/base/web.yaml').configMap(undefined, 'apart'), undefined);
  });

  it('of a base does not hold what only one of its overlays has', () => {
    const overlay = (name: string): { uri: string; text: string }[] => [
      { uri: `file:///w/${name}/kustomization.yaml`, text: 'resources: [../base, own.yaml]\n' },
      { uri: `file:///w/${name}/own.yaml`, text: configMap('own') },
    ];
    const base = [
      { uri: 'file:///w/base/kustomization.yaml', text: 'resources: [web.yaml]\n' },
      { uri: 'file:///w/base/web.yaml', text: pod('web') },
    ];
    const one = emptySnapshot(countingSteps()).withFiles([...base, ...overlay('test')]);
    assert.ok(ask(one, 'file:///w/base/web.yaml').configMap(undefined, 'own'));
    const two = one.withFiles(overlay('prod'));
    assert.equal(ask(two, 'file:///w/base/web.yaml').configMap(undefined, 'own'), undefined);
    const web = labelsIn(two, 'file:///w/base/web.yaml');
    assert.equal(ask(two, 'file:///w/prod/own.yaml').podsFor(undefined, web).length, 1);
  });

  it('survives kustomizations that list each other', () => {
    const snapshot = emptySnapshot(countingSteps()).withFiles([
      { uri: 'file:///w/a/kustomization.yaml', text: 'resources: [../b, ../a, ../../../..]\n' },
      { uri: 'file:///w/b/kustomization.yaml', text: 'resources: [../a, web.yaml]\n' },
      { uri: 'file:///w/b/web.yaml', text: pod('web') },
    ]);
    const web = labelsIn(snapshot, 'file:///w/b/web.yaml');
    assert.equal(ask(snapshot, 'file:///w/a/kustomization.yaml').podsFor(undefined, web).length, 1);
  });

  it('is joined by a name in the configuration', () => {
    const snapshot = emptySnapshot(countingSteps())
      .withFiles([
        { uri: 'file:///w/a/web.yaml', text: pod('web') },
        { uri: 'file:///w/b/rest.yaml', text: service('web') },
      ])
      .withSettings({
        scopes: [{ id: 'both', includes: () => true }],
        analysisOf: () => ({ images: [], customResources: [] }),
      });
    assert.ok(ask(snapshot, 'file:///w/a/web.yaml').service(undefined, 'web'));
  });
});

function documents(snapshot: Snapshot, uri: string): readonly DocumentFacts[] {
  return snapshot.file(uri)?.documents ?? [];
}

function linkAll(snapshot: Snapshot): ReturnType<Snapshot['link']>[] {
  return [...snapshot.files.values()].flatMap((file) =>
    file.documents.map((document) => snapshot.link(document)),
  );
}

/** The scope of a file's first document. */
function ask(snapshot: Snapshot, uri: string): ReturnType<Snapshot['link']>['scope'] {
  const [first] = documents(snapshot, uri);
  assert.ok(first);
  return snapshot.link(first).scope;
}

/** Of the first pod of a file. */
function labelsIn(snapshot: Snapshot, uri: string): readonly KeyValue[] {
  return documents(snapshot, uri)[0]?.pods[0]?.pod.labels ?? [];
}

function pod(name: string, namespace?: string): string {
  return `${head('Pod', name, namespace)}  labels: {app: ${name}}
spec:
  containers: [{name: app, image: app}]
`;
}

function service(name: string, namespace?: string): string {
  return `${head('Service', name, namespace)}spec:
  selector: {app: ${name}}
`;
}

function configMap(name: string): string {
  return `${head('ConfigMap', name)}data: {}\n`;
}

function head(kind: string, name: string, namespace?: string): string {
  const place = namespace === undefined ? '' : `  namespace: ${namespace}\n`;
  return `apiVersion: v1\nkind: ${kind}\nmetadata:\n  name: ${name}\n${place}`;
}
