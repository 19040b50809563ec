/** The extension where VS Code runs extensions in a browser's worker, as vscode.dev does. */
import type { ExtensionContext } from 'vscode';
import { activateWith } from '../extension.ts';

export { deactivate } from '../extension.ts';

export function activate(context: ExtensionContext): void {
  activateWith(context, async () => (await import('./client.ts')).makeClient);
}
