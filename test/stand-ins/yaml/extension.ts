import { Diagnostic, Hover, languages, Range, RelativePattern, workspace } from 'vscode';
import type { ExtensionContext, TextDocument } from 'vscode';

/** The one field that it knows not to be there, and the one that it knows. */
const UNKNOWN = /\bcolour\b/g;
const KNOWN = /\bimagePullPolicy\b/;

/** Checks, explains and completes as the real one does, only that its schema has two fields. */
export function activate({ subscriptions }: ExtensionContext): {
  registerContributor(name: string): void;
} {
  const contributors = new Set<string>();
  const found = languages.createDiagnosticCollection('yaml');
  const isChecked = (document: TextDocument): boolean =>
    document.languageId === 'yaml' &&
    workspace.getConfiguration('yaml').get<boolean>('validate') !== false &&
    (contributors.has('kubernetes') || isMapped(document));
  const check = (document: TextDocument): void => {
    const places = isChecked(document) ? [...document.getText().matchAll(UNKNOWN)] : [];
    found.set(
      document.uri,
      places.map(({ index, 0: { length } }) => {
        const range = new Range(document.positionAt(index), document.positionAt(index + length));
        return new Diagnostic(range, 'Property colour is not allowed.');
      }),
    );
  };
  const checkAll = (): void => workspace.textDocuments.forEach(check);
  subscriptions.push(
    found,
    workspace.onDidOpenTextDocument(check),
    workspace.onDidChangeTextDocument(({ document }) => check(document)),
    workspace.onDidChangeConfiguration(checkAll),
    languages.registerHoverProvider('yaml', {
      provideHover: (document, position) =>
        isChecked(document) && document.getWordRangeAtPosition(position, KNOWN)
          ? new Hover('Said by the other extension.')
          : undefined,
    }),
  );
  checkAll();
  return {
    registerContributor(name) {
      contributors.add(name);
      checkAll();
    },
  };
}

function isMapped(document: TextDocument): boolean {
  const [folder] = workspace.workspaceFolders ?? [];
  const files = workspace.getConfiguration('yaml').get<Record<string, string[]>>('schemas');
  return (files?.['kubernetes'] ?? []).some(
    (pattern) =>
      folder && languages.match({ pattern: new RelativePattern(folder, pattern) }, document) > 0,
  );
}
