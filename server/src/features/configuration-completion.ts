import { NEWEST_KUBERNETES } from '../kubernetes/version.ts';
import type { ConfigurationField, ConfigurationType } from '../rules/configuration-schema.ts';
import { spanOf } from '../text/span.ts';
import { plain } from './completion-item.ts';
import type { CompletionItem } from './completion-item.ts';
import { habitsOf } from './completion-text.ts';
import type { Habits } from './completion-text.ts';
import { configurationAt } from './configuration-fields.ts';
import { cursorAt } from './cursor.ts';
import type { Cursor } from './cursor.ts';

/** What can be written at an offset of a `.podspace.yaml`. */
export function configurationCompletion(text: string, offset: number): readonly CompletionItem[] {
  const cursor = cursorAt(text, offset);
  if (!cursor) return [];
  const { at, path } = cursor;
  if (at.type === 'value') {
    const place = configurationAt([...path, at.key]);
    return place ? valuesOf(place.type).map((one, index) => valueItem(one, index, cursor)) : [];
  }
  const place = configurationAt(path);
  if (place?.type.kind !== 'map') return [];
  const habits = habitsOf(text);
  return Object.entries(place.type.fields)
    .filter(([key]) => !cursor.present.has(key))
    .map(([key, field], index) => keyItem(key, field, index, cursor, habits));
}

interface Value {
  readonly text: string;
  readonly label: string;
  readonly documentation: string;
}

function valuesOf(type: ConfigurationType): readonly Value[] {
  if (type.kind === 'choice')
    return type.choices.map(({ value, description }) => ({
      text: value,
      label: value,
      documentation: description,
    }));
  if (type.kind !== 'version') return [];
  const versions = Array.from({ length: VERSIONS }, (_, age) => `1.${NEWEST_KUBERNETES - age}`);
  // Without quotes 1.30 would be the number 1.3.
  return versions.map((label) => ({ text: `'${label}'`, label, documentation: '' }));
}

/** As many are in use; Kubernetes itself supports the last three or four. */
const VERSIONS = 12;

function valueItem(value: Value, index: number, { word, layout }: Cursor): CompletionItem {
  const text = layout.style === 'json' ? JSON.stringify(value.label) : value.text;
  return {
    label: value.label,
    kind: 'value',
    detail: '',
    documentation: value.documentation,
    span: word,
    snippet: plain(text),
    filterText: value.label,
    sortText: String(index).padStart(3, '0'),
    retrigger: false,
  };
}

function keyItem(
  key: string,
  { description, type, required }: ConfigurationField,
  index: number,
  cursor: Cursor,
  habits: Habits,
): CompletionItem {
  const { layout, word } = cursor;
  const indent = layout.style === 'block' ? layout.indent : undefined;
  // The blanks of a line that has nothing else are written anew if they are not the map's.
  const wrong =
    indent && layout.style === 'block' && indent.end - indent.start !== layout.column
      ? indent
      : undefined;
  const blanks = layout.style === 'block' && wrong ? ' '.repeat(layout.column) : '';
  return {
    label: key,
    kind: 'field',
    detail: required ? 'required' : '',
    documentation: description,
    span: wrong ? spanOf(wrong.start, word.end) : word,
    snippet: blanks + keyText(key, type, cursor, habits),
    filterText: key,
    sortText: `${required ? 0 : 1}${String(index).padStart(3, '0')}`,
    retrigger: !layout.keyed && valuesOf(type).length > 0,
  };
}

/** The key alone where its value stands already. */
function keyText(key: string, type: ConfigurationType, { layout }: Cursor, habits: Habits): string {
  const written = plain(layout.style === 'json' ? `"${key}"` : key);
  if (layout.keyed) return written;
  if (layout.style !== 'block') return `${written}: ${layout.style === 'json' ? '$1' : ''}`;
  const below = (blanks: number): string => habits.lineBreak + ' '.repeat(layout.column + blanks);
  if (type.kind === 'map') return `${written}:${below(habits.step)}$1`;
  if (type.kind !== 'list' || type.of.kind === 'port') return `${written}: ${inline(type)}`;
  return `${written}:${below(habits.indentsLists ? habits.step : 0)}- ${itemText(type.of)}`;
}

function inline(type: ConfigurationType): string {
  return type.kind === 'list' ? '[$1]' : '';
}

/** The required keys of a map, since the others are offered once it is begun. */
function itemText(type: ConfigurationType): string {
  if (type.kind === 'list') return '[$1]';
  if (type.kind !== 'map') return '$1';
  const [first] = Object.entries(type.fields).find(([, field]) => field.required) ?? [''];
  return `${plain(first)}: $1`;
}
