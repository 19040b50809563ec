import { Disposable, l10n, languages, LanguageStatusSeverity, window } from 'vscode';
import type { LanguageStatusItem } from 'vscode';
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
    const document = window.activeTextEditor?.document;
    const { client } = server;
    if (!document || !client || languages.match(DOCUMENTS, document) === 0) return;
    const uri = client.code2ProtocolConverter.asUri(document.uri);
    const status = await request(client, 'podspace/status', { uri });
    if (status && window.activeTextEditor?.document === document) show(item, status);
  };
  const follow = (client: BaseLanguageClient): void => {
    onNotification(client, 'podspace/statusChanged', () => void update());
    void update();
  };
  return Disposable.from(
    item,
    server.onReady(follow),
    window.onDidChangeActiveTextEditor(() => void update()),
  );
}

function showStarting(item: LanguageStatusItem): void {
  item.text = l10n.t('Not running');
  item.detail = 'Podspace';
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
