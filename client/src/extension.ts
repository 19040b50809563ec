import { window, workspace } from 'vscode';
import type { ExtensionContext } from 'vscode';
import { registerCommands } from './commands.ts';
import { registerDescribeImage } from './describe-image.ts';
import { isManifest } from './documents.ts';
import { tellOtherExtensions } from './other-extensions.ts';
import { offerPodMap } from './pod-map.ts';
import { Server } from './server.ts';
import type { LoadClient } from './server.ts';
import { showStatus } from './status.ts';
import { showTree } from './tree.ts';

let server: Server | undefined;

/**
 * Called for the first YAML or JSON file, or when the view opens. It only says what there is: the client and its server
 * are loaded and started after it, so that the other extensions need not wait for them.
 */
export function activateWith(context: ExtensionContext, loadClient: LoadClient): void {
  const output = window.createOutputChannel('Podspace', { log: true });
  const started = new Server(context.extensionUri, loadClient, output);
  server = started;
  for (const command of registerCommands(started, output, context.extensionUri))
    context.subscriptions.push(command);
  context.subscriptions.push(
    output,
    registerDescribeImage(started),
    showTree(started, context.workspaceState),
    showStatus(started),
    tellOtherExtensions(started),
    offerPodMap(context, started),
    workspace.onDidOpenTextDocument((document) => {
      if (isManifest(document)) void started.start();
    }),
    workspace.onDidChangeTextDocument(({ document }) => {
      if (!started.isStarted && isManifest(document)) void started.start();
    }),
  );
  if (workspace.textDocuments.some(isManifest)) void started.start();
}

export async function deactivate(): Promise<void> {
  await server?.stop();
}
