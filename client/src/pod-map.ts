import {
  commands,
  Disposable,
  l10n,
  Range,
  Selection,
  TextEditorRevealType,
  Uri,
  ViewColumn,
  window,
  workspace,
} from 'vscode';
import type { ExtensionContext, TextEditor, WebviewPanel } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { PlacedPodMap, PodMapParams } from '../../server/src/lsp/protocol.ts';
import type { FromPage, ToPage } from '../webview/messages.ts';
import { isManifest } from './documents.ts';
import { podMapPage } from './pod-map-page.ts';
import { onNotification, request } from './protocol.ts';
import type { Server } from './server.ts';

const VIEW_TYPE = 'podspace.podMap';
/** After this pause in typing or moving about, the map follows. */
const PAUSE = 120;

/** Offers the Pod Map: one panel, which shows the pod that the author is at. */
export function offerPodMap(context: ExtensionContext, server: Server): Disposable {
  let current: PodMapPanel | undefined;
  const show = (panel: WebviewPanel, subject: Subject): PodMapPanel => {
    const made = new PodMapPanel(panel, server, context.extensionUri, subject);
    current = made;
    panel.onDidDispose(() => {
      made.dispose();
      if (current === made) current = undefined;
    });
    return made;
  };
  return Disposable.from(
    commands.registerCommand('podspace.showPodMap', async (asked?: unknown) => {
      if (server.isStopped) {
        await server.offerRestart();
        return;
      }
      await server.start();
      const subject = subjectOf(asked, server.client);
      if (!subject) {
        void window.showInformationMessage(l10n.t('Open a manifest that holds a pod first.'));
        return;
      }
      if (current) current.show(subject);
      else show(window.createWebviewPanel(VIEW_TYPE, l10n.t('Pod Map'), BESIDE), subject);
    }),
    window.registerWebviewPanelSerializer(VIEW_TYPE, {
      async deserializeWebviewPanel(panel, state: unknown) {
        await server.start();
        // The browser may not have kept the page's state; then it is the editor's pod, as for the command.
        show(panel, restored(state) ?? subjectOf(undefined, server.client) ?? { uri: '' });
      },
    }),
    followPods(),
    new Disposable(() => current?.dispose()),
  );
}

/** Has the editor's title offer the map where the text may hold a pod. */
function followPods(): Disposable {
  let told: boolean | undefined;
  const tell = (): void => {
    const document = window.activeTextEditor?.document;
    const has = document !== undefined && isManifest(document) && HAS_POD.test(document.getText());
    if (has === told) return;
    told = has;
    void commands.executeCommand('setContext', 'podspace.hasPods', has);
  };
  tell();
  return Disposable.from(
    window.onDidChangeActiveTextEditor(tell),
    workspace.onDidOpenTextDocument(tell),
    workspace.onDidChangeTextDocument(({ document }) => {
      if (document === window.activeTextEditor?.document) tell();
    }),
  );
}

const HAS_POD = /^[ \t-]*"?containers"?:/m;

const BESIDE = { viewColumn: ViewColumn.Beside, preserveFocus: true };

/** What the map is asked for: a pod of a file, by its place or by its id. */
type Subject = PodMapParams;

class PodMapPanel {
  readonly #panel: WebviewPanel;
  readonly #server: Server;
  readonly #disposables: { dispose(): unknown }[] = [];
  #subject: Subject;
  #placed: PlacedPodMap | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asked = 0;

  constructor(panel: WebviewPanel, server: Server, extensionUri: Uri, subject: Subject) {
    this.#panel = panel;
    this.#server = server;
    this.#subject = subject;
    const { webview } = panel;
    webview.options = {
      enableScripts: true,
      localResourceRoots: [Uri.joinPath(extensionUri, 'dist')],
    };
    const follow = (client: BaseLanguageClient): void => {
      this.#disposables.push(onNotification(client, 'podspace/podMapChanged', () => this.#soon()));
      this.#soon();
    };
    this.#disposables.push(
      webview.onDidReceiveMessage((message: FromPage) => void this.#heard(message)),
      window.onDidChangeTextEditorSelection(({ textEditor }) => this.#follow(textEditor)),
      window.onDidChangeActiveTextEditor((editor) => editor && this.#follow(editor)),
      workspace.onDidChangeTextDocument(({ document }) => {
        if (isManifest(document)) this.#soon();
      }),
      panel.onDidChangeViewState(() => panel.visible && this.#soon()),
      server.onReady(follow),
      server.onStopped(() =>
        this.#post({ type: 'nothing', words: l10n.t('Podspace has stopped.') }),
      ),
    );
    if (server.client) follow(server.client);
    webview.html = podMapPage(webview, extensionUri);
  }

  show(subject: Subject): void {
    this.#subject = subject;
    this.#panel.reveal(undefined, true);
    this.#soon();
  }

  dispose(): void {
    clearTimeout(this.#timer);
    for (const one of this.#disposables.splice(0)) one.dispose();
    this.#panel.dispose();
  }

  #follow(editor: TextEditor): void {
    const { client } = this.#server;
    if (!client || !isManifest(editor.document)) return;
    this.#subject = { ...subjectAt(editor, client), ...this.#podBefore(editor, client) };
    this.#soon();
  }

  /** Between pods of one file the last one stays. */
  #podBefore(editor: TextEditor, client: BaseLanguageClient): { readonly pod?: string } {
    const uri = client.code2ProtocolConverter.asUri(editor.document.uri);
    return this.#placed && uri === this.#subject.uri ? { pod: this.#placed.map.id } : {};
  }

  #soon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#update(), PAUSE);
  }

  async #update(): Promise<void> {
    const { client } = this.#server;
    if (!client || !this.#panel.visible) return;
    const asked = ++this.#asked;
    const subject = this.#subject;
    const placed = await request(client, 'podspace/podMap', subject);
    if (asked !== this.#asked) return;
    if (!placed) {
      if (!this.#placed) this.#post({ type: 'nothing', words: l10n.t('There is no pod here.') });
      return;
    }
    this.#placed = placed;
    const { kind, name } = placed.map;
    this.#panel.title = l10n.t('Pod Map: {0}', `${kind} ${name}`.trim());
    this.#post({ type: 'map', placed, uri: subject.uri });
  }

  #post(message: ToPage): void {
    void this.#panel.webview.postMessage(message);
  }

  async #heard(message: FromPage): Promise<void> {
    switch (message.type) {
      case 'ready':
        this.#soon();
        return;
      case 'open':
        await this.#open(message.part);
        return;
      case 'save':
        await save(message.svg, this.#placed?.map.name ?? '');
        return;
    }
  }

  async #open(part: string): Promise<void> {
    const { client } = this.#server;
    const location = this.#placed?.places[part];
    if (!location || !client) return;
    const uri = client.protocol2CodeConverter.asUri(location.uri);
    const { start, end } = location.range;
    const range = new Range(start.line, start.character, end.line, end.character);
    const beside = window.visibleTextEditors.find(
      ({ document }) => document.uri.toString() === uri.toString(),
    );
    const editor = await window.showTextDocument(uri, {
      viewColumn: beside?.viewColumn ?? ViewColumn.One,
    });
    editor.selection = new Selection(range.start, range.end);
    editor.revealRange(range, TextEditorRevealType.InCenterIfOutsideViewport);
  }
}

function subjectAt(editor: TextEditor, client: BaseLanguageClient): Subject {
  const { line, character } = editor.selection.active;
  return {
    uri: client.code2ProtocolConverter.asUri(editor.document.uri),
    position: { line, character },
  };
}

/**
 * What a command is about: the row of the tree or the place that it is called with, the file of a menu, else the
 * editor in front.
 */
function subjectOf(asked: unknown, client: BaseLanguageClient | undefined): Subject | undefined {
  if (!client) return undefined;
  const location = locationIn(asked);
  if (location) return { uri: location.uri, position: location.range.start };
  const wanted = asked instanceof Uri ? asked.toString() : undefined;
  const editors = [window.activeTextEditor, ...window.visibleTextEditors];
  const editor = editors.find(
    (one) =>
      one &&
      isManifest(one.document) &&
      (wanted === undefined || one.document.uri.toString() === wanted),
  );
  if (editor) return subjectAt(editor, client);
  return asked instanceof Uri ? { uri: client.code2ProtocolConverter.asUri(asked) } : undefined;
}

/** A row of the tree, or a location as the protocol has it. */
function locationIn(asked: unknown): NonNullable<PlacedPodMap['places'][string]> | undefined {
  if (typeof asked !== 'object' || asked === null || asked instanceof Uri) return undefined;
  const holder = 'location' in asked ? asked.location : asked;
  if (typeof holder !== 'object' || holder === null || !('uri' in holder) || !('range' in holder))
    return undefined;
  return holder as PlacedPodMap['places'][string];
}

/** The page's own state after a reload of the window. */
function restored(state: unknown): Subject | undefined {
  if (typeof state !== 'object' || state === null) return undefined;
  if (!('uri' in state) || typeof state.uri !== 'string') return undefined;
  return 'pod' in state && typeof state.pod === 'string'
    ? { uri: state.uri, pod: state.pod }
    : { uri: state.uri };
}

async function save(svg: string, name: string): Promise<void> {
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const file = `${name.replaceAll(/[^\w.-]+/g, '-') || 'pod'}.svg`;
  const target = await window.showSaveDialog({
    ...(folder && { defaultUri: Uri.joinPath(folder, file) }),
    filters: { SVG: ['svg'] },
    title: l10n.t('Save Pod Map'),
  });
  if (target) await workspace.fs.writeFile(target, new TextEncoder().encode(svg));
}
