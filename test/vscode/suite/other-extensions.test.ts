import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'mocha';
import {
  type CompletionList,
  ConfigurationTarget,
  extensions,
  type Hover,
  languages,
  MarkdownString,
  type TextDocument,
  type Uri,
  workspace,
} from 'vscode';
import { ask, askForSome, labelsOf, workspaceUri } from './vscode-helpers.ts';

/** One problem of a plain field, one of the API server's refusals, one of the pod. */
const POD = `apiVersion: v1
kind: Pod
metadata:
  name: twice
spec:
  containers:
    - name: web
      image: nginx
      imagePullPolicy: Always
      colour: blue
    - name: web
      image: nginx
`;
const OWN = ['duplicate-name', 'duplicate-name', 'port-conflict', 'port-conflict'];
const FIELD = 'unknown-field';
const OTHERS = 'Property colour is not allowed.';

describe('beside other extensions', () => {
  let mapped: TextDocument;
  let free: TextDocument;

  before(async () => {
    mapped = await written('mapped.yaml');
    free = await written('free.yaml');
    await waitFor(mapped.uri, [...OWN, FIELD]);
    await waitFor(free.uri, [...OWN, FIELD]);
  });

  afterEach(async () => {
    await set('yaml.schemas', undefined);
    await set('podspace.schemaValidation', undefined);
  });

  after(async () => {
    // The Kubernetes extension cannot be stopped again; this is what takes its checks away.
    await set('yaml.validate', false);
    for (const { uri } of [mapped, free]) await workspace.fs.delete(uri);
  });

  it('checks, completes and explains fields where the YAML extension has no schema for them', async () => {
    assert.ok(extensions.getExtension('redhat.vscode-yaml')?.isActive, 'the stand-in is there');
    assert.match(await hoverText(mapped, 'imagePullPolicy'), /Image pull policy/);
    assert.ok(await offers(mapped, 'imagePullPolicy: ', 'Never'));
  });

  it('leaves fields to the YAML extension in the files that it gives the schema of Kubernetes', async () => {
    await set('yaml.schemas', { kubernetes: ['mapped.yaml'] });
    await waitFor(mapped.uri, [...OWN, OTHERS]);
    await waitFor(free.uri, [...OWN, FIELD]);
    assert.equal(await hoverText(mapped, 'imagePullPolicy'), 'Said by the other extension.');
    assert.ok(!labelsOf(await completions(mapped, 'imagePullPolicy: ')).includes('Never'));
    assert.ok(await offers(free, 'imagePullPolicy: ', 'Never'));
    assert.match(await hoverText(mapped, 'name: web', 'name: '.length), /namespace|[Ss]hares/);
  });

  it('does not, where the setting says so', async () => {
    await set('podspace.schemaValidation', 'on');
    await set('yaml.schemas', { kubernetes: ['mapped.yaml'] });
    await waitFor(mapped.uri, [...OWN, FIELD, OTHERS]);
    assert.match(await hoverText(mapped, 'imagePullPolicy'), /Image pull policy/);
  });

  it('leaves fields to the YAML extension everywhere while the Kubernetes extension is active', async () => {
    await extensions.getExtension('ms-kubernetes-tools.vscode-kubernetes-tools')?.activate();
    await workspace.openTextDocument({ language: 'yaml', content: 'a: b\n' });
    await waitFor(mapped.uri, [...OWN, OTHERS]);
    await waitFor(free.uri, [...OWN, OTHERS]);
  });
});

async function written(name: string): Promise<TextDocument> {
  const uri = workspaceUri(name);
  await workspace.fs.writeFile(uri, new TextEncoder().encode(POD));
  return workspace.openTextDocument(uri);
}

async function set(setting: string, value: unknown): Promise<void> {
  await workspace.getConfiguration().update(setting, value, ConfigurationTarget.Workspace);
}

/** Waits until a file has exactly these problems: Podspace's by their rules, others' by their messages. */
async function waitFor(uri: Uri, expected: readonly string[]): Promise<void> {
  const wanted = [...expected].sort().join('\n');
  const shown = (): string =>
    languages
      .getDiagnostics(uri)
      .map(({ code, message }) => (typeof code === 'object' ? String(code.value) : message))
      .sort()
      .join('\n');
  await new Promise<void>((resolve, reject) => {
    const limit = setTimeout(() => {
      listener.dispose();
      reject(new Error(`${uri.path} shows:\n${shown()}\nnot:\n${wanted}`));
    }, 30_000);
    const look = (): void => {
      if (shown() !== wanted) return;
      clearTimeout(limit);
      listener.dispose();
      resolve();
    };
    const listener = languages.onDidChangeDiagnostics(look);
    look();
  });
}

async function hoverText(document: TextDocument, text: string, inside = 1): Promise<string> {
  const hovers = await askForSome<Hover>(
    'vscode.executeHoverProvider',
    document.uri,
    document.positionAt(document.getText().indexOf(text) + inside),
  );
  return hovers
    .flatMap(({ contents }) => contents)
    .flatMap((content) => (content instanceof MarkdownString ? [content.value] : []))
    .join('\n');
}

/** Whether a word is offered behind a text; asked for until it is. */
async function offers(document: TextDocument, text: string, word: string): Promise<boolean> {
  const has = (list: CompletionList): boolean => labelsOf(list).includes(word);
  return has(await completions(document, text, has));
}

function completions(
  document: TextDocument,
  text: string,
  isAnswered: (list: CompletionList) => boolean = () => true,
): Promise<CompletionList> {
  const at = document.positionAt(document.getText().indexOf(text) + text.length);
  return ask('vscode.executeCompletionItemProvider', [document.uri, at], isAnswered);
}
