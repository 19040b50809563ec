import { Disposable, extensions, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { OtherExtensions } from '../../server/src/lsp/protocol.ts';
import { notify } from './protocol.ts';
import type { Server } from './server.ts';

const YAML = 'redhat.vscode-yaml';
const KUBERNETES = 'ms-kubernetes-tools.vscode-kubernetes-tools';

/** Tells the server which other extensions check Kubernetes manifests, so that authors do not see everything twice. */
export function tellOtherExtensions(server: Server): Disposable {
  let told = '';
  const tell = (client: BaseLanguageClient | undefined): void => {
    if (!client) return;
    const others: OtherExtensions = {
      yaml: extensions.getExtension(YAML) !== undefined,
      kubernetes: extensions.getExtension(KUBERNETES)?.isActive ?? false,
    };
    if (JSON.stringify(others) === told) return;
    told = JSON.stringify(others);
    notify(client, 'podspace/otherExtensions', others);
  };
  return Disposable.from(
    server.onReady((client) => {
      told = '';
      tell(client);
    }),
    extensions.onDidChange(() => tell(server.client)),
    // The Kubernetes extension starts by itself, and nothing tells when.
    workspace.onDidOpenTextDocument(() => tell(server.client)),
    workspace.onDidSaveTextDocument(() => tell(server.client)),
  );
}
