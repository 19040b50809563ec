/**
 * What a document says of itself at its top level, found by a scan, without parsing: enough to leave alone what is
 * not ours. A document in flow style (JSON) is taken as possibly ours whenever it names both.
 */
export interface Sniffed {
  readonly apiVersion: string | undefined;
  readonly kind: string | undefined;
  /** Written with braces, so that the values above may belong to a nested object. */
  readonly flow: boolean;
}

const TOP_LEVEL =
  /^(?:"|')?(apiVersion|kind)(?:"|')?[ \t]*:[ \t]*(?:&\S+[ \t]+)?(?:"([^"\r\n]*)"|'([^'\r\n]*)'|([^\s#][^\r\n#]*?))[ \t]*(?:#[^\r\n]*)?$/gm;
const IN_FLOW = /"(apiVersion|kind)"\s*:\s*"([^"\r\n]*)"/g;
const FIRST_CHARACTER = /^(?:\uFEFF|\s|#[^\r\n]*(?:\r\n?|\n|$)|---(?=\s|$))*([^\s])/;

export function sniff(text: string): Sniffed {
  const flow = FIRST_CHARACTER.exec(text)?.[1] === '{';
  let apiVersion: string | undefined;
  let kind: string | undefined;
  for (const match of text.matchAll(flow ? IN_FLOW : TOP_LEVEL)) {
    const value = flow ? match[2] : (match[2] ?? match[3] ?? match[4]);
    if (match[1] === 'kind') kind ??= value;
    else apiVersion ??= value;
    if (apiVersion !== undefined && kind !== undefined) break;
  }
  return { apiVersion, kind, flow };
}

/** Whether the text holds an unrendered template action: Helm, Go or Jinja braces. */
export function hasTemplateAction(text: string): boolean {
  return text.includes('{{') && /\{\{[-~]?\s*[\w.$"'(/#%*!`]/.test(text);
}
