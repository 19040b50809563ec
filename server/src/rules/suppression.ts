import type { DocumentFacts } from '../analysis/facts.ts';
import { remembered } from '../analysis/remembered.ts';
import type { LocatedText } from '../kubernetes/located.ts';
import type { Resource } from '../kubernetes/model.ts';
import { groupBy } from '../text/group-by.ts';
import { lastIndexWhere } from '../text/search.ts';
import { covers, spanOf } from '../text/span.ts';
import type { Span } from '../text/span.ts';
import type { YamlComment } from '../yaml/document.ts';
import type { YamlMap, YamlNode, YamlSeq } from '../yaml/node.ts';

/** What an author asked not to be told. */
export interface Suppression {
  readonly reach: Reach;
  readonly rules: readonly SuppressedRule[];
  /** The comment, or the annotation's value. */
  readonly span: Span;
  /** The comment that says it; absent for an annotation. */
  readonly comment: YamlComment | undefined;
}

export interface SuppressedRule {
  readonly id: string;
  readonly span: Span;
}

type Reach =
  /** Problems that begin on these characters. */
  | { readonly type: 'line'; readonly line: Span }
  | { readonly type: 'resource'; readonly resource: Resource }
  | { readonly type: 'file' };

/** The annotation for manifests that are generated, in which a comment would not last. */
export const IGNORE_ANNOTATION = 'podspace.dev/ignore';

const DIRECTIVE = /^#\s*podspace-ignore(-file)?(?![\w-])/;

/** Comments for one line and annotations for one resource: what reaches no further than the document. */
export function suppressionsIn(facts: DocumentFacts): readonly Suppression[] {
  const lineAfter = linesAfter(facts.chunk.text);
  const comments = facts.yaml.comments.flatMap((comment) =>
    fromComment(facts, comment, ({ ownLine, span }) =>
      ownLine ? lineAfter(span.end) : lineAround(facts.chunk.text, span.start),
    ),
  );
  return [...comments, ...facts.kubernetes.resources.flatMap(fromAnnotation)];
}

/** `# podspace-ignore-file` above the first document's content, given that document. */
export function fileSuppressionsIn(facts: DocumentFacts): readonly Suppression[] {
  // Asked at every edit of the file, wherever it is.
  return remembered(facts, readFileSuppressions);
}

function readFileSuppressions(facts: DocumentFacts): readonly Suppression[] {
  // Most documents never speak of it, and are not parsed only to find that out.
  if (!facts.chunk.text.includes('podspace-ignore-file')) return [];
  const top = facts.yaml.root?.span.start ?? facts.chunk.text.length;
  return facts.yaml.comments
    .filter((comment) => comment.span.start < top)
    .flatMap((comment) => fromComment(facts, comment, undefined));
}

/** Something at a place that a suppression may reach. */
interface Reached {
  readonly rule: string;
  readonly span: Span;
  readonly resource: Resource | undefined;
}

/** What says, with one reach, that one rule is ignored; one list for all who ask. */
export type Ignoring = readonly SuppressedRule[];

/** Tells what ignores a problem, without a look at what is said of other lines, resources or rules. */
export function ignoring(
  suppressions: readonly Suppression[],
  facts: DocumentFacts,
): (problem: Reached) => readonly Ignoring[] {
  const ofFile = byRule(suppressions.filter(({ reach }) => reach.type === 'file'));
  const ofResources = groupBy(suppressions, ({ reach }) =>
    reach.type === 'resource' ? reach.resource : undefined,
  );
  const byRuleIn = new Map([...ofResources].map(([resource, said]) => [resource, byRule(said)]));
  const lines = linesOf(suppressions);
  const holderStart = holderStarts(facts.yaml.root);
  const onLine = (offset: number): ByRule | undefined => {
    const line = lines[lastIndexWhere(lines, ({ start }) => start <= offset)];
    return line && offset <= line.end ? line.rules : undefined;
  };
  return ({ rule, span, resource }) => {
    const wide = [ofFile, resource && byRuleIn.get(resource)];
    // No YAML comment can stand inside a script, so one at the script's first line speaks for all of it.
    const outer = lines.length === 0 ? undefined : holderStart(span);
    const near = [onLine(span.start), outer === undefined ? undefined : onLine(outer)];
    return [...new Set([...wide, ...near])].flatMap((rules) => {
      const found = rules?.get(rule);
      return found ? [found] : [];
    });
  };
}

type ByRule = ReadonlyMap<string, Ignoring>;

function byRule(suppressions: readonly Suppression[]): ByRule {
  return groupBy(
    suppressions.flatMap(({ rules }) => rules),
    ({ id }) => id,
  );
}

interface SuppressedLine extends Span {
  readonly rules: ByRule;
}

/** Lines with what is said of each, in the text's order. */
function linesOf(suppressions: readonly Suppression[]): readonly SuppressedLine[] {
  const ofLines = groupBy(suppressions, ({ reach }) =>
    reach.type === 'line' ? reach.line.start : undefined,
  );
  return [...ofLines.values()]
    .flatMap((said) => {
      const reach = said[0]?.reach;
      return reach?.type === 'line' ? [{ ...reach.line, rules: byRule(said) }] : [];
    })
    .sort((one, other) => one.start - other.start);
}

/** Where the pair or item begins whose value is the scalar that the span lies in. */
export function scalarHolderStart(root: YamlNode | undefined, span: Span): number | undefined {
  return holderStarts(root)(span);
}

interface Part {
  readonly value: YamlNode;
  readonly span: Span;
}

/** The same for many spans: of a long list only a few items are looked at for each. */
function holderStarts(root: YamlNode | undefined): (span: Span) => number | undefined {
  const known = new Map<YamlNode, readonly Part[]>();
  const partsOf = (node: YamlMap | YamlSeq): readonly Part[] => {
    const parts = known.get(node) ?? writtenParts(node);
    known.set(node, parts);
    return parts;
  };
  return (span) => {
    let node = root;
    let holder: number | undefined;
    while (node && node.kind !== 'scalar') {
      const parts = partsOf(node);
      const last = parts[lastIndexWhere(parts, ({ value }) => value.span.start <= span.start)];
      const part = last && covers(last.value.span, span) ? last : undefined;
      holder = part?.span.start;
      node = part?.value;
    }
    return node ? holder : undefined;
  };
}

/** In the text's order, without what an alias or a merge key brings in. */
function writtenParts(node: YamlMap | YamlSeq): readonly Part[] {
  const parts = node.kind === 'map' ? node.pairs : node.items;
  return parts.flatMap(({ value, span }) => (value && !value.aliased ? [{ value, span }] : []));
}

/** `lineOf` tells the line that a comment speaks of; without it, those are wanted that speak of the file. */
function fromComment(
  facts: DocumentFacts,
  comment: YamlComment,
  lineOf: ((comment: YamlComment) => Span) | undefined,
): readonly Suppression[] {
  const { text } = facts.chunk;
  const written = text.slice(comment.span.start, comment.span.end);
  const directive = DIRECTIVE.exec(written);
  if (!directive || (directive[1] === undefined) !== (lineOf !== undefined)) return [];
  const reach: Suppression['reach'] = lineOf
    ? { type: 'line', line: lineOf(comment) }
    : { type: 'file' };
  const from = directive[0].length;
  const colon = written.indexOf(':', from);
  const list = written.slice(from, colon < 0 ? undefined : colon);
  return [{ reach, rules: idsIn(list, comment.span.start + from), span: comment.span, comment }];
}

function fromAnnotation(resource: Resource): readonly Suppression[] {
  return resource.annotations.flatMap(({ key, value }) =>
    key.value === IGNORE_ANNOTATION && value
      ? [
          {
            reach: { type: 'resource', resource },
            rules: idsInScalar(value),
            span: value.span,
            comment: undefined,
          },
        ]
      : [],
  );
}

/** Ids in a plain or simply quoted value stand where they seem to; elsewhere the whole value is pointed at. */
function idsInScalar({ value, span, node }: LocatedText): readonly SuppressedRule[] {
  const quote = span.end - span.start - value.length;
  const exact = !node.aliased && (quote === 0 || quote === 2);
  return idsIn(value, span.start + quote / 2).map((rule) => (exact ? rule : { ...rule, span }));
}

/** More than there are rules: what stands behind them ignores nothing. */
const MOST_IDS = 200;

function idsIn(list: string, start: number): readonly SuppressedRule[] {
  return [...list.matchAll(/[^\s,]+/g)].slice(0, MOST_IDS).map((match) => ({
    id: match[0],
    span: spanOf(start + match.index, start + match.index + match[0].length),
  }));
}

/** The line of `offset`, without its line break. */
function lineAround(text: string, offset: number): Span {
  let start = offset;
  while (start > 0 && !isBreak(text, start - 1)) start--;
  return spanOf(start, lineEnd(text, offset));
}

/**
 * The next line after the end of one that holds more than blanks and a comment. Thousands of comments may stand in
 * front of it, and each asks: what one has passed is not passed again.
 */
function linesAfter(text: string): (end: number) => Span {
  const known = new Map<number, Span | 'none'>();
  return (end) => {
    const passed: number[] = [];
    let at = end;
    let found = known.get(at);
    while (!found && at < text.length) {
      passed.push(at);
      const start = at + (text.startsWith('\r\n', at) ? 2 : 1);
      const line = spanOf(start, lineEnd(text, start));
      if (/^[ \t]*[^\s#]/.test(text.slice(line.start, line.end))) found = line;
      else found = known.get((at = line.end));
    }
    for (const one of passed) known.set(one, found ?? 'none');
    return !found || found === 'none' ? spanOf(end, end) : found;
  };
}

function lineEnd(text: string, from: number): number {
  let end = from;
  while (end < text.length && !isBreak(text, end)) end++;
  return end;
}

function isBreak(text: string, offset: number): boolean {
  return text[offset] === '\n' || text[offset] === '\r';
}
