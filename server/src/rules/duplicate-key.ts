import type { DocumentFacts } from '../analysis/facts.ts';
import { covers, spanOf } from '../text/span.ts';
import type { Span } from '../text/span.ts';
import type { YamlFault } from '../yaml/document.ts';
import { removePair } from '../yaml/edit.ts';
import type { YamlMap, YamlNode, YamlPair } from '../yaml/node.ts';
import { fixOf, inDocument } from './edits.ts';
import { defineRule } from './rule.ts';
import type { Fix, Report } from './rule.ts';
import { keyName } from './secret-words.ts';
import { faultsOf } from './yaml-faults.ts';

export const duplicateKey = defineRule({
  meta: {
    id: 'duplicate-key',
    severity: 'error',
    summary: 'A map has one key twice',
    why: '`kubectl apply -f` keeps the last value and drops the others without a word, since it turns YAML into JSON before the server could see both. Kustomize, and with it `kubectl apply -k`, refuses the file. Where a second `apiVersion` and `kind` follow the first, the line `---` between two resources is missing.',
    source: 'https://pkg.go.dev/sigs.k8s.io/yaml#Unmarshal',
    fix: 'unsafe',
    messages: {
      again:
        'The key{name} stands in this map twice: kubectl keeps the last one and drops the other silently, Kustomize refuses the file.',
      separator:
        'A second resource begins here, but the line "---" before it is missing: its keys are taken for those of the first.',
    },
  },
  checkDocument(document, report) {
    const { facts } = document;
    const repeats = faultsOf(document, ['duplicate-key']).flatMap((fault) =>
      repeatOf(facts, fault),
    );
    // Before its YAML is asked for: most documents are other people's, and not parsed for this.
    if (repeats.length === 0) return;
    const { resources, rest } = glued(facts, repeats);
    for (const repeat of resources) reportSeparator(facts, repeat, report);
    for (const repeat of rest) {
      const { pair, first, map } = repeat;
      const key = pair.key.text;
      const known = keyName(facts, pair.key);
      const name = known === undefined ? '' : ` "${known}"`;
      report({
        at: pair.key.span,
        message: 'again',
        data: { name },
        certainty: 'certain',
        related: [{ document: facts, span: first, message: `The first${name}` }],
        fixes: () => [
          ...(countOf(map, key) === 2 ? removed(facts, `Remove the first${name}`, first) : []),
          ...removed(facts, `Remove this${name}`, pair.key.span),
        ],
      });
    }
  },
});

/** A pair whose key an earlier pair of the map has. */
interface Repeat {
  readonly map: YamlMap;
  readonly pair: YamlPair;
  readonly first: Span;
}

function repeatOf(facts: DocumentFacts, { span, first }: YamlFault): readonly Repeat[] {
  const found = keyAt(facts.yaml.root, span);
  return found && first ? [{ ...found, first }] : [];
}

/**
 * Of the repeats those that are resources glued to the first one, each by its first key; what follows in it is not a
 * fault of its own.
 */
function glued(
  { yaml }: DocumentFacts,
  repeats: readonly Repeat[],
): { readonly resources: readonly Repeat[]; readonly rest: readonly Repeat[] } {
  const top = repeats.filter(({ map }) => map === yaml.root && !map.flow);
  const resources: Repeat[][] = [];
  for (const repeat of top) {
    const current = resources.at(-1);
    const isNext = current?.every(({ pair }) => pair.key.text !== repeat.pair.key.text) ?? false;
    if (current && isNext) current.push(repeat);
    else resources.push([repeat]);
  }
  const whole = resources.filter((keys) =>
    ['apiVersion', 'kind'].every((key) => keys.some(({ pair }) => pair.key.text === key)),
  );
  const told = new Set(whole.flat());
  return {
    resources: whole.flatMap(([head]) => head ?? []),
    rest: repeats.filter((repeat) => !told.has(repeat)),
  };
}

function reportSeparator(facts: DocumentFacts, { pair }: Repeat, report: Report): void {
  const at = pair.key.span;
  report({
    at,
    message: 'separator',
    certainty: 'certain',
    fixes: () => {
      const { text } = facts.chunk;
      const lineBreak = text.includes('\r\n') ? '\r\n' : '\n';
      const glued = gluedMark(text, at.start);
      return glued === undefined
        ? fixOf('Insert a line with ---', false, [
            inDocument(facts, [{ span: spanOf(at.start, at.start), newText: `---${lineBreak}` }]),
          ])
        : fixOf('Put the --- on a line of its own', false, [
            inDocument(facts, [{ span: spanOf(glued, glued), newText: lineBreak }]),
          ]);
    },
  });
}

/**
 * Where a template left the line break out and the mark stands at the end of what comes before, with nothing but
 * comments in between.
 */
function gluedMark(text: string, before: number): number | undefined {
  const lines = text.slice(0, before).split('\n').slice(0, -1);
  let end = before;
  for (const line of lines.toReversed()) {
    end -= line.length + 1;
    const content = line.trim();
    if (content === '' || content.startsWith('#')) continue;
    return content.length > 3 && content.endsWith('---')
      ? end + line.lastIndexOf('---')
      : undefined;
  }
  return undefined;
}

function removed(facts: DocumentFacts, title: string, key: Span): readonly Fix[] {
  const found = keyAt(facts.yaml.root, key);
  if (!found) return [];
  return fixOf(title, false, [inDocument(facts, removePair(facts.yaml, found.map, found.pair))]);
}

function countOf(map: YamlMap, key: string): number {
  return map.pairs.filter((pair) => pair.key.text === key && !pair.key.aliased).length;
}

/** The pair whose key has exactly this place. */
function keyAt(
  root: YamlNode | undefined,
  key: Span,
): { readonly map: YamlMap; readonly pair: YamlPair } | undefined {
  let node = root;
  while (node && node.kind !== 'scalar') {
    if (node.kind === 'map') {
      const map = node;
      const pair = map.pairs.find(
        (candidate) => candidate.key.span.start === key.start && candidate.key.span.end === key.end,
      );
      if (pair) return { map, pair };
    }
    const parts: readonly { readonly value: YamlNode | undefined }[] =
      node.kind === 'map' ? node.pairs : node.items;
    node = parts.find(({ value }) => value && !value.aliased && covers(value.span, key))?.value;
  }
  return undefined;
}
