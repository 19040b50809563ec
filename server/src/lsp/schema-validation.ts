import { isConfigurationFile } from '../features/configurations.ts';
import { matchesGlob } from '../rules/glob.ts';
import { relativePath } from '../text/uri.ts';
import { expandBraces } from './braces.ts';
import type { OtherExtensions } from './protocol.ts';

/** `auto` leaves fields and types to another extension where one checks them against Kubernetes. */
export type SchemaValidation = 'auto' | 'on' | 'off';

export interface SchemaSettings {
  readonly validation: SchemaValidation;
  /** Files that `yaml.schemas` gives the schema of Kubernetes: each entry's patterns, of which some may exclude. */
  readonly kubernetesFiles: readonly (readonly string[])[];
  /** `yaml.validate` is not turned off. */
  readonly yamlValidates: boolean;
}

export function readSchemaSettings(podspace: unknown, yaml: unknown): SchemaSettings {
  const validation = fieldOf(podspace, 'schemaValidation');
  const schemas = Object.entries(objectOf(fieldOf(yaml, 'schemas')));
  return {
    validation: validation === 'on' || validation === 'off' ? validation : 'auto',
    yamlValidates: fieldOf(yaml, 'validate') !== false,
    kubernetesFiles: schemas
      .filter(([schema]) => isKubernetesSchema(schema))
      .map(([, files]): readonly unknown[] => (Array.isArray(files) ? files : [files]))
      .map((files) => files.filter((pattern) => typeof pattern === 'string')),
  };
}

/** A document, as far as it says which schema it is for. */
export interface SchemaPlace {
  readonly folder: string;
  readonly uri: string;
  /** The document's text. */
  readonly text: string;
}

/** Who checks, completes and explains plain fields. */
export type FieldsCheckedBy = 'podspace' | 'other-extension' | 'nobody';

/** Who looks after the plain fields of a document. */
export function fieldsCheckedBy(
  settings: SchemaSettings,
  others: OtherExtensions,
  { folder, uri, text }: SchemaPlace,
): FieldsCheckedBy {
  // The YAML extension has the schema of the configuration, from package.json.
  if (isConfigurationFile(uri)) return others.yaml ? 'other-extension' : 'podspace';
  if (settings.validation !== 'auto') return settings.validation === 'off' ? 'nobody' : 'podspace';
  // The YAML extension is there for the language YAML alone.
  if (!others.yaml || !settings.yamlValidates || /\.jsonc?$/i.test(uri)) return 'podspace';
  const named = schemaNamedBy(text);
  if (named !== undefined) return isKubernetesSchema(named) ? 'other-extension' : 'podspace';
  if (others.kubernetes) return 'other-extension';
  const path = relativePath(folder, uri) ?? uri.replace(/^.*\//, '');
  return settings.kubernetesFiles.some((patterns) => matchesPatterns(patterns, path))
    ? 'other-extension'
    : 'podspace';
}

/**
 * The schema that a comment above the document's content names. It goes before all settings (yaml-language-server,
 * modelineUtil.ts).
 */
function schemaNamedBy(text: string): string | undefined {
  const header = /^(?:[ \t]*(?:#.*|---[ \t]*|%.*)?\r?\n)*/.exec(text)?.[0] ?? '';
  return /^#\s+(?:yaml-language-server\s*:.*?\$schema(?:=|:\s*)|\$schema:\s*)(\S+)/m.exec(
    header,
  )?.[1];
}

/** The word itself, or one of the published collections of Kubernetes' schemas. */
function isKubernetesSchema(schema: string): boolean {
  return /^kubernetes$|kubernetes-?json-?schema/i.test(schema.trim());
}

/** The YAML extension puts `**` and a slash before each pattern; one that begins with `!` excludes. */
function matchesPatterns(patterns: readonly string[], path: string): boolean {
  const matches = (pattern: string): boolean =>
    expandBraces(pattern.replace(/^!?\/?/, '')).some((one) => matchesGlob(`**/${one}`, path));
  const [excluding, including] = [
    patterns.filter((pattern) => pattern.startsWith('!')),
    patterns.filter((pattern) => !pattern.startsWith('!')),
  ];
  return including.some(matches) && !excluding.some(matches);
}

function fieldOf(value: unknown, key: string): unknown {
  return new Map<string, unknown>(Object.entries(objectOf(value))).get(key);
}

function objectOf(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {};
}
