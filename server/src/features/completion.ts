import type { LinkedDocument } from '../analysis/linked.ts';
import { COMMON_KEYS, COMMON_VALUES, USUAL_ORDER } from '../kubernetes/common-fields.data.ts';
import { FIELD_HISTORY } from '../kubernetes/field-history.data.ts';
import { definitionOf, structure } from '../kubernetes/schema.ts';
import type { SchemaField, SchemaType } from '../kubernetes/schema-types.ts';
import { wordsForType } from '../kubernetes/schema-words.ts';
import { sniff } from '../kubernetes/sniff.ts';
import { spanOf } from '../text/span.ts';
import type { Span } from '../text/span.ts';
import { plain } from './completion-item.ts';
import type { CompletionItem } from './completion-item.ts';
import { keyNamesFor, keyValuesFor, namesFor } from './completion-names.ts';
import type { KnownName, NamePlace } from './completion-names.ts';
import { fieldSnippet, habitsOf, itemSnippet } from './completion-text.ts';
import type { Habits } from './completion-text.ts';
import { cursorAt } from './cursor.ts';
import type { Cursor } from './cursor.ts';
import { fieldDocumentation, valueDocumentation } from './field-documentation.ts';
import type { Surroundings } from './surroundings.ts';
import { typeAt } from './typed-path.ts';
import { own } from '../text/own.ts';

/** What can be written at an offset of a document. */
export function completion(
  linked: LinkedDocument,
  surroundings: Surroundings,
  offset: number,
): readonly CompletionItem[] {
  const { text } = linked.facts.chunk;
  const cursor = cursorAt(text, offset);
  if (!cursor) return [];
  const place: NamePlace = { linked, surroundings, cursor, offset };
  const { kind } = sniff(text);
  if (cursor.path.length === 0) {
    if (cursor.at.type === 'value') return identityValues(place, cursor.at.key) ?? valuesAt(place);
    if (kind === undefined) return identityFields(place);
  }
  return cursor.at.type === 'value' ? valuesAt(place) : keysAt(place);
}

function keysAt(place: NamePlace): readonly CompletionItem[] {
  const { cursor, linked } = place;
  const habits = habitsOf(linked.facts.chunk.text);
  const found = typeAt(linked.facts, cursor.path);
  const items = itemAt(place, habits);
  if (!found) return items;
  const { type, owner } = found;
  if (type.kind === 'object') return [...items, ...fields(type.definition, place, habits)];
  const path = owner ? `${owner.definition}.${owner.field}` : '';
  if (type.kind === 'map') {
    const known = [
      ...keyNamesFor(path, place),
      ...(COMMON_KEYS[path] ?? []).map((value) => ({ value, detail: 'common' })),
    ];
    return known
      .filter(({ value }, index) => known.findIndex((other) => other.value === value) === index)
      .filter(({ value }) => !cursor.present.has(String(value)))
      .map(({ value, detail }, index) => keyItem(String(value), detail, index, place));
  }
  if (type.kind === 'list') return items;
  // An item of a list of plain values.
  return values(path, type, place);
}

/** A new item of the list that ends above the cursor, or that begins there. */
function itemAt({ cursor, linked }: NamePlace, habits: Habits): readonly CompletionItem[] {
  const { layout, word } = cursor;
  if (layout.style !== 'block' || !layout.indent || word.end > word.start) return [];
  // Right below a key whose value is a list, its first item begins where the author's line does.
  const list = cursor.list ?? { path: cursor.path, dash: layout.column };
  const found = typeAt(linked.facts, list.path);
  if (found?.type.kind !== 'list' || !found.owner) return [];
  const { definition, field } = found.owner;
  return [
    {
      label: `- ${field}`,
      kind: 'snippet',
      detail: 'new item',
      documentation: fieldDocumentation(definition, field),
      span: layout.indent,
      snippet: ' '.repeat(list.dash) + itemSnippet(found.type.of, list.dash, habits),
      filterText: field,
      sortText: '0',
      retrigger: false,
    },
  ];
}

function fields(definition: string, place: NamePlace, habits: Habits): readonly CompletionItem[] {
  const { cursor } = place;
  const known = Object.entries(definitionOf(definition)?.fields ?? {}).filter(
    ([name]) => !isLater(`${definition}.${name}`, place),
  );
  return known
    .filter(
      ([name]) => !cursor.present.has(name) && !(name === 'status' && cursor.path.length === 0),
    )
    .map(([name, field]) => fieldItem(definition, name, field, place, habits));
}

/** It came after the Kubernetes that the manifest is for. */
function isLater(owner: string, { linked }: NamePlace): boolean {
  const history = own(FIELD_HISTORY, owner);
  const since = history?.alpha ?? history?.on;
  return since !== undefined && since > linked.kubernetesVersion;
}

function fieldItem(
  definition: string,
  name: string,
  field: SchemaField,
  place: NamePlace,
  habits: Habits,
): CompletionItem {
  const { layout, word } = place.cursor;
  const order = USUAL_ORDER.indexOf(name);
  return {
    label: name,
    kind: 'field',
    detail: (field.required ? 'required, ' : '') + wordsForType(field.type),
    documentation: fieldDocumentation(definition, name),
    span: spanWithIndent(place.cursor),
    snippet: indentFor(place.cursor) + keyText(name, field.type, place.cursor, habits, definition),
    filterText: name,
    sortText: `${field.required ? 1 : order >= 0 ? 2 : 3}${String(order >= 0 ? order : 99).padStart(2, '0')}${name}`,
    retrigger:
      !layout.keyed && word.end >= word.start && hasValues(`${definition}.${name}`, field.type),
  };
}

/** The key alone where its value stands already. */
function keyText(
  name: string,
  type: SchemaType,
  { layout }: Cursor,
  habits: Habits,
  holder: string,
): string {
  if (layout.keyed) return plain(layout.style === 'json' ? `"${name}"` : name);
  const snippet = fieldSnippet(name, type, layout, habits, holder);
  // A tab stop at the very end would keep the editor from offering the values.
  return snippet.replace(/^([^\n]*: )\$1$/, '$1');
}

/** The blanks of a line that has nothing else are written anew if they are not the map's. */
function spanWithIndent({ layout, word }: Cursor): Span {
  const indent = wrongIndent(layout);
  return indent ? spanOf(indent.start, word.end) : word;
}

function indentFor({ layout }: Cursor): string {
  return layout.style === 'block' && wrongIndent(layout) ? ' '.repeat(layout.column) : '';
}

function wrongIndent(layout: Cursor['layout']): Span | undefined {
  if (layout.style !== 'block' || !layout.indent) return undefined;
  return layout.indent.end - layout.indent.start === layout.column ? undefined : layout.indent;
}

function keyItem(
  name: string,
  detail: string,
  index: number,
  { cursor }: NamePlace,
): CompletionItem {
  const json = cursor.layout.style === 'json';
  const key = json ? `"${name}"` : name;
  return {
    label: name,
    kind: 'name',
    detail,
    documentation: '',
    span: spanWithIndent(cursor),
    snippet: indentFor(cursor) + plain(cursor.layout.keyed ? key : `${key}: `),
    filterText: name,
    sortText: `2${String(index).padStart(3, '0')}`,
    retrigger: !cursor.layout.keyed,
  };
}

function valuesAt(place: NamePlace): readonly CompletionItem[] {
  const { cursor, linked } = place;
  if (cursor.at.type !== 'value') return [];
  const { key } = cursor.at;
  const holder = typeAt(linked.facts, cursor.path);
  if (holder?.type.kind === 'map') {
    const path = holder.owner ? `${holder.owner.definition}.${holder.owner.field}` : '';
    return keyValuesFor(path, key, place).map((name, index) =>
      nameItem(name, index, holder.type, place),
    );
  }
  const found = typeAt(linked.facts, [...cursor.path, key]);
  if (!found?.owner) return [];
  return values(`${found.owner.definition}.${found.owner.field}`, found.type, place);
}

function values(owner: string, type: SchemaType, place: NamePlace): readonly CompletionItem[] {
  const names = namesFor(owner, place).map((name, index) => nameItem(name, index, type, place));
  const taken = new Set(names.map(({ label }) => label));
  const fixed = fixedValues(owner, type).filter((value) => !taken.has(value));
  return [
    ...names,
    ...fixed.map((value, index) => ({
      ...nameItem({ value, detail: '' }, index + 500, type, place),
      kind: 'value' as const,
      documentation: valueDocumentation(owner, value),
    })),
  ];
}

function fixedValues(owner: string, type: SchemaType): readonly string[] {
  if (type.kind === 'enum') return type.values.filter((value) => value !== '');
  if (type.kind === 'boolean') return ['true', 'false'];
  return COMMON_VALUES[owner] ?? [];
}

function hasValues(owner: string, type: SchemaType): boolean {
  if (fixedValues(owner, type).length > 0) return true;
  return type.kind === 'string' || type.kind === 'int-or-string';
}

function nameItem(
  { value, detail }: KnownName,
  index: number,
  type: SchemaType,
  { cursor }: NamePlace,
): CompletionItem {
  const text = String(value);
  return {
    label: text,
    kind: 'name',
    detail,
    documentation: '',
    span: cursor.word,
    snippet: plain(written(value, type, cursor)),
    filterText: text,
    sortText: `1${String(index).padStart(3, '0')}`,
    retrigger: false,
  };
}

/** With quotes where the value would be read as something else without. */
function written(value: string | number, type: SchemaType, { layout }: Cursor): string {
  const text = String(value);
  if (type.kind === 'boolean' || typeof value === 'number') return text;
  const json = layout.style === 'json';
  const ambiguous =
    /^(?:[\d.+-]|~$|(?:true|false|yes|no|on|off|null|y|n)$)|[:#]\s|^[\s&*!|>'"%@`{}[\],?]/i;
  return json || ambiguous.test(text) ? JSON.stringify(text) : text;
}

/** What makes a document one of Kubernetes', while it is nothing else yet. */
function identityFields(place: NamePlace): readonly CompletionItem[] {
  const { present, layout } = place.cursor;
  if (layout.style !== 'block' || [...present].some((key) => !IDENTITY.includes(key))) return [];
  return IDENTITY.filter((name) => !present.has(name)).map((name, index) =>
    keyItem(name, 'of Kubernetes', index, place),
  );
}

const IDENTITY = ['apiVersion', 'kind'];

/** The values of `apiVersion` and `kind`, by the kinds that have a schema. */
function identityValues(place: NamePlace, key: string): readonly CompletionItem[] | undefined {
  if (key !== 'apiVersion' && key !== 'kind') return undefined;
  const { apiVersion, kind } = sniff(place.linked.facts.chunk.text);
  const roots = Object.keys(structure().roots).map((root) => {
    const slash = root.lastIndexOf('/');
    return { apiVersion: root.slice(0, slash), kind: root.slice(slash + 1) };
  });
  const fitting =
    key === 'kind'
      ? roots.filter((root) => (apiVersion ?? '') === '' || root.apiVersion === apiVersion)
      : roots.filter((root) => (kind ?? '') === '' || root.kind === kind);
  const candidates = fitting.length > 0 ? fitting : roots;
  return [...new Set(candidates.map((root) => root[key]))].map((value, index) => ({
    ...nameItem({ value, detail: '' }, index, { kind: 'string' }, place),
    kind: 'value' as const,
  }));
}
