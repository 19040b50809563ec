import { catalog } from '../rules/catalog.ts';
import { configurationFields } from '../rules/configuration-schema.ts';
import type { ConfigurationField, ConfigurationType } from '../rules/configuration-schema.ts';
import type { Step } from './cursor.ts';

/** What the end of a way is: its type, and the field that the way's last key names. */
export interface ConfigurationPlace {
  readonly type: ConfigurationType;
  readonly field: ConfigurationField | undefined;
}

/** Follows a way through the configuration; undefined where it leads to nothing that is known. */
export function configurationAt(path: readonly Step[]): ConfigurationPlace | undefined {
  let place: ConfigurationPlace = { type: configurationType(), field: undefined };
  for (const step of path) {
    const next = stepInto(place.type, step);
    if (!next) return undefined;
    place = next;
  }
  return place;
}

function stepInto(type: ConfigurationType, step: Step): ConfigurationPlace | undefined {
  if (typeof step === 'number')
    return type.kind === 'list' ? { type: type.of, field: undefined } : undefined;
  if (type.kind !== 'map' || !Object.hasOwn(type.fields, step)) return undefined;
  const field = type.fields[step];
  return field && { type: field.type, field };
}

/** The type of a whole `.podspace.yaml`. */
function configurationType(): ConfigurationType {
  return { kind: 'map', fields: configurationFields(catalog.map(({ meta }) => meta)) };
}
