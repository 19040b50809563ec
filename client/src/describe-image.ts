import { commands, l10n, Uri, window, workspace } from 'vscode';
import type { Disposable } from 'vscode';
import type { PositionParams } from '../../server/src/lsp/protocol.ts';
import { request } from './protocol.ts';
import type { Server } from './server.ts';

/** Has `.podspace.yaml` say what the image of a container listens on, and opens it at the ports. */
export function registerDescribeImage(server: Server): Disposable {
  return commands.registerCommand('podspace.describeImage', async (place?: unknown) => {
    if (server.isStopped) {
      await server.offerRestart();
      return;
    }
    await server.start();
    const { client } = server;
    const asked = isPlace(place) ? place : activePlace(server);
    const described = client && asked && (await request(client, 'podspace/describeImage', asked));
    if (!described) {
      void window.showInformationMessage(
        l10n.t('Put the cursor into a container with an image, in a file of an open folder.'),
      );
      return;
    }
    const { edit, ports, uri } = described;
    const converter = client.protocol2CodeConverter;
    if (!(await workspace.applyEdit(await converter.asWorkspaceEdit(edit)))) return;
    const document = await workspace.openTextDocument(Uri.parse(uri));
    await window.showTextDocument(document, {
      selection: converter.asRange(ports),
      preview: false,
    });
  });
}

function activePlace({ client }: Server): PositionParams | undefined {
  const editor = window.activeTextEditor;
  if (!client || !editor) return undefined;
  const converter = client.code2ProtocolConverter;
  return {
    uri: converter.asUri(editor.document.uri),
    position: converter.asPosition(editor.selection.active),
  };
}

/** What a link or a code action hands over. */
function isPlace(place: unknown): place is PositionParams {
  return typeof place === 'object' && place !== null && 'uri' in place && 'position' in place;
}
