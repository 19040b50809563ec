import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { readFacts } from '../../../server/src/analysis/document-facts.ts';
import type { DocumentFacts } from '../../../server/src/analysis/facts.ts';
import { remembered } from '../../../server/src/analysis/remembered.ts';
import { ParsedChunk } from '../../../server/src/yaml/read-stream.ts';

describe('remembered', () => {
  const documentOf = (text: string): DocumentFacts => readFacts(new ParsedChunk(text));
  let worked = 0;
  const nothing = (): string | undefined => {
    worked++;
    return undefined;
  };

  it('works out the same once for each document, be it nothing', () => {
    const [one, other] = [documentOf('a: 1'), documentOf('a: 1')];
    for (const document of [one, one, other, one]) remembered(document, nothing);
    assert.equal(worked, 2);
  });

  it('keeps what different functions make apart', () => {
    const document = documentOf('a: 1');
    const length = ({ chunk }: DocumentFacts): number => chunk.text.length;
    assert.equal(remembered(document, length), 4);
    assert.equal(remembered(document, nothing), undefined);
    assert.equal(remembered(document, length), 4);
  });
});
