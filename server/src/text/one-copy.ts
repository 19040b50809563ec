/**
 * The same text. Of equal texts that were given to it the engine keeps one copy, for as long as anybody has one: names
 * of properties are kept so. A text that was put together is several objects else, each time.
 */
export function oneCopy(text: string): string {
  names[text] = true;
  Reflect.deleteProperty(names, text);
  return text;
}

/** Always empty; without a prototype, whose properties a text could name. */
const names = Object.create(null) as Record<string, true>;
