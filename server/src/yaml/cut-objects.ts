/**
 * The offsets at which the JSON objects behind the first begin, where a text is a row of them, or up to what cannot be
 * one. kubectl reads a file that begins with a brace so, one object after the other (NewYAMLOrJSONDecoder in
 * k8s.io/apimachinery/pkg/util/yaml); to a parser of YAML it is one broken document.
 */
export function objectsBehindFirst(text: string): readonly number[] {
  const starts: number[] = [];
  let begin = beginOfObject(text, 0);
  while (begin !== undefined) {
    const end = endOfObject(text, begin);
    begin = end === undefined ? undefined : beginOfObject(text, end);
    if (begin !== undefined) starts.push(begin);
  }
  return starts;
}

/** Where the first thing that is no blank is an object of JSON; a template's `{{` is none. */
function beginOfObject(text: string, from: number): number | undefined {
  BEGIN.lastIndex = from;
  return BEGIN.test(text) ? BEGIN.lastIndex - 1 : undefined;
}

/** The offset behind the brace that closes the object; undefined where it, or a text in quotes, is not closed. */
function endOfObject(text: string, start: number): number | undefined {
  let depth = 0;
  SIGN.lastIndex = start;
  for (let sign = SIGN.exec(text)?.[0]; sign !== undefined; sign = SIGN.exec(text)?.[0]) {
    if (sign === '"') {
      const end = endOfQuoted(text, SIGN.lastIndex);
      if (end === undefined) return undefined;
      SIGN.lastIndex = end;
    } else if (sign === '{' || sign === '[') depth++;
    else depth--;
    if (depth === 0) return SIGN.lastIndex;
  }
  return undefined;
}

/** The offset behind the quotation mark that closes what begins at `from`: one that no backslash stands for. */
function endOfQuoted(text: string, from: number): number | undefined {
  for (let mark = text.indexOf('"', from); mark >= 0; mark = text.indexOf('"', mark + 1)) {
    let run = mark;
    while (run > from && text.charCodeAt(run - 1) === BACKSLASH) run--;
    if ((mark - run) % 2 === 0) return mark + 1;
  }
  return undefined;
}

const BACKSLASH = 92;
const BEGIN = /[ \t\r\n]*\{(?!\{)/y;
const SIGN = /[{}[\]"]/g;
