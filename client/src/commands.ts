import { commands, env, l10n, Uri, window, workspace } from 'vscode';
import type { Disposable, LogOutputChannel } from 'vscode';
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

export function registerCommands(server: Server, output: LogOutputChannel): readonly Disposable[] {
  return [
    commands.registerCommand('podspace.restartServer', () => server.restart()),
    commands.registerCommand('podspace.showOutput', () => output.show()),
    commands.registerCommand('podspace.openRuleDocs', openRuleDocs),
    commands.registerCommand('podspace.newPod', newPod),
    commands.registerCommand('podspace.explainStatus', explainStatus),
  ];
}

/** The page about all rules, or about one of them. */
async function openRuleDocs(rule?: unknown): Promise<void> {
  const anchor = typeof rule === 'string' ? `#${rule}` : '';
  await env.openExternal(Uri.parse(`${RULE_PAGES}${anchor}`));
}

async function newPod(): Promise<void> {
  const document = await workspace.openTextDocument({ language: 'yaml', content: NEW_POD });
  await window.showTextDocument(document);
}

/** Says in full why a file is not checked, and hands out the command line that checks it. */
async function explainStatus(summary: string, detail: string, command?: string): Promise<void> {
  const copy = l10n.t('Copy Command');
  const text = command === undefined ? detail : `${detail} ${command}`;
  const chosen = await window.showInformationMessage(
    `${summary}. ${text}`,
    ...(command === undefined ? [] : [copy]),
  );
  if (chosen === copy && command !== undefined) await env.clipboard.writeText(command);
}
