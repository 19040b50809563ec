import assert from 'node:assert/strict';
import fc from 'fast-check';
import { anyEdit, anyHalf, typeEdits } from './edits.ts';
import { askEverything, assertNothingFailed, settleAll, shown, startEditor } from './editor.ts';
import type { Editor, Files } from './editor.ts';

/** A manifest and what lies beside it. */
export interface Source {
  readonly name: string;
  readonly files: Files;
}

/**
 * Whatever is typed into a manifest, nothing fails, every request is answered, and in the end all is as if the server
 * had been started on that text. `runs` texts are tried; the failure that fast-check finds is the shortest it knows.
 */
export async function editsAreSurvived(
  sources: readonly Source[],
  { seed, runs }: { readonly seed: number; readonly runs: number },
): Promise<void> {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...sources),
      fc.constantFrom(...sources),
      fc.array(anyEdit, { minLength: 1, maxLength: 24 }),
      fc.nat(999),
      async (source, other, edits, asked) => {
        const editor = await startEditor(source.files);
        let edit = 0;
        await typeEdits(editor, edits, firstText(other.files), async () => {
          if (edit++ % 6 === 5) await askEverything(editor, offsetIn(editor, asked));
        });
        await assertLikeFresh(editor, source.files, asked);
        editor.pair.dispose();
      },
    ),
    { seed, numRuns: runs, verbose: fc.VerbosityLevel.None },
  );
}

/** A manifest that is typed from its first character to its last; every prefix is read and checked. */
export async function typingIsSurvived({ files }: Source): Promise<number> {
  const text = firstText(files);
  const [path = 'a.yaml'] = Object.keys(files);
  const editor = await startEditor({ ...files, [path]: '' });
  const { pair, uri } = editor;
  for (let i = 0; i < text.length; i++) {
    await pair.replace(uri, i, i, text.charAt(i));
    // Every prefix is read; of a long text every eighth is checked too, of the others all, as if the key came late.
    if (text.length > LONG && i % 8 !== 0) await pair.request('podspace/status', { uri });
    else await assertChecked(editor);
    if (i % 97 === 0) await askEverything(editor, i + 1);
  }
  await settleAll(pair);
  await assertLikeFresh(editor, files, 500);
  pair.dispose();
  return text.length;
}

const LONG = 4_000;

async function assertChecked({ pair, uri }: Editor): Promise<void> {
  await pair.advance(200);
  const latest = pair.publications.findLast((publication) => publication.uri === uri);
  assert.equal(
    latest?.version,
    pair.version(uri),
    `${pair.text(uri).length} characters are checked`,
  );
}

/** Bytes that are no manifest at all, on disk and typed. */
export async function anyTextIsSurvived(seed: number, runs: number): Promise<void> {
  const anyText = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 400 }),
    fc.string({ unit: anyHalf, maxLength: 400 }),
    fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes).toString('latin1')),
  );
  await fc.assert(
    fc.asyncProperty(anyText, anyText, async (open, beside) => {
      const files = {
        'a.yaml': open,
        'b.yaml': `apiVersion: v1\nkind: Pod\n${beside}`,
        '.podspace.yaml': beside,
        'kustomization.yaml': open,
      };
      const editor = await startEditor(files);
      await askEverything(editor, offsetIn(editor, 500));
      assertNothingFailed(editor.pair);
      editor.pair.dispose();
    }),
    { seed, numRuns: runs, verbose: fc.VerbosityLevel.None },
  );
}

/** The server knows what one knows that has only ever seen the text as it is now. */
async function assertLikeFresh(editor: Editor, files: Files, asked: number): Promise<void> {
  const { pair, uri } = editor;
  const [path = 'a.yaml'] = Object.keys(files);
  const fresh = await startEditor({ ...files, [path]: pair.text(uri) }, pair.version(uri));
  const offset = offsetIn(editor, asked);
  assert.deepEqual(shown(pair), shown(fresh.pair));
  assert.equal(await askEverything(editor, offset), await askEverything(fresh, offset));
  assertNothingFailed(pair);
  assertNothingFailed(fresh.pair);
  fresh.pair.dispose();
}

function offsetIn({ pair, uri }: Editor, part: number): number {
  return Math.round((part * pair.text(uri).length) / 999);
}

function firstText(files: Files): string {
  return Object.values(files)[0] ?? '';
}
