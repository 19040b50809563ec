import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { extensions, window, workspace } from 'vscode';
import { extensionId, openFile, workspaceUri } from './vscode-helpers.ts';

describe('the extension in VS Code', () => {
  it('is found in the checkout', () => {
    assert.ok(extensions.getExtension(extensionId));
  });

  it('starts when the first YAML file opens', async () => {
    const extension = extensions.getExtension(extensionId);
    await window.showTextDocument(await openFile('port-conflict.yaml'));
    await extension?.activate();
    assert.equal(extension?.isActive, true);
  });

  it('opens the folder that it was started on', () => {
    assert.ok(workspace.getWorkspaceFolder(workspaceUri('port-conflict.yaml')));
  });
});
