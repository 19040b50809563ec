import type { Span } from '../text/span.ts';
import { defineRule } from './rule.ts';
import { faultsOf } from './yaml-faults.ts';

export const yamlSyntax = defineRule({
  meta: {
    id: 'yaml-syntax',
    severity: 'error',
    summary: 'The manifest is not YAML that kubectl can read',
    why: 'Nothing of a manifest is applied if its text cannot be read. What could be read of it is checked all the same.',
    source: 'https://yaml.org/spec/1.2.2/',
    fix: 'none',
    messages: { fault: '{fault}' },
  },
  checkDocument(document, report) {
    const { text } = document.facts.chunk;
    const faults = faultsOf(document, ['syntax', 'unknown-alias']);
    for (const [index, { span, message }] of faults.entries()) {
      const before = faults[index - 1];
      if (before?.message === message && isOneBlock(text, before.span, span)) continue;
      report({ at: span, message: 'fault', data: { fault: message }, certainty: 'certain' });
    }
  },
});

/** Whether two lines are out of place together: they are indented alike, and no item of a list begins between them. */
function isOneBlock(text: string, first: Span, second: Span): boolean {
  const column = columnOf(text, first.start);
  if (columnOf(text, second.start) !== column) return false;
  const between = text.slice(first.end, second.start).split(/\r?\n/).slice(1);
  return between.every((line) => !/^ *-(?: |$)/.test(line) || line.indexOf('-') > column);
}

function columnOf(text: string, offset: number): number {
  return offset - text.lastIndexOf('\n', offset - 1) - 1;
}
