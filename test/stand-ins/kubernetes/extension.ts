import { extensions } from 'vscode';

/** Hands the YAML extension the schemas of Kubernetes for all files, as the real one does. */
export async function activate(): Promise<void> {
  const yaml = extensions.getExtension<{ registerContributor(name: string): void }>(
    'redhat.vscode-yaml',
  );
  (await yaml?.activate())?.registerContributor('kubernetes');
}
