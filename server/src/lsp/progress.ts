import type {
  ClientCapabilities,
  Connection,
  WorkDoneProgressServerReporter,
} from 'vscode-languageserver';
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
  return new ShownProgress(progress);
}

class ShownProgress implements Progress {
  readonly #shown: WorkDoneProgressServerReporter;

  constructor(shown: WorkDoneProgressServerReporter) {
    this.#shown = shown;
  }

  get cancelled(): boolean {
    return this.#shown.token.isCancellationRequested;
  }

  report(done: number, total: number): void {
    const percent = Math.floor((100 * done) / total);
    this.#shown.report(percent, `Reading manifests: ${done}/${total}`);
  }

  done(): void {
    this.#shown.done();
  }
}
