import { defineRule } from './rule.ts';
import { faultsOf } from './yaml-faults.ts';

export const strictParserOnly = defineRule({
  meta: {
    id: 'strict-parser-only',
    severity: 'hint',
    summary: 'Text that kubectl reads and stricter YAML parsers refuse',
    why: 'kubectl reads YAML as libyaml does, which takes some text that YAML 1.2 forbids, such as a quoted text that goes on with less indentation than it began with. The manifest works; other tools may refuse it.',
    source: 'https://yaml.org/spec/1.2.2/#73-flow-scalar-styles',
    fix: 'none',
    messages: { fault: '{fault}' },
  },
  checkDocument(document, report) {
    for (const { span, message } of faultsOf(document, ['strict-parser-only'])) {
      report({ at: span, message: 'fault', data: { fault: message }, certainty: 'certain' });
    }
  },
});
