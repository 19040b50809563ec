import { catalog } from '../server/src/rules/catalog.ts';
import type { Rule, RuleMeta } from '../server/src/rules/rule.ts';
import { ruleExamples } from './rule-examples.ts';
import type { RuleExample } from './rule-examples.ts';

/** docs/rules.md: every rule with what it is about, why, and a manifest in which it fires. */
export function rulesPage(): string {
  const examples = ruleExamples();
  const rows = catalog.map(
    ({ meta }) => `| [${meta.id}](#${meta.id}) | ${meta.severity} | ${meta.summary} |`,
  );
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
    '| Rule | Severity | |',
    '| --- | --- | --- |',
    ...rows,
    '',
    ...catalog.flatMap((rule) => ruleSection(rule, examples.get(rule.meta.id) ?? {})),
  ].join('\n');
}

function ruleSection({ meta }: Rule, { wrong, right }: RuleExample): readonly string[] {
  return [
    `## ${meta.id}`,
    '',
    `${meta.summary}.`,
    '',
    meta.why,
    '',
    `Severity: ${meta.severity}. Quick fix: ${FIXES[meta.fix]}. [Source](${meta.source})`,
    '',
    ...(wrong === undefined ? [] : ['```yaml', wrong, '```', '']),
    ...(right === undefined ? [] : ['Right:', '', '```yaml', right, '```', '']),
  ];
}

const FIXES: Readonly<Record<RuleMeta['fix'], string>> = {
  safe: 'yes, and nothing else can change by it',
  unsafe: 'yes, to be looked at before it is kept',
  none: 'none',
};

/** The JSON schema of `.podspace.yaml`, for completion and hover in editors. */
export function configurationSchema(): string {
  const patterns = {
    type: 'array',
    items: { type: 'string' },
  };
  const paths = {
    type: 'array',
    items: { type: 'string', pattern: '^/' },
  };
  const schema = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $id: 'https://podspace.dev/schemas/podspace-configuration.json',
    title: 'Podspace configuration',
    description: 'The .podspace.yaml of a folder: it counts for all manifests below.',
    type: 'object',
    additionalProperties: false,
    properties: {
      rules: {
        description:
          'The gravest severity of each rule, or off. A rule that is not named keeps its own.',
        type: 'object',
        additionalProperties: false,
        properties: Object.fromEntries(
          catalog.map(({ meta }) => [
            meta.id,
            {
              description: meta.summary,
              enum: ['off', 'hint', 'information', 'warning', 'error', false],
            },
          ]),
        ),
      },
      ignore: {
        ...patterns,
        description:
          'Patterns of files that are not checked, as in a .gitignore, relative to this file: vendor/**, *.generated.yaml.',
      },
      scopes: {
        description:
          'Files that are applied together beyond one folder: each scope is a list of patterns.',
        type: 'array',
        items: { ...patterns, minItems: 1 },
      },
      images: {
        description: 'What your own images listen on, read and write.',
        type: 'array',
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['image'],
          properties: {
            image: {
              description:
                'The image without tag; * stands for anything: registry.example.com/shop/*.',
              type: 'string',
            },
            ports: {
              description: 'All ports that it listens on: 8080, or with a protocol as in 53/UDP.',
              type: 'array',
              items: {
                oneOf: [
                  { type: 'integer', minimum: 1, maximum: 65535 },
                  { type: 'string', pattern: '^[0-9]{1,5}(/(TCP|UDP|SCTP))?$' },
                ],
              },
            },
            reads: { ...paths, description: 'Files and folders that it reads.' },
            writes: { ...paths, description: 'Files and folders that it writes.' },
          },
        },
      },
      kubernetesVersion: {
        description:
          'The oldest Kubernetes that the manifests are for, such as 1.29; newest where it is not written.',
        type: ['string', 'number'],
      },
      customResources: {
        description: 'Custom resources that hold pod specs.',
        type: 'array',
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['kind', 'podSpecs'],
          properties: {
            group: { description: 'The API group, without version.', type: 'string' },
            kind: { type: 'string' },
            podSpecs: {
              description:
                'Keys from the top of the resource to each pod spec, with dots between: spec.template.spec.',
              type: 'array',
              items: { type: 'string' },
            },
          },
        },
      },
    },
  };
  return `${JSON.stringify(schema, null, 2)}\n`;
}
