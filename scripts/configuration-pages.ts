import { readFileSync } from 'node:fs';
import { catalog } from '../server/src/rules/catalog.ts';
import { configurationFields, SEVERITY_CHOICES } from '../server/src/rules/configuration-schema.ts';
import type {
  ConfigurationField,
  ConfigurationFields,
  ConfigurationType,
} from '../server/src/rules/configuration-schema.ts';

const rules = catalog.map(({ meta }) => meta);
const fields = configurationFields(rules);

/** The JSON schema of `.podspace.yaml`, for editors that have their own completion of YAML by schema. */
export function configurationSchema(): string {
  const schema = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $id: 'https://podspace.dev/schemas/podspace-configuration.json',
    title: 'Podspace configuration',
    description: 'The .podspace.yaml of a folder: it counts for all manifests below.',
    ...mapSchema(fields),
    definitions: {
      severity: {
        // `off` without quotes is a boolean to some readers of YAML.
        enum: [...SEVERITY_CHOICES.map(({ value }) => value), false],
        enumDescriptions: [...SEVERITY_CHOICES, SEVERITY_CHOICES[0]].map((one) => one?.description),
      },
    },
  };
  return `${JSON.stringify(schema, null, 2)}\n`;
}

/** package.json with the settings that the configuration has too; formatted as prettier does. */
export function packageJson(): string {
  const json = JSON.parse(readFileSync('package.json', 'utf8')) as Package;
  const { properties } = json.contributes.configuration;
  properties['podspace.rules'] = {
    type: 'object',
    scope: 'resource',
    default: {},
    markdownDescription: '%setting.rules%',
    propertyNames: {
      enum: rules.map(({ id }) => id),
      enumDescriptions: rules.map(({ summary }) => `${summary}.`),
    },
    additionalProperties: {
      type: 'string',
      enum: SEVERITY_CHOICES.map(({ value }) => value),
      enumDescriptions: SEVERITY_CHOICES.map(({ value }) => `%severity.${value}%`),
    },
  };
  return `${JSON.stringify(json, null, 2)}\n`;
}

/** package.nls.json, with the words of the configuration where the settings say the same. */
export function packageTexts(): string {
  const texts = JSON.parse(readFileSync('package.nls.json', 'utf8')) as Record<string, string>;
  for (const { value, description } of SEVERITY_CHOICES) texts[`severity.${value}`] = description;
  for (const [key, more] of [
    ['rules', ` For example ${EXAMPLE}; [all rules](${PAGES}/rules.md).`],
    ['kubernetesVersion', ''],
  ] as const)
    texts[`setting.${key}`] = `${fields[key]?.description ?? ''} ${PRECEDENCE}${more}`;
  return `${JSON.stringify(texts, null, 2)}\n`;
}

/** docs/configuration.md, of which `scripts/configuration.md` is the frame. */
export function configurationPage(): string {
  const frame = readFileSync('scripts/configuration.md', 'utf8');
  return frame.replace('<!-- fields -->\n', () => table(fields, '').join('\n'));
}

interface Package {
  contributes: { configuration: { properties: Record<string, object> } };
}

const PAGES = 'https://github.com/podspace/podspace/blob/main/docs';
const PRECEDENCE = `What the nearest [\`.podspace.yaml\`](${PAGES}/configuration.md) says goes before.`;
const EXAMPLE = '`"unused-volume": "off"`';

function table(map: ConfigurationFields, prefix: string): readonly string[] {
  return ['| Key | Value | |', '| --- | --- | --- |', ...rowsOf(map, prefix), ''];
}

function rowsOf(map: ConfigurationFields, prefix: string): readonly string[] {
  return Object.entries(map).flatMap(([key, { description, type, required }]) => {
    const path = `${prefix}${key}`;
    const own = `| \`${path}\` | ${words(type)}${required ? ', required' : ''} | ${description} |`;
    if (key === 'rules') return [own];
    if (type.kind === 'list' && type.of.kind === 'map')
      return [own, ...rowsOf(type.of.fields, `${path}[].`)];
    return [own];
  });
}

function words(type: ConfigurationType): string {
  switch (type.kind) {
    case 'text':
      return 'text';
    case 'port':
      return 'port';
    case 'version':
      return 'version';
    case 'choice':
      return type.choices.map(({ value }) => `\`${value}\``).join(', ');
    case 'list':
      return type.of.kind === 'list' ? 'lists of text' : `list of ${plural(type.of)}`;
    case 'map': {
      const [first] = Object.values(type.fields);
      return first?.type.kind === 'choice' ? `by rule: ${words(first.type)}` : 'map';
    }
  }
}

function plural(type: ConfigurationType): string {
  return type.kind === 'text' ? 'texts' : `${words(type)}s`;
}

function mapSchema(map: ConfigurationFields): object {
  const required = Object.keys(map).filter((key) => map[key]?.required);
  return {
    type: 'object',
    additionalProperties: false,
    ...(required.length > 0 && { required }),
    properties: Object.fromEntries(
      Object.entries(map).map(([key, field]) => [key, fieldSchema(field)]),
    ),
  };
}

function fieldSchema({ description, type }: ConfigurationField): object {
  const plain = description.replaceAll('`', '');
  return {
    description: plain,
    ...(plain !== description && { markdownDescription: description }),
    ...typeSchema(type),
  };
}

function typeSchema(type: ConfigurationType): object {
  switch (type.kind) {
    case 'text':
      return { type: 'string', ...(type.pattern !== undefined && { pattern: type.pattern }) };
    case 'port':
      return {
        oneOf: [
          { type: 'integer', minimum: 1, maximum: 65535 },
          { type: 'string', pattern: '^[0-9]{1,5}(/(TCP|UDP|SCTP))?$' },
        ],
      };
    case 'version':
      return { type: ['string', 'number'] };
    case 'choice':
      return { allOf: [{ $ref: '#/definitions/severity' }] };
    case 'list':
      return { type: 'array', items: typeSchema(type.of) };
    case 'map':
      return mapSchema(type.fields);
  }
}
