import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { readFacts } from '../../../server/src/analysis/document-facts.ts';
import { configurationCompletion } from '../../../server/src/features/configuration-completion.ts';
import { configurationHover } from '../../../server/src/features/configuration-hover.ts';
import { configurationOf } from '../../../server/src/rules/configuration-file.ts';
import { catalog } from '../../../server/src/rules/catalog.ts';
import { readStream } from '../../../server/src/yaml/read-stream.ts';

const TOP = ['rules', 'ignore', 'scopes', 'kubernetesVersion', 'images', 'customResources'];

/** What is offered at `|`, and the text once one of it is accepted. */
function offered(source: string): { labels: readonly string[]; accept(label: string): string } {
  const offset = source.indexOf('|');
  const text = source.replace('|', '');
  const items = configurationCompletion(text, offset);
  return {
    labels: items.map(({ label }) => label),
    accept(label) {
      const item = items.find((one) => one.label === label);
      assert.ok(item, `${label} is offered`);
      const snippet = item.snippet.replace(/\\([\\$}])/g, '$1');
      return text.slice(0, item.span.start) + snippet + text.slice(item.span.end);
    },
  };
}

function explained(source: string): string | undefined {
  const [entry] = readStream(source.replace('|', '')).entries;
  assert.ok(entry);
  return configurationHover(readFacts(entry.chunk).yaml, source.indexOf('|'))?.documentation;
}

describe('the configuration', () => {
  it('completes its keys, but those that are there', () => {
    assert.deepEqual(offered('|').labels, TOP);
    assert.deepEqual(offered('rules:\n  port-conflict: off\nig|\n').labels, TOP.slice(1));
    assert.equal(offered('ru|').accept('rules'), 'rules:\n  $1');
    assert.equal(offered('i|').accept('ignore'), 'ignore:\n  - $1');
    assert.equal(offered('s|').accept('scopes'), 'scopes:\n  - [$1]');
    assert.equal(offered('i|').accept('images'), 'images:\n  - image: $1');
    assert.equal(offered('{"i|"}').accept('ignore'), '{"ignore": $1}');
    assert.equal(offered('ig|: []\n').accept('ignore'), 'ignore: []\n');
  });

  it('completes rules and severities', () => {
    const ids = catalog.map(({ meta }) => meta.id);
    assert.deepEqual(offered('rules:\n  |').labels, ids);
    assert.deepEqual(
      offered('rules:\n  port-conflict: off\n  |\n').labels,
      ids.filter((id) => id !== 'port-conflict'),
    );
    assert.equal(offered('rules:\n  un|').accept('unused-volume'), 'rules:\n  unused-volume: ');
    const severities = offered('rules:\n  port-conflict: |');
    assert.deepEqual(severities.labels, ['off', 'hint', 'information', 'warning', 'error']);
    assert.equal(severities.accept('off'), 'rules:\n  port-conflict: off');
    assert.deepEqual(offered('rules: {port-conflict: |}').labels, severities.labels);
  });

  it('completes what lists hold', () => {
    const image = 'images:\n  - image: example.com/a\n    |';
    assert.deepEqual(offered(image).labels, ['ports', 'reads', 'writes']);
    assert.equal(
      offered(image).accept('ports'),
      'images:\n  - image: example.com/a\n    ports: [$1]',
    );
    assert.deepEqual(offered('customResources:\n  - |').labels, ['group', 'kind', 'podSpecs']);
  });

  it('offers versions as text, since 1.30 is the number 1.3', () => {
    assert.match(offered('kubernetesVersion: |').accept('1.30'), /^kubernetesVersion: '1\.30'$/);
  });

  it('offers nothing where nothing is known', () => {
    for (const source of ['# |', 'nonsense:\n  |', 'ignore:\n  - |', 'rules:\n  nonsense: x\n# |'])
      assert.deepEqual(offered(source).labels, [], source);
  });

  it('reads what it offers without a fault', () => {
    for (const label of TOP) {
      const text = offered('|').accept(label).replaceAll('$1', '');
      const [entry] = readStream(text).entries;
      assert.ok(entry);
      const faults = configurationOf(readFacts(entry.chunk)).problems;
      assert.deepEqual(
        faults.filter(({ message }) => /not known here|is a (list|map)/.test(message)),
        [],
        text,
      );
    }
  });

  it('explains keys, rules and severities', () => {
    assert.match(explained('ru|les:\n  port-conflict: off\n') ?? '', /^How grave each rule/);
    assert.equal(
      explained('rules:\n  port-con|flict: off\n'),
      'Two containers of a pod listen on the same port.',
    );
    assert.equal(explained('rules:\n  port-conflict: o|ff\n'), '`off`: Not reported.');
    assert.match(explained('images:\n  - por|ts: [80]\n') ?? '', /^All ports/);
    assert.equal(explained('nonse|nse: 1\n'), undefined);
  });
});
