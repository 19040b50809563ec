import { defineRule } from './rule.ts';
import { faultsOf } from './yaml-faults.ts';

export const tabIndentation = defineRule({
  meta: {
    id: 'tab-indentation',
    severity: 'error',
    summary: 'A line is indented with a tab',
    why: 'YAML counts spaces to tell what belongs to what, and forbids tabs there: kubectl refuses the whole file.',
    source: 'https://yaml.org/spec/1.2.2/#61-indentation-spaces',
    fix: 'none',
    messages: { fault: '{fault}' },
  },
  checkDocument(document, report) {
    for (const { span, message } of faultsOf(document, ['tab-indentation'])) {
      report({ at: span, message: 'fault', data: { fault: message }, certainty: 'certain' });
    }
  },
});
