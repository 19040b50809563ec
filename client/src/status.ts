import { Disposable, l10n, languages, LanguageStatusSeverity, window } from 'vscode';
import type { LanguageStatusItem, TextDocument } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { FileStatus } from '../../server/src/lsp/protocol.ts';
import { DOCUMENTS } from './documents.ts';
import { onNotification, request } from './protocol.ts';
import type { Server } from './server.ts';

/** Says beside the language's name whether the file in front is checked, and if not, why not and what to do. */
export function showStatus(server: Server): Disposable {
  const item = languages.createLanguageStatusItem('podspace.status', DOCUMENTS);
  item.name = 'Podspace';
  showStarting(item);

  const update = async (): Promise<void> => {
    const document = documentInFront();
    const { client } = server;
    if (!document || !client) return;
    const uri = client.code2ProtocolConverter.asUri(document.uri);
    const status = await request(client, 'podspace/status', { uri });
    // The server may have stopped, or be another one, by now.
    if (status && server.client === client && documentInFront() === document) show(item, status);
  };
  const follow = (client: BaseLanguageClient): void => {
    onNotification(client, 'podspace/statusChanged', () => void update());
    void update();
  };
  return Disposable.from(
    item,
    server.onReady((client) => {
      if (item.severity === LanguageStatusSeverity.Error) showStarting(item);
      follow(client);
    }),
    server.onStopped(() => showStopped(item)),
    window.onDidChangeActiveTextEditor(() => void update()),
  );
}

/** The output is an editor too, and may have the focus. */
function documentInFront(): TextDocument | undefined {
  return [window.activeTextEditor, ...window.visibleTextEditors].find(
    (editor) => editor && languages.match(DOCUMENTS, editor.document) > 0,
  )?.document;
}

function showStarting(item: LanguageStatusItem): void {
  item.text = l10n.t('Not running');
  item.detail = 'Podspace';
  item.severity = LanguageStatusSeverity.Information;
  item.command = undefined;
}

function showStopped(item: LanguageStatusItem): void {
  item.text = l10n.t('Stopped');
  item.detail = 'Podspace';
  item.accessibilityInformation = { label: `Podspace: ${item.text}` };
  item.severity = LanguageStatusSeverity.Error;
  item.command = { command: 'podspace.restartServer', title: l10n.t('Restart') };
}

function show(item: LanguageStatusItem, { state, summary, detail, command }: FileStatus): void {
  item.text = summary;
  // What to do stands beside what is wrong, and in full behind the link.
  item.detail = command === undefined ? 'Podspace' : `Podspace: ${command}`;
  item.accessibilityInformation = { label: `Podspace: ${summary}. ${detail}` };
  item.severity =
    state === 'template' || state === 'patch' || state === 'too-large'
      ? LanguageStatusSeverity.Warning
      : LanguageStatusSeverity.Information;
  item.command =
    state === 'checked' && command === undefined
      ? undefined
      : {
          command: 'podspace.explainStatus',
          title: l10n.t('What This Means'),
          arguments: [summary, detail, command],
        };
}
