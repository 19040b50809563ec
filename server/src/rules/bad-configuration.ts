import { defineRule } from './rule.ts';

/** Reported by `configurationOf`, for `.podspace.yaml` alone. */
export const badConfiguration = defineRule({
  meta: {
    id: 'bad-configuration',
    severity: 'warning',
    summary: 'Something in `.podspace.yaml` means nothing',
    why: 'A rule that is misspelled keeps its own severity, and a pattern in the wrong place ignores nothing. The rest of the file counts all the same.',
    source: 'https://github.com/podspace/podspace/blob/main/docs/configuration.md',
    fix: 'none',
    messages: { fault: '{fault}' },
  },
});
