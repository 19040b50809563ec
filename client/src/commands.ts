import { commands, env, l10n, Location, Position, Range, Uri, window, workspace } from 'vscode';
import type { Disposable, LogOutputChannel } from 'vscode';
import type { PeekParams } from '../../server/src/lsp/protocol.ts';
import type { Server } from './server.ts';

const RULE_PAGES = 'https://github.com/podspace/podspace/blob/main/docs/rules.md';

/** A pod to begin with: two containers and the one directory that they share. */
const NEW_POD = `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  volumes:
    - name: content
      emptyDir: {}
  containers:
    - name: web
      image: nginx:1.27
      ports:
        - containerPort: 80
      volumeMounts:
        - name: content
          mountPath: /usr/share/nginx/html
          readOnly: true
    - name: content
      image: alpine:3.20
      command: [sh, -c, 'while true; do date > /content/index.html; sleep 10; done']
      volumeMounts:
        - name: content
          mountPath: /content
`;

/** Commands that are at hand wherever the focus is; `extension` is where the extension lies. */
export function registerCommands(
  server: Server,
  output: LogOutputChannel,
  extension: Uri,
): readonly Disposable[] {
  return [
    commands.registerCommand('podspace.restartServer', () => server.restart()),
    commands.registerCommand('podspace.showOutput', () => output.show()),
    commands.registerCommand('podspace.openRuleDocs', openRuleDocs),
    commands.registerCommand('podspace.newPod', newPod),
    commands.registerCommand('podspace.openExample', (path?: unknown) =>
      openExample(extension, path),
    ),
    commands.registerCommand('podspace.explainStatus', explainStatus),
    commands.registerCommand('podspace.peek', peek),
  ];
}

/** The page about all rules, or about one of them. */
async function openRuleDocs(rule?: unknown): Promise<void> {
  const anchor = typeof rule === 'string' ? `#${rule}` : '';
  await env.openExternal(Uri.parse(`${RULE_PAGES}${anchor}`));
}

async function newPod(): Promise<void> {
  await showUntitled(NEW_POD);
}

/** Shows a copy of an example: the one at `path` under `examples`, or one that is chosen. */
async function openExample(extension: Uri, path?: unknown): Promise<void> {
  const wanted = typeof path === 'string' ? path : await chooseExample();
  if (wanted === undefined) return;
  const bytes = await workspace.fs.readFile(Uri.joinPath(extension, 'examples', wanted));
  await showUntitled(new TextDecoder().decode(bytes));
}

async function chooseExample(): Promise<string | undefined> {
  const examples = [
    { label: l10n.t('One port, wanted twice'), path: 'port-in-many-places/shop.yaml' },
    { label: l10n.t('A log that only one container has'), path: 'log-shipper/shop.yaml' },
    { label: l10n.t('A port in a mounted nginx.conf'), path: 'port-in-a-configuration/site.yaml' },
    { label: l10n.t('A Job that never ends'), path: 'sidecar-for-a-job/wrong.yaml' },
    { label: l10n.t('A web server and its content'), path: 'web-with-content/wrong.yaml' },
    { label: l10n.t('A port of the node, claimed twice'), path: 'host-ports/edge.yaml' },
  ];
  const chosen = await window.showQuickPick(
    examples.map((example) => ({ ...example, description: example.path })),
    { placeHolder: l10n.t('An example to open') },
  );
  return chosen?.path;
}

async function showUntitled(content: string): Promise<void> {
  const document = await workspace.openTextDocument({ language: 'yaml', content });
  await window.showTextDocument(document);
}

/** Says in full why a file is not checked, and hands out the command line that checks it. */
async function explainStatus(summary: string, detail: string, command?: string): Promise<void> {
  const copy = l10n.t('Copy Command');
  const text = command === undefined ? detail : `${detail} ${command}`;
  const said = `${summary}. ${text}`;
  if (command === undefined) {
    await window.showInformationMessage(said);
    return;
  }
  const chosen = await window.showInformationMessage(said, copy);
  if (chosen === copy) await env.clipboard.writeText(command);
}

/** Shows places beside the one at hand, as the editor shows references. */
async function peek({ uri, position, locations }: PeekParams): Promise<void> {
  await commands.executeCommand(
    'editor.action.peekLocations',
    Uri.parse(uri),
    new Position(position.line, position.character),
    locations.map(
      ({ uri: at, range: { start, end } }) =>
        new Location(
          Uri.parse(at),
          new Range(start.line, start.character, end.line, end.character),
        ),
    ),
    'peek',
  );
}
