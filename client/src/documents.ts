import type { TextDocument } from 'vscode';

/** Where manifests are written; comparisons, settings and outputs have schemes of their own. */
const SCHEMES = ['file', 'untitled', 'vscode-vfs', 'vscode-remote', 'vscode-test-web', 'memfs'];
const LANGUAGES = ['yaml', 'json', 'jsonc'];

/** The documents that the server hears of. */
export const DOCUMENTS = LANGUAGES.flatMap((language) =>
  SCHEMES.map((scheme) => ({ language, scheme })),
);

/** Whether the document is reason enough to start the server: any YAML, but JSON only with a version and a kind. */
export function isManifest(document: TextDocument): boolean {
  const { languageId, uri } = document;
  if (!SCHEMES.includes(uri.scheme) || !LANGUAGES.includes(languageId)) return false;
  if (languageId === 'yaml') return true;
  const text = document.getText();
  return text.includes('"apiVersion"') && text.includes('"kind"');
}
