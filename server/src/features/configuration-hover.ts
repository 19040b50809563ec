import type { YamlDocument } from '../yaml/document.ts';
import { nodePathAt } from '../yaml/path.ts';
import { configurationAt } from './configuration-fields.ts';
import { placeOf } from './hover.ts';
import type { Hover } from './hover.ts';

/** What a key or value of a `.podspace.yaml` means; undefined where there is nothing to say. */
export function configurationHover(document: YamlDocument, offset: number): Hover | undefined {
  const steps = nodePathAt(document, offset);
  const place = placeOf(steps);
  if (!place) return undefined;
  const found = configurationAt(place.path);
  if (!found?.field) return undefined;
  const { type, description } = found.field;
  const last = steps.at(-1);
  const written = last?.kind === 'scalar' ? last.scalar.text : undefined;
  const choice = type.kind === 'choice' && type.choices.find(({ value }) => value === written);
  const documentation = choice ? `\`${choice.value}\`: ${choice.description}` : description;
  return { span: place.span, documentation, facts: [] };
}
