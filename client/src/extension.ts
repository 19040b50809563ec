import type { ExtensionContext } from 'vscode';

/** Called by VS Code when the first YAML file opens. */
export function activate(_context: ExtensionContext): void {
  // The language client starts here.
}
