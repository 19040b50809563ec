import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { CodeAction, TextDocument } from 'vscode';
import { applyFix, fixesFor, openFile, restore, waitForProblems } from './vscode-helpers.ts';

describe('quick fixes in VS Code', () => {
  it('share the directory that two containers count on', async () => {
    const document = await openFile('log-shipper.yaml');
    const text = await cure(document, /mount|volume|share/i);
    assert.match(text, /emptyDir: \{\}/);
    assert.equal(text.match(/mountPath: \/var\/log\/app/g)?.length, 2);
    assert.match(text, /'tail', '-F'/, 'the reader may start before the file is there');
  });

  it('add a volume that is mounted and not declared', async () => {
    const document = await openFile('shop/deployment.yaml');
    const text = await cure(document, /add the volume/i);
    assert.match(text, /volumes:\n +- name: settings\n +emptyDir: \{\}/);
  });
});

/** Applies the first fix of the first problem whose title matches, and waits until the file is clean. */
async function cure(document: TextDocument, title: RegExp): Promise<string> {
  const [problem] = await waitForProblems(document.uri, (all) => all.length > 0);
  assert.ok(problem);
  const fixes = await fixesFor(document.uri, problem);
  const fix = fixes.find((candidate: CodeAction) => title.test(candidate.title));
  assert.ok(fix, `offered: ${fixes.map((candidate) => candidate.title).join('; ') || 'nothing'}`);
  const text = await applyFix(document, fix);
  await waitForProblems(document.uri, (all) => all.length === 0);
  await restore(document);
  return text;
}
