import { defineRule } from './rule.ts';

/** What becomes of a rule that throws: a fault of Podspace's, told once for the document. */
export const ruleFailed = defineRule({
  meta: {
    id: 'rule-failed',
    severity: 'information',
    summary: 'A rule of Podspace stopped with an error of its own',
    why: 'The manifest may be right: a rule met something that it was not written for. All other rules were run. Please report it, with the manifest if you may share it.',
    source: 'https://github.com/podspace/podspace/issues',
    fix: 'none',
    messages: {
      failed: 'Podspace could not check "{rule}" here, because of a fault of its own: {error}',
    },
  },
});
