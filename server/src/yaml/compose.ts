import type { CST } from 'yaml';
import { resolveAlias } from './aliases.ts';
import { composeBlockMap, composeBlockSeq } from './compose-block.ts';
import { composeFlowCollection } from './compose-flow.ts';
import { composeBlockScalar, composeEmpty, composeFlowScalar } from './compose-scalar.ts';
import type { YamlNode } from './node.ts';
import {
  addFault,
  checkAnchorName,
  checkTrailing,
  readProps,
  spanOfToken,
  startOf,
} from './reading.ts';
import type { Props, Reading } from './reading.ts';
import { isTrivia } from './tokens.ts';

/** The root that the tokens of one text make, and where reading stopped short of the text's end. */
export interface Composed {
  readonly root: YamlNode | undefined;
  readonly restAt: number | undefined;
}

export function composeTokens(reading: Reading, tokens: readonly CST.Token[]): Composed {
  let root: YamlNode | undefined;
  let restAt: number | undefined;
  for (const token of tokens) {
    if (restAt !== undefined) break;
    if (token.type === 'space') readProps(reading, [token]);
    if (token.type === 'error') restAt = startOf(reading, token);
    if (token.type !== 'document') continue;
    root = composeValue(reading, token.value, readProps(reading, token.start), 'block') ?? root;
    readProps(reading, token.end?.filter((part) => part.type === 'space') ?? []);
    restAt = findRest(reading, token.end);
  }
  return { root, restAt };
}

/** Reads a node; an absent one that has an anchor is null for its aliases. */
function composeValue(
  reading: Reading,
  token: CST.Token | null | undefined,
  props: Props,
  context: 'block' | 'flow',
): YamlNode | undefined {
  const name = props.anchor?.source.slice(1);
  if (!token) {
    const last = props.tag ?? props.anchor;
    if (!last) return undefined;
    const empty = composeEmpty(reading, startOf(reading, last) + last.source.length, props);
    if (name !== undefined) reading.anchors.set(name, empty);
    return props.tag && empty;
  }
  if (name !== undefined) reading.anchors.set(name, undefined);
  const node = composeToken(reading, token, props, context);
  if (name !== undefined && node) reading.anchors.set(name, node);
  return node;
}

function composeToken(
  reading: Reading,
  token: CST.Token,
  props: Props,
  context: 'block' | 'flow',
): YamlNode | undefined {
  switch (token.type) {
    case 'alias':
      checkTrailing(reading, token.end);
      checkAnchorName(reading, token);
      return resolveAlias(reading, token.source.slice(1), spanOfToken(reading, token));
    case 'scalar':
    case 'single-quoted-scalar':
    case 'double-quoted-scalar':
      return composeFlowScalar(reading, token, props, context === 'flow');
    case 'block-scalar':
      return composeBlockScalar(reading, token, props);
    case 'block-map':
      return composeBlockMap(reading, token, composeValue);
    case 'block-seq':
      return composeBlockSeq(reading, token, composeValue);
    case 'flow-collection':
      return composeFlowCollection(reading, token, composeValue);
    default:
      addUnexpected(reading, token);
      return undefined;
  }
}

function addUnexpected(reading: Reading, token: CST.Token): void {
  const source = 'source' in token ? token.source : '';
  const span = spanOfToken(reading, { offset: token.offset, source });
  const message =
    source === '-'
      ? 'A list item cannot begin here; put it on a line of its own.'
      : `Unexpected ${JSON.stringify(source.slice(0, 20))}.`;
  addFault(reading, 'syntax', span, message);
}

/** Where text stands after the root that does not belong to it: indented less, or on the line of its end. */
function findRest(
  reading: Reading,
  end: readonly CST.SourceToken[] | undefined,
): number | undefined {
  const first = end?.find((token) => !isTrivia(token));
  return first && startOf(reading, first);
}
