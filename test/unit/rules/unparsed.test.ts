import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { readFacts } from '../../../server/src/analysis/document-facts.ts';
import { linkDocument } from '../../../server/src/analysis/link.ts';
import { emptySnapshot } from '../../../server/src/analysis/workspace.ts';
import { NO_CONFIGURATION } from '../../../server/src/rules/configuration.ts';
import { checkDocument } from '../../../server/src/rules/run.ts';
import { readStream } from '../../../server/src/yaml/read-stream.ts';
import type { Chunk, YamlStream } from '../../../server/src/yaml/stream.ts';

const DEFINITION = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: widgets.example.com
spec:
  group: example.com
`;
const PLAYBOOK = `- hosts: all
  tasks:
    - name: install
`;
const POD = `apiVersion: v1
kind: Pod
`;

/** How many documents of the text are parsed when all rules have looked at each. */
function parsedOf(text: string): number {
  let parsed = 0;
  const counted = (chunk: Chunk): Chunk => ({
    text: chunk.text,
    get document() {
      parsed++;
      return chunk.document;
    },
  });
  const counting = (stream: YamlStream): YamlStream => ({
    ...stream,
    entries: stream.entries.map(({ start, chunk }) => ({ start, chunk: counted(chunk) })),
  });
  const steps = {
    readStream: (text: string) => counting(readStream(text)),
    readFacts,
    linkDocument,
  };
  const uri = 'file:///w/a.yaml';
  const snapshot = emptySnapshot(steps).withFiles([{ uri, text }]);
  for (const facts of snapshot.file(uri)?.documents ?? [])
    checkDocument(snapshot.link(facts), NO_CONFIGURATION);
  return parsed;
}

describe('a document in which nothing is looked for', () => {
  it('is not parsed by any rule', () => {
    assert.equal(parsedOf(DEFINITION), 0);
    assert.equal(parsedOf(PLAYBOOK), 0);
  });

  it('is told from one that is looked at', () => {
    assert.ok(parsedOf(POD) > 0);
    assert.ok(parsedOf(`${DEFINITION}---\n${POD}`) > 0);
  });
});
