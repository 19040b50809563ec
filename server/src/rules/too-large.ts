import { tooLargePod } from '../kubernetes/pod-size.ts';
import { defineRule } from './rule.ts';
import { faultsOf } from './yaml-faults.ts';

export const tooLarge = defineRule({
  meta: {
    id: 'too-large',
    severity: 'information',
    summary: 'The manifest is larger or deeper than Podspace reads',
    why: 'A text with tens of thousands of nested brackets or aliases would keep the editor waiting. Podspace stops there and says so; no manifest written by a person comes near these bounds.',
    source: 'https://github.com/podspace/podspace/blob/main/ARCHITECTURE.md',
    fix: 'none',
    messages: { fault: '{fault}' },
  },
  checkDocument(document, report) {
    for (const { span, message } of faultsOf(document, ['too-deep', 'too-large'])) {
      report({ at: span, message: 'fault', data: { fault: message }, certainty: 'certain' });
    }
    for (const { body, kind } of document.facts.kubernetes.resources) {
      const fault = body.type === 'workload' ? tooLargePod(body.workload.pod) : undefined;
      if (fault === undefined) continue;
      report({ at: kind.span, message: 'fault', data: { fault }, certainty: 'certain' });
    }
  },
});
