import { FileSystemError, FileType, RelativePattern, Uri, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type {
  ReadFileParams,
  ReadFileResult,
  ServerRequests,
} from '../../server/src/lsp/protocol.ts';

/** Reads files for a server that cannot: of a virtual workspace, or in a browser. */
export function serveFiles(client: BaseLanguageClient): void {
  serve(client, 'podspace/readFile', readFile);
  serve(client, 'podspace/findFiles', findFiles);
}

function serve<M extends keyof ServerRequests>(
  client: BaseLanguageClient,
  method: M,
  answer: (params: ServerRequests[M]['params']) => Promise<ServerRequests[M]['result']>,
): void {
  client.onRequest(method, answer);
}

async function readFile({ uri, maxSize }: ReadFileParams): Promise<ReadFileResult> {
  const address = Uri.parse(uri);
  try {
    const { size, type } = await workspace.fs.stat(address);
    if ((type & FileType.File) === 0)
      return {
        type: 'missing',
        ...(type === FileType.Unknown && { reason: 'it is no regular file' }),
      };
    if (size > maxSize) return { type: 'too-large' };
    return { type: 'bytes', base64: base64Of(await workspace.fs.readFile(address)) };
  } catch (error) {
    if (error instanceof FileSystemError)
      return { type: 'missing', ...(!GONE.has(error.code) && { reason: error.message }) };
    throw error;
  }
}

/** A file that is deleted while it is looked for is nothing to speak of. */
const GONE: ReadonlySet<string> = new Set([
  'FileNotFound',
  'FileNotADirectory',
  'FileIsADirectory',
]);

async function findFiles({ folder }: { readonly folder: string }): Promise<readonly string[]> {
  const found = await workspace.findFiles(
    new RelativePattern(Uri.parse(folder), '**/{*.yaml,*.yml,*.json,Kustomization}'),
    '**/{node_modules,.git,vendor}/**',
  );
  return found.map(String);
}

function base64Of(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}
