import type { BaseLanguageClient } from 'vscode-languageclient';
import type {
  ClientNotifications,
  ClientRequests,
  ServerNotifications,
} from '../../server/src/lsp/protocol.ts';

/** Sends one of Podspace's own requests. */
export function request<M extends keyof ClientRequests>(
  client: BaseLanguageClient,
  method: M,
  params: ClientRequests[M]['params'],
): Promise<ClientRequests[M]['result']> {
  return client.sendRequest(method, params);
}

/** Sends one of Podspace's own notifications. */
export function notify<M extends keyof ClientNotifications>(
  client: BaseLanguageClient,
  method: M,
  params: ClientNotifications[M]['params'],
): void {
  void client.sendNotification(method, params);
}

/** Hears one of Podspace's own notifications. */
export function onNotification<M extends keyof ServerNotifications>(
  client: BaseLanguageClient,
  method: M,
  heard: (params: ServerNotifications[M]['params']) => void,
): { dispose(): void } {
  return client.onNotification(method, heard);
}
