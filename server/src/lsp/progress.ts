import type { ClientCapabilities, Connection } from 'vscode-languageserver';
import type { Progress } from './indexer.ts';

const NO_PROGRESS: Progress = {
  cancelled: false,
  report: () => undefined,
  done: () => undefined,
};

/** Shows in the client that the workspace is being read, and lets the user end it, if the client can show it. */
export async function beginProgress(
  connection: Connection,
  capabilities: ClientCapabilities,
): Promise<Progress> {
  if (!capabilities.window?.workDoneProgress) return NO_PROGRESS;
  const progress = await connection.window.createWorkDoneProgress();
  progress.begin('Podspace', 0, 'Reading manifests', true);
  return {
    get cancelled() {
      return progress.token.isCancellationRequested;
    },
    report: (done, total) =>
      progress.report(Math.floor((100 * done) / total), `Reading manifests: ${done}/${total}`),
    done: () => progress.done(),
  };
}
