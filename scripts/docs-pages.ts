import type { RuleMeta } from '../server/src/rules/rule.ts';
import { ruleExamples } from './rule-examples.ts';
import type { RuleExample } from './rule-examples.ts';
import { ruleTopics } from './rule-topics.ts';
import type { RuleTopic } from './rule-topics.ts';

/** docs/rules.md: every rule with what it is about, why, and a manifest in which it fires. */
export function rulesPage(): string {
  const examples = ruleExamples();
  const topics = ruleTopics();
  return [
    '# Rules',
    '',
    'Made from the rules and their fixtures by `npm run docs`; change those, not this page.',
    '',
    'The severity is the gravest that a rule reports: what Podspace is less sure of is milder. `.podspace.yaml`, the settings of the editor and `podspace check --rule id=severity` can lower it or turn the rule off. One place is ignored by a comment on its line or the line above:',
    '',
    '```yaml',
    '- containerPort: 8080 # podspace-ignore port-conflict: the two take turns',
    '```',
    '',
    '`# podspace-ignore-file port-conflict: reason` at the top speaks for the file, and the annotation `podspace.dev/ignore: port-conflict` for one resource.',
    '',
    ...topics.flatMap(topicIndex),
    ...topics.flatMap(({ rules }) =>
      rules.flatMap((meta) => ruleSection(meta, examples.get(meta.id) ?? {})),
    ),
  ].join('\n');
}

function topicIndex({ title, rules }: RuleTopic): readonly string[] {
  return [
    `**${title}**`,
    '',
    '| Rule | At most | Fix | |',
    '| --- | --- | --- | --- |',
    ...rules.map(
      ({ id, severity, fix, summary }) =>
        `| [${id}](#${id}) | ${severity} | ${fix === 'none' ? '' : fix} | ${summary} |`,
    ),
    '',
  ];
}

function ruleSection(meta: RuleMeta, { wrong, right }: RuleExample): readonly string[] {
  return [
    `## ${meta.id}`,
    '',
    `${meta.summary}.`,
    '',
    meta.why,
    '',
    `At most: ${meta.severity}. Quick fix: ${FIXES[meta.fix]}. [Source](${meta.source})`,
    '',
    ...(wrong === undefined ? [] : ['Wrong:', '', '```yaml', wrong, '```', '']),
    ...(right === undefined ? [] : ['Right:', '', '```yaml', right, '```', '']),
    '[All rules](#rules)',
    '',
  ];
}

const FIXES: Readonly<Record<RuleMeta['fix'], string>> = {
  safe: 'yes, and nothing else can change by it',
  unsafe: 'yes, to be looked at before it is kept',
  none: 'none',
};
