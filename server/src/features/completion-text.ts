import { COMMON_FIELDS } from '../kubernetes/common-fields.data.ts';
import { definitionOf, fieldOf } from '../kubernetes/schema.ts';
import type { SchemaType } from '../kubernetes/schema-types.ts';
import type { Layout } from './cursor.ts';
import { plain } from './completion-item.ts';

/** How the author indents. */
export interface Habits {
  /** Blanks for each level. */
  readonly step: number;
  /** The dashes of a list stand deeper than its key. */
  readonly indentsLists: boolean;
  readonly lineBreak: string;
}

/** Learnt from the first nested map and the first list of the text. */
export function habitsOf(text: string): Habits {
  const nested = /^( *)[^\s#-][^\r\n]*:[ \t]*\r?\n( +)[^\s#-]/m.exec(text);
  const step = nested ? (nested[2] ?? '').length - (nested[1] ?? '').length : 2;
  const list = /^( *)[^\s#-][^\r\n]*:[ \t]*\r?\n( *)- /m.exec(text);
  return {
    step: step > 0 && step <= 8 ? step : 2,
    indentsLists: !list || (list[2] ?? '').length > (list[1] ?? '').length,
    lineBreak: text.includes('\r\n') ? '\r\n' : '\n',
  };
}

/** A field of the definition `holder` with its required children, as a snippet. */
export function fieldSnippet(
  name: string,
  type: SchemaType,
  layout: Layout,
  habits: Habits,
  holder: string,
): string {
  const stops = new Stops();
  if (layout.style === 'block') return blockField(name, type, layout.column, habits, stops, holder);
  return flowField(name, type, layout.style === 'json', stops);
}

/** A new item of a list, from its dash on. */
export function itemSnippet(type: SchemaType, dash: number, habits: Habits): string {
  return `- ${blockItem(type, dash, habits, new Stops())}`;
}

class Stops {
  #last = 0;
  next(): string {
    this.#last++;
    return `$${this.#last}`;
  }
}

function blockField(
  name: string,
  type: SchemaType,
  column: number,
  habits: Habits,
  stops: Stops,
  holder = '',
): string {
  const key = `${plain(name)}:`;
  const below = (blanks: number): string => habits.lineBreak + ' '.repeat(blanks);
  switch (type.kind) {
    case 'object': {
      const children = childrenOf(type.definition, holder);
      const deeper = column + habits.step;
      if (children.length === 0) return `${key}${below(deeper)}${stops.next()}`;
      return (
        key +
        children
          .map(
            (child) =>
              below(deeper) +
              blockField(child.name, child.type, deeper, habits, stops, type.definition),
          )
          .join('')
      );
    }
    case 'list': {
      const dash = habits.indentsLists ? column + habits.step : column;
      return `${key}${below(dash)}- ${blockItem(type.of, dash, habits, stops)}`;
    }
    case 'map':
      return `${key}${below(column + habits.step)}${stops.next()}`;
    default:
      return `${key} ${stops.next()}`;
  }
}

function blockItem(type: SchemaType, dash: number, habits: Habits, stops: Stops): string {
  if (type.kind !== 'object') return stops.next();
  const children = childrenOf(type.definition, '');
  const column = dash + 2;
  if (children.length === 0) return stops.next();
  return children
    .map((child) => blockField(child.name, child.type, column, habits, stops))
    .join(habits.lineBreak + ' '.repeat(column));
}

function flowField(name: string, type: SchemaType, json: boolean, stops: Stops): string {
  return `${json ? `"${plain(name)}"` : plain(name)}: ${flowValue(type, json, stops)}`;
}

function flowValue(type: SchemaType, json: boolean, stops: Stops): string {
  switch (type.kind) {
    case 'object': {
      const children = childrenOf(type.definition, '');
      if (children.length === 0) return `{${stops.next()}\\}`;
      return `{${children.map((child) => flowField(child.name, child.type, json, stops)).join(', ')}\\}`;
    }
    case 'list':
      return `[${flowValue(type.of, json, stops)}]`;
    case 'map':
      return `{${stops.next()}\\}`;
    case 'string':
    case 'base64':
    case 'quantity':
      return json ? `"${stops.next()}"` : stops.next();
    default:
      return stops.next();
  }
}

interface Child {
  readonly name: string;
  readonly type: SchemaType;
}

/** What a map is written with at once: the fields that it must have, and those that nearly all have. */
function childrenOf(definition: string, holder: string): readonly Child[] {
  const common = COMMON_FIELDS[`${holder}:${definition}`] ?? COMMON_FIELDS[definition] ?? [];
  const required = Object.entries(definitionOf(definition)?.fields ?? {})
    .filter(([, field]) => field.required)
    .map(([name]) => name);
  const names = [
    ...new Set([...required.filter((name) => name === 'name'), ...common, ...required]),
  ];
  return names.flatMap((name) => {
    const field = fieldOf(definition, name);
    return field ? [{ name, type: field.type }] : [];
  });
}
