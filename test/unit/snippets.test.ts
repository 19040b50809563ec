import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'mocha';
import { checkFiles } from '../support/check-files.ts';

interface Snippet {
  readonly prefix: string;
  readonly description: string;
  readonly body: readonly string[];
}

function readSnippets(): readonly [string, Snippet][] {
  const text = readFileSync(new URL('../../snippets/kubernetes.json', import.meta.url), 'utf8');
  const parsed: unknown = JSON.parse(text);
  return Object.entries(parsed as Readonly<Record<string, Snippet>>);
}

/** What an author gets who accepts every placeholder. */
function accepted({ body }: Snippet): string {
  return body
    .join('\n')
    .replace(/\$\{\d+\|([^,|]*)[^|]*\|\}/g, '$1')
    .replace(/\$\{\d+:([^}]*)\}/g, '$1')
    .replace(/\$\d+/g, '');
}

describe('snippets', () => {
  for (const [title, snippet] of readSnippets()) {
    it(`${title} makes a manifest without a problem`, () => {
      const { problems } = checkFiles(new Map([['web.yaml', accepted(snippet)]]));
      assert.deepEqual(
        problems.map(({ rule, message }) => `${rule}: ${message}`),
        [],
      );
    });
  }

  it('each have a prefix of their own', () => {
    const prefixes = readSnippets().map(([, { prefix }]) => prefix);
    assert.equal(new Set(prefixes).size, prefixes.length);
  });
});
