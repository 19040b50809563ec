/**
 * What a document says of itself at its top level, found by a scan, without parsing: enough to leave alone what is
 * not ours. A document in flow style (JSON) is taken as possibly ours whenever it names both.
 */
export interface Sniffed {
  readonly apiVersion: string | undefined;
  readonly kind: string | undefined;
  /** Written with braces, so that the values above may belong to a nested object. */
  readonly flow: boolean;
  /** It begins with the two braces of a template, which no manifest does. */
  readonly template: boolean;
}

const TOP_LEVEL =
  /^([ ]*)(?:"|')?(apiVersion|kind)(?:"|')?[ \t]*:[ \t]*(?:&\S+[ \t]+)?(?:"([^"\r\n]*)"[ \t]*|'([^'\r\n]*)'[ \t]*|([^\s#][^\r\n#]*))(?:#[^\r\n]*)?$/gm;
const IN_FLOW = /"(apiVersion|kind)"\s*:\s*"([^"\r\n]*)"/g;
/**
 * Blanks, comments, directives and the document's own marker, then the first line's indentation. Two braces begin a
 * template, whose own lines say nothing of the others' indentation.
 */
const BEFORE_CONTENT =
  /^(?:[ \t]*(?:#[^\r\n]*|%[^\r\n]*|---[ \t]*(?:#[^\r\n]*)?)?(?:\r\n?|\n))*([ ]*)(\{\{|\S)/;

export function sniff(text: string): Sniffed {
  const content = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const [, indent = '', first] = BEFORE_CONTENT.exec(content) ?? [];
  const template = first === '{{';
  const flow = first === '{' || /^---[ \t]+\{/.test(content);
  const found = flow ? sniffFlow(content) : sniffBlock(content, template ? '' : indent);
  return { ...found, flow, template };
}

type Found = Pick<Sniffed, 'apiVersion' | 'kind'>;

function sniffFlow(text: string): Found {
  let found: Found = { apiVersion: undefined, kind: undefined };
  for (const [, key, value] of text.matchAll(IN_FLOW)) found = withFound(found, key, value);
  return found;
}

function sniffBlock(text: string, indent: string): Found {
  let found: Found = { apiVersion: undefined, kind: undefined };
  for (const match of text.matchAll(TOP_LEVEL)) {
    if (match[1] !== indent) continue;
    found = withFound(found, match[2], match[3] ?? match[4] ?? match[5]?.trimEnd());
    if (found.apiVersion !== undefined && found.kind !== undefined) break;
  }
  return found;
}

/** The first of each counts: in a List the items' own come later. */
function withFound(found: Found, key: string | undefined, value: string | undefined): Found {
  if (key === 'kind') return { ...found, kind: found.kind ?? value };
  return { ...found, apiVersion: found.apiVersion ?? value };
}
