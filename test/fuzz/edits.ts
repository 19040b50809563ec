import fc from 'fast-check';
import { settleAll } from './editor.ts';
import type { Editor } from './editor.ts';

/** One thing that a person, or a faulty program, does to a text. Places are parts of its length, from 0 to 999. */
export type Edit =
  | { readonly type: 'insert'; readonly at: number; readonly text: string }
  | { readonly type: 'delete'; readonly at: number; readonly length: number }
  /** Puts a piece of the text, or of another manifest, elsewhere. */
  | { readonly type: 'paste'; readonly at: number; readonly from: number; readonly length: number }
  | { readonly type: 'undo' }
  /** Looks at the problems. */
  | { readonly type: 'pause' };

/** UTF-16 units, of which many are only the half of a character. */
export const anyHalf: fc.Arbitrary<string> = fc
  .oneof(fc.nat(0xffff), fc.integer({ min: 0xd7f0, max: 0xe010 }))
  .map((unit) => String.fromCharCode(unit));

/** What YAML, shells and editors treat in a special way. */
const PIECES = [
  ...[
    '"',
    "'",
    '|',
    '>',
    '|-\n',
    '>+2\n',
    '---\n',
    '\n---\n',
    '...\n',
    '- ',
    '\n- ',
    ': ',
    '? ',
    ', ',
  ],
  ...[
    '{',
    '}',
    '[',
    ']',
    '[]',
    '#',
    ' #',
    '&a ',
    '*a',
    '<<: *a',
    '!!int ',
    '%YAML 1.1\n',
    '@',
    '`',
  ],
  ...[
    '\t',
    '\r',
    '\n',
    '\r\n',
    '\u0085',
    '\u2028',
    '\ufeff',
    '\u0000',
    '\ud800',
    '\udfff',
    '😀',
    ' ',
  ],
  ...[
    '$(',
    '$((',
    '${',
    '<<EOF\n',
    '&&',
    '{{',
    '{{- if .a }}',
    '}}',
    '\\',
    '__proto__',
    'constructor',
  ],
  ...[
    'apiVersion: v1\n',
    'kind: Pod\n',
    '  containers:\n',
    'name: ',
    'ports:\n',
    '8080',
    '~',
    'null',
  ],
  ...['# podspace-ignore', '# podspace-ignore-file port-conflict: a\n', '  ', '    ', '-', ':'],
];

const text = fc.oneof(
  fc.constantFrom(...PIECES),
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.string({ unit: anyHalf, maxLength: 12 }),
  fc.array(fc.constantFrom(...PIECES), { maxLength: 4 }).map((pieces) => pieces.join('')),
);
const place = fc.nat(999);
const length = fc.nat(80);

export const anyEdit: fc.Arbitrary<Edit> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ type: fc.constant('insert' as const), at: place, text }) },
  { weight: 3, arbitrary: fc.record({ type: fc.constant('delete' as const), at: place, length }) },
  {
    weight: 2,
    arbitrary: fc.record({ type: fc.constant('paste' as const), at: place, from: place, length }),
  },
  { weight: 1, arbitrary: fc.constant({ type: 'undo' as const }) },
  { weight: 1, arbitrary: fc.constant({ type: 'pause' as const }) },
);

/** Makes the edits one by one, each as a change of its own; `other` is where pieces are copied from. */
export async function typeEdits(
  { pair, uri }: Editor,
  edits: readonly Edit[],
  other: string,
  after: () => Promise<void>,
): Promise<void> {
  const before: string[] = [];
  for (const edit of edits) {
    const current = pair.text(uri);
    if (edit.type === 'pause') {
      await pair.advance(200);
    } else if (edit.type === 'undo') {
      await pair.replace(uri, 0, current.length, before.pop() ?? current);
    } else {
      before.push(current);
      const at = Math.round((edit.at * current.length) / 999);
      await (edit.type === 'insert'
        ? pair.replace(uri, at, at, edit.text)
        : edit.type === 'delete'
          ? pair.replace(uri, at, Math.min(current.length, at + edit.length), '')
          : pair.replace(uri, at, at, pieceOf(other, edit.from, edit.length)));
    }
    await after();
  }
  await settleAll(pair);
}

function pieceOf(text: string, from: number, length: number): string {
  const start = Math.round((from * text.length) / 999);
  return text.slice(start, start + length * 4);
}
