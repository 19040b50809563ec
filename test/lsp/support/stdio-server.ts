import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import type { ProtocolConnection, PublishDiagnosticsParams } from 'vscode-languageserver/node';
import { normalUri } from '../../../server/src/lsp/uri.ts';

/** The server as a process of its own, with a client that knows nothing but the base protocol: the server watches files. */
export class StdioServer {
  readonly process: ChildProcess;
  readonly client: ProtocolConnection;
  readonly #folder: string;
  #heard: (params: PublishDiagnosticsParams) => void = () => undefined;

  private constructor(folder: string) {
    this.#folder = folder;
    this.process = spawn(process.execPath, [
      fileURLToPath(new URL('../../../server/src/lsp/node/server.ts', import.meta.url)),
      '--stdio',
    ]);
    const { stdin, stdout } = this.process;
    assert.ok(stdin && stdout);
    this.client = createProtocolConnection(
      new StreamMessageReader(stdout),
      new StreamMessageWriter(stdin),
    );
    this.client.onNotification(
      'textDocument/publishDiagnostics',
      (params: PublishDiagnosticsParams) => this.#heard(params),
    );
    this.client.listen();
  }

  /** Nothing is read before the client says that it is `initialized`. */
  static async start(folder: string): Promise<StdioServer> {
    const server = new StdioServer(folder);
    await server.client.sendRequest('initialize', {
      processId: process.pid,
      rootUri: pathToFileURL(folder).toString(),
      capabilities: {},
    });
    return server;
  }

  /** The next publication for the file, by its path in the folder, that `wanted` accepts. */
  published(path: string, wanted: (count: number) => boolean): Promise<PublishDiagnosticsParams> {
    const uri = uriIn(this.#folder, path);
    return new Promise((resolve) => {
      this.#heard = (params) => {
        if (params.uri === uri && wanted(params.diagnostics.length)) resolve(params);
      };
    });
  }

  /** Ends it as the protocol says, and tells with which code. */
  async end(): Promise<unknown> {
    const ended = new Promise((resolve) => this.process.once('exit', resolve));
    await this.client.sendRequest('shutdown');
    await this.client.sendNotification('exit');
    return ended;
  }

  kill(): void {
    this.client.dispose();
    this.process.kill();
  }
}

export function uriIn(folder: string, path: string): string {
  return normalUri(pathToFileURL(`${folder}/${path}`).toString());
}
