import type { Connection } from 'vscode-languageserver';
import { contentOf, MAX_FILE_SIZE } from '../text/content.ts';
import type { FileContent } from '../text/content.ts';
import type { ServerRequests } from './protocol.ts';
import { isManifestName } from './runtime.ts';
import type { Runtime, Timers } from './runtime.ts';
import { normalUri } from './uri.ts';

/** Files come from the client, by request: the server needs no disk, and the files may be on none. */
export function clientRuntime(connection: Connection, timers: Timers): Runtime {
  const ask = <M extends keyof ServerRequests>(
    method: M,
    params: ServerRequests[M]['params'],
  ): Promise<ServerRequests[M]['result']> => connection.sendRequest(method, params);

  return {
    timers,
    log: connection.console,
    files: {
      async read(uri): Promise<FileContent> {
        const answer = await ask('podspace/readFile', { uri, maxSize: MAX_FILE_SIZE });
        return answer.type === 'bytes' ? contentOf(bytesOf(answer.base64)) : answer;
      },
      async find(folder): Promise<readonly string[]> {
        const uris = await ask('podspace/findFiles', { folder });
        return uris
          .map(normalUri)
          .filter((uri) => isManifestName(uri.slice(uri.lastIndexOf('/') + 1)));
      },
    },
  };
}

function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
