import { matchesGlob } from '../rules/glob.ts';
import { relativePath } from '../text/uri.ts';
import type { OtherExtensions } from './protocol.ts';

/** `auto` leaves fields and types to another extension where one checks them against Kubernetes. */
export type SchemaValidation = 'auto' | 'on' | 'off';

export interface SchemaSettings {
  readonly validation: SchemaValidation;
  /** Patterns of the files that `yaml.schemas` gives the schema of Kubernetes. */
  readonly kubernetesFiles: readonly string[];
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
      .filter(([schema]) => /^kubernetes$|kubernetes-?json-?schema/i.test(schema))
      .flatMap(([, files]): readonly unknown[] => (Array.isArray(files) ? files : [files]))
      .filter((pattern) => typeof pattern === 'string'),
  };
}

/** Whether problems, completion and hover of plain fields are left to another extension, or to nobody. */
export function leavesSchema(
  settings: SchemaSettings,
  others: OtherExtensions,
  folder: string,
  uri: string,
): boolean {
  if (settings.validation !== 'auto') return settings.validation === 'off';
  if (!others.yaml || !settings.yamlValidates) return false;
  if (others.kubernetes) return true;
  const path = relativePath(folder, uri) ?? uri.replace(/^.*\//, '');
  return settings.kubernetesFiles.some((pattern) => matchesGlob(pattern.replace(/^\//, ''), path));
}

function fieldOf(value: unknown, key: string): unknown {
  return new Map<string, unknown>(Object.entries(objectOf(value))).get(key);
}

function objectOf(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {};
}
