import type { DocumentFacts } from '../analysis/facts.ts';
import type { Resource } from '../kubernetes/model.ts';
import { applyEdits } from '../text/edit.ts';
import type { TextEdit } from '../text/edit.ts';
import { spanOf } from '../text/span.ts';
import type { YamlDocument } from '../yaml/document.ts';
import { insertPair, replaceValue } from '../yaml/edit.ts';
import type { Edits } from '../yaml/edit.ts';
import { indentOfLine, lineBefore, lineBreakOf, lineStartOf } from '../yaml/layout.ts';
import { valueOf } from '../yaml/node.ts';
import { parseDocument } from '../yaml/parse.ts';
import type { Problem } from './rule.ts';
import { IGNORE_ANNOTATION, scalarHolderStart } from './suppression.ts';

/** A comment to be written on a line of its own. */
export interface CommentLine {
  /** Where the line begins. */
  readonly at: number;
  /** Without the line break; the reason is for the author to add. */
  readonly line: string;
  readonly lineBreak: string;
}

/**
 * The comment that ignores a problem, right above its line, or above the key of the scalar that it lies in; undefined
 * where no comment can stand there.
 */
export function ignoreComment({ document, span, rule }: Problem): CommentLine | undefined {
  const holder = scalarHolderStart(document.yaml.root, span);
  return (
    commentAbove(document, span.start, rule) ??
    (holder === undefined ? undefined : commentAbove(document, holder, rule))
  );
}

/** The comment that ignores a rule in a whole file, given the file's first document. */
export function ignoreFileComment(first: DocumentFacts, rule: string): CommentLine | undefined {
  if (isJson(first)) return undefined;
  const { text } = first.chunk;
  const at = text.startsWith('\uFEFF') ? 1 : 0;
  const comment = {
    at,
    line: `# podspace-ignore-file ${rule}`,
    lineBreak: lineBreakOf(text),
  };
  return isComment(first, comment) ? comment : undefined;
}

/** Adds a rule to the annotation of a resource that ignores it in all of the resource. */
export function ignoreAnnotation({ yaml }: DocumentFacts, resource: Resource, rule: string): Edits {
  const known = annotationEdits.get(resource) ?? new Map<string, Edits>();
  annotationEdits.set(resource, known);
  const edits = known.has(rule) ? known.get(rule) : annotate(yaml, resource, rule);
  known.set(rule, edits);
  return edits;
}

/** All of a broken document is read for one, and asked about again when it is chosen. */
const annotationEdits = new WeakMap<Resource, Map<string, Edits>>();

function annotate(yaml: YamlDocument, { node, annotations }: Resource, rule: string): Edits {
  const written = annotations.findLast(({ key }) => key.value === IGNORE_ANNOTATION)?.value;
  if (written) {
    const rules = [written.value, rule].filter((part) => part !== '');
    return replaceValue(yaml, written.node, rules.join(', '));
  }
  const metadata = valueOf(node, 'metadata');
  if (metadata?.kind !== 'map') return undefined;
  const map = valueOf(metadata, 'annotations');
  return map?.kind === 'map'
    ? insertPair(yaml, map, IGNORE_ANNOTATION, rule)
    : insertPair(yaml, metadata, 'annotations', { [IGNORE_ANNOTATION]: rule });
}

/** The comment as an edit, with more text at its end. */
export function asEdit({ at, line, lineBreak }: CommentLine, more = ''): TextEdit {
  return { span: spanOf(at, at), newText: line + more + lineBreak };
}

function commentAbove(
  document: DocumentFacts,
  offset: number,
  rule: string,
): CommentLine | undefined {
  const { text } = document.chunk;
  const at = lineStartOf(text, offset);
  // What stands above a document's mark belongs to the document before.
  if (isJson(document) || text.startsWith('---', at)) return undefined;
  if (lineBefore(text, offset).includes('\t')) return undefined;
  const comment = {
    at,
    line: `${' '.repeat(indentOfLine(text, offset))}# podspace-ignore ${rule}`,
    lineBreak: lineBreakOf(text),
  };
  return isComment(document, comment) ? comment : undefined;
}

/** Whether the line is read as a comment, and the rest as before, whatever rule it names. */
function isComment({ yaml }: DocumentFacts, comment: CommentLine): boolean {
  const known = commentPlaces.get(yaml) ?? new Map<string, boolean>();
  commentPlaces.set(yaml, known);
  const start = comment.at + comment.line.indexOf('#');
  const place = `${comment.at}:${start}`;
  const answer = known.get(place) ?? isReadAsComment(yaml, comment, start);
  known.set(place, answer);
  return answer;
}

/** A long document is read for each place, and its first line is asked about for every problem. */
const commentPlaces = new WeakMap<YamlDocument, Map<string, boolean>>();

function isReadAsComment(yaml: YamlDocument, comment: CommentLine, start: number): boolean {
  const after = parseDocument(applyEdits(yaml.text, [asEdit(comment)]));
  return (
    after.faults.length <= yaml.faults.length &&
    after.comments.some(({ span, ownLine }) => ownLine && span.start === start)
  );
}

/** kubectl takes what begins with a brace for JSON, which has no comments. */
function isJson({ yaml }: DocumentFacts): boolean {
  return yaml.root !== undefined && yaml.root.kind !== 'scalar' && yaml.root.flow;
}
