import type { DocumentFacts } from '../analysis/facts.ts';
import { spanOf } from '../text/span.ts';
import type { Span } from '../text/span.ts';
import type { Resource } from '../kubernetes/model.ts';
import type { YamlDocument } from '../yaml/document.ts';
import { removePair } from '../yaml/edit.ts';
import type { Edits } from '../yaml/edit.ts';
import { valueOf } from '../yaml/node.ts';
import { fixOf, inDocument } from './edits.ts';
import { defineRule } from './rule.ts';
import type { Fix } from './rule.ts';
import { IGNORE_ANNOTATION } from './suppression.ts';
import type { SuppressedRule, Suppression } from './suppression.ts';

/** Reported by the runner, which alone knows what was ignored. */
export const unusedSuppression = defineRule({
  meta: {
    id: 'unused-suppression',
    severity: 'hint',
    summary: 'A comment or annotation ignores a problem that is not there',
    why: 'An ignore that has outlived its problem would hide the next one of its kind.',
    source: 'https://github.com/podspace/podspace/blob/main/docs/rules.md',
    fix: 'safe',
    messages: {
      unused: 'Nothing to ignore: no problem of "{rule}" is found here.',
      meant: 'There is no rule "{rule}". Is "{like}" meant?',
      unknown: 'There is no rule "{rule}".',
      empty: 'This ignores nothing: name the rules to ignore, and say why after a colon.',
    },
  },
});

/**
 * Takes one rule's id out of the suppression, or the whole comment or annotation where none that is used is left in it.
 * `rule` is absent for a comment that names no rule.
 */
export function withoutSuppression(
  facts: DocumentFacts,
  suppression: Suppression,
  unused: readonly SuppressedRule[],
  rule: SuppressedRule | undefined,
): readonly Fix[] {
  const { comment, rules } = suppression;
  const alone = rules.length === unused.length;
  if (alone && comment) {
    const span = comment.ownLine
      ? wholeLine(facts.chunk.text, comment.span)
      : withBlanksBefore(facts.chunk.text, comment.span);
    return [
      { title: 'Remove this comment', safe: true, edits: [{ document: facts, span, newText: '' }] },
    ];
  }
  if (alone && suppression.reach.type === 'resource') {
    return fixOf('Remove this annotation', true, [
      inDocument(facts, withoutAnnotation(facts.yaml, suppression.reach.resource)),
    ]);
  }
  if (!rule || rules.length < 2 || !standsAlone(suppression, rule)) return [];
  return [
    {
      title: `Remove "${rule.id}" from the list`,
      safe: true,
      edits: [{ document: facts, span: withSeparator(rules, rule), newText: '' }],
    },
  ];
}

/** The last annotation goes with the key that holds them all. */
function withoutAnnotation(yaml: YamlDocument, { node }: Resource): Edits {
  const metadata = valueOf(node, 'metadata');
  const annotations = metadata?.kind === 'map' ? valueOf(metadata, 'annotations') : undefined;
  if (metadata?.kind !== 'map' || annotations?.kind !== 'map') return undefined;
  return annotations.pairs.length === 1
    ? removePair(yaml, metadata, 'annotations')
    : removePair(yaml, annotations, IGNORE_ANNOTATION);
}

/** Whether the id's own characters are known, and not only the value that it stands in. */
function standsAlone(suppression: Suppression, rule: SuppressedRule): boolean {
  return rule.span.end - rule.span.start === rule.id.length && suppression.span !== rule.span;
}

/** The id with the comma that parts it from the next, or for the last one from the one before. */
function withSeparator(rules: readonly SuppressedRule[], rule: SuppressedRule): Span {
  const index = rules.indexOf(rule);
  const next = rules[index + 1];
  if (next) return spanOf(rule.span.start, next.span.start);
  return spanOf(rules[index - 1]?.span.end ?? rule.span.start, rule.span.end);
}

function wholeLine(text: string, span: Span): Span {
  let { start, end } = span;
  while (start > 0 && (text[start - 1] === ' ' || text[start - 1] === '\t')) start--;
  if (text[end] === '\r') end++;
  if (text[end] === '\n') end++;
  return spanOf(start, end);
}

function withBlanksBefore(text: string, span: Span): Span {
  let { start } = span;
  while (start > 0 && (text[start - 1] === ' ' || text[start - 1] === '\t')) start--;
  return spanOf(start, span.end);
}
