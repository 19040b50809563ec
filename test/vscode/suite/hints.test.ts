import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { type CodeLens, commands, type InlayHint, Range, window } from 'vscode';
import { askForSome, openFile, waitForProblems } from './vscode-helpers.ts';

describe('words in and over the text in VS Code', () => {
  it('say behind a port who else is on it, with a link', async () => {
    const document = await openFile('port-conflict.yaml');
    await waitForProblems(document.uri, (all) => all.length > 0);
    const hints = await askForSome<InlayHint>(
      'vscode.executeInlayHintProvider',
      document.uri,
      new Range(0, 0, document.lineCount, 0),
    );
    const texts = hints.map(({ label }) =>
      typeof label === 'string' ? label : label.map(({ value }) => value).join(''),
    );
    assert.deepEqual(texts, ['also admin', 'also web']);
    const parts = hints.flatMap(({ label }) => (typeof label === 'string' ? [] : label));
    assert.equal(parts.filter(({ location }) => location !== undefined).length, 2);
  });

  it('say over a pod who listens where, and show it', async () => {
    const document = await openFile('port-conflict.yaml');
    await window.showTextDocument(document);
    const lenses = await askForSome<CodeLens>('vscode.executeCodeLensProvider', document.uri, 50);
    const listening = lenses.find(({ command }) => command?.title.startsWith('listening') === true);
    assert.equal(listening?.command?.title, 'listening: 8080 web, 8080 admin');
    assert.equal(listening.command.command, 'podspace.peek');
    await commands.executeCommand(
      listening.command.command,
      ...((listening.command.arguments ?? []) as unknown[]),
    );
  });
});
