import type { CST } from 'yaml';
import type { ComposeValue } from './compose-block.ts';
import { verbatimScalar } from './compose-scalar.ts';
import type { YamlScalar } from './node.ts';
import { addFault } from './reading.ts';
import type { Props, Reading } from './reading.ts';

/** Reads the key of a pair; a map or list as key is refused, as in JSON, and read as its own characters. */
export function composeKey(
  reading: Reading,
  token: CST.Token | null | undefined,
  props: Props,
  context: 'block' | 'flow',
  compose: ComposeValue,
): YamlScalar | undefined {
  const node = compose(reading, token, props, context);
  if (!node || node.kind === 'scalar') return node;
  const { aliased, span } = node;
  addFault(reading, 'syntax', span, 'A key has to be plain or quoted text.');
  return { ...verbatimScalar(reading, span), aliased };
}

/** A key and its colon stand on one line, at most 1024 characters apart (yaml_simple_key_is_valid). */
export function checkKeyLength(reading: Reading, key: YamlScalar, colonAt: number): void {
  const { start, end } = key.span;
  const between = reading.text.slice(start, colonAt);
  if (between.length <= LONGEST_KEY && !/[\r\n]/.test(between)) return;
  if (reading.text.charCodeAt(start) === 63) return;
  const message =
    between.length > LONGEST_KEY
      ? 'A key can have 1024 characters at most.'
      : 'A key and its colon have to stand on one line.';
  addFault(reading, 'syntax', { start, end }, message);
}

const LONGEST_KEY = 1024;
