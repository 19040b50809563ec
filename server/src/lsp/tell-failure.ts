import { MessageType, ShowMessageNotification } from 'vscode-languageserver';
import type { ClientCapabilities, Connection } from 'vscode-languageserver';

const NEW_ISSUE = 'https://github.com/podspace/podspace/issues/new';
const REPORT = 'Report Issue';
/** Longer addresses are cut off on the way. */
const MOST_CHARACTERS = 4000;

/**
 * Says that something of ours has failed in `where`, such as a rule, and that the rest goes on. Where the client can
 * ask and can open a page, the one for a report is opened if the user wants it: filled in, to be read and sent by hand.
 */
export async function tellFailure(
  connection: Connection,
  { window }: ClientCapabilities,
  where: string,
  stack: string,
): Promise<void> {
  const message = `Podspace met a fault of its own (${where}). All else goes on.`;
  const canReport = window?.showMessage && window.showDocument?.support;
  if (!canReport) {
    const please = `Please report it, with what the log says: ${NEW_ISSUE}`;
    await connection.sendNotification(ShowMessageNotification.type, {
      type: MessageType.Error,
      message: `${message} ${please}`,
    });
    return;
  }
  const chosen = await connection.window.showErrorMessage(message, { title: REPORT });
  if (chosen?.title !== REPORT) return;
  await connection.window.showDocument({ uri: reportAddress(where, stack), external: true });
}

function reportAddress(where: string, stack: string): string {
  const body = `What I did:\n\n\nWhat Podspace says (please look whether it names what you would rather keep):\n\n\`\`\`\n${stack}\n\`\`\`\n`;
  const query = new URLSearchParams({
    title: `Fault: ${where}`,
    body: body.slice(0, MOST_CHARACTERS),
  });
  return `${NEW_ISSUE}?${query.toString()}`;
}
