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
    for (const { span, message } of faultsOf(document, ['syntax', 'unknown-alias'])) {
      report({ at: span, message: 'fault', data: { fault: message }, certainty: 'certain' });
    }
  },
});
