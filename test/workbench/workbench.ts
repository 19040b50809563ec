import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { launchChromium } from '../../scripts/editor/chromium.ts';
import { projectRoot, resultsRoot } from '../../scripts/editor/paths.ts';
import { calmSettings, startWebServer, type WebServer } from '../../scripts/editor/web-server.ts';
import { workbenchAddress } from '../../scripts/editor/workbench-address.ts';
import { QuickInput } from './quick-input.ts';
import { doAgain, doUntil, patience, soon, waitFor } from './waiting.ts';

/** The severities as the editor draws them. */
export type Squiggle = 'error' | 'warning' | 'info' | 'hint';

export interface WorkbenchOptions {
  /** A folder with other extensions, to be there as well. */
  readonly extensions?: string;
  /** Podspace as it is in this checkout, or only what is in `extensions`. */
  readonly podspace?: 'developed' | 'installed';
  /** The user's, beyond those that keep the window calm. */
  readonly settings?: Readonly<Record<string, unknown>>;
}

/** A workbench in a browser, used as a person uses it: by keys, clicks and what is on the screen. */
export class Workbench {
  readonly page: Page;
  readonly #browser: Browser;
  readonly #server: WebServer;
  readonly #dataFolder: string;
  readonly #quickInput: QuickInput;
  /** With which the menu of actions was opened last. */
  #actionsKey = '';

  private constructor(page: Page, browser: Browser, server: WebServer, dataFolder: string) {
    this.page = page;
    this.#browser = browser;
    this.#server = server;
    this.#dataFolder = dataFolder;
    this.#quickInput = new QuickInput(page);
  }

  /** Opens `folder` (an absolute path), if nothing else is said with the extension of this checkout. */
  static async open(
    folder: string,
    { extensions, podspace = 'developed', settings }: WorkbenchOptions = {},
  ): Promise<Workbench> {
    const dataFolder = await mkdtemp(join(tmpdir(), 'podspace-workbench-'));
    const server = await startWebServer({
      dataFolder,
      port: 0,
      settings: { ...calmSettings, ...settings },
      args: [
        '--enable-smoke-test-driver',
        ...(extensions === undefined ? [] : [`--extensions-dir=${extensions}`]),
      ],
    });
    const browser = await launchChromium();
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    page.setDefaultTimeout(patience);
    await page.goto(
      workbenchAddress({
        origin: server.origin,
        folder,
        ...(podspace === 'developed' && { extensionDevelopmentPath: projectRoot }),
      }),
    );
    const workbench = new Workbench(page, browser, server, dataFolder);
    await page.locator('.explorer-folders-view .monaco-list-row').first().waitFor();
    return workbench;
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await this.#server.stop();
    // The last of its processes may still write a log.
    await rm(this.#dataFolder, { recursive: true, force: true, maxRetries: 10 });
  }

  /** Opens a file by its name through quick open. */
  async openFile(name: string): Promise<void> {
    const base = name.split('/').at(-1) ?? name;
    // Quick open keeps what it found when it began, so that a file that was made meanwhile is only in the next search.
    await doUntil(
      () => this.#quickInput.choose('ControlOrMeta+P', name, base),
      () => this.activeTab(base).isVisible(),
      () => Promise.resolve(`${name} is not found`),
    );
    await this.#quickInput.isGone();
    await this.page.locator('.monaco-editor .view-line').first().waitFor();
  }

  activeTab(name: string): Locator {
    return this.page.locator(`.tab.active[data-resource-name="${name}"]`);
  }

  /** Runs a command by its title, as in `Developer: Reload Window`. */
  async runCommand(title: string): Promise<void> {
    await this.#quickInput.runCommand(title);
  }

  /** Runs a command that asks which one it is to be (with `question` in the box), and answers. */
  async runCommandWith(title: string, question: RegExp, answer: string): Promise<void> {
    await this.#quickInput.runCommandWith(title, question, answer);
  }

  /** Has the workbench in one of the editor's themes, such as `Dark High Contrast`. */
  async useTheme(name: string): Promise<void> {
    await this.runCommandWith('Preferences: Color Theme', /Theme/, name);
  }

  /** Puts the cursor of the active editor at a line and column, both from 1. */
  async goTo(line: number, column: number): Promise<void> {
    await this.comesTo(line, async () => {
      // Without an editor to go to, the box says so, and stays.
      if (Number.isNaN(await this.cursorLine())) await this.page.keyboard.press('ControlOrMeta+1');
      await this.#quickInput.enter('Control+G', `:${line}:${column}`);
    });
  }

  /** Puts the cursor into the first (or last) place of the editor's screen where a text stands. */
  async goToText(text: string, offset = 0, which: 'first' | 'last' = 'first'): Promise<void> {
    const lines = (await this.editorText()).split('\n');
    const has = (line: string): boolean => line.includes(text);
    const index = which === 'first' ? lines.findIndex(has) : lines.findLastIndex(has);
    const line = lines[index];
    if (line === undefined) {
      throw new Error(`${text} is not on the screen`);
    }
    await this.goTo(index + 1, line.indexOf(text) + offset + 1);
  }

  /** Opens the hover at the cursor and returns what it says. */
  async hover(): Promise<string> {
    // What the workbench says of its own parts under the mouse looks alike.
    const content = this.page
      .locator('.monaco-hover:not(.hidden):not(.workbench-hover) .monaco-hover-content')
      .first();
    let text = '';
    // A hover goes away when the file is saved or checked again under it: a person opens it again.
    await waitFor(
      async () => {
        if (!(await content.isVisible())) await this.runCommand('Show or Focus Hover');
        text = await content.innerText({ timeout: 5000 }).catch(() => '');
        // What the editor says of a link is there before what an extension says.
        return !/^\s*((Loading|Follow link)\b.*)?\s*$/.test(text);
      },
      () => Promise.resolve(`the hover says: ${text}`),
    );
    return text;
  }

  /** The squiggles on the screen. */
  squiggles(kind: Squiggle): Locator {
    return this.page.locator(`.monaco-editor .squiggly-${kind}`);
  }

  /** Waits until the active editor shows exactly so many squiggles of a kind. */
  async waitForSquiggles(kind: Squiggle, count: number): Promise<void> {
    await waitFor(
      async () => (await this.squiggles(kind).count()) === count,
      async () => `${await this.squiggles(kind).count()} ${kind} squiggles instead of ${count}`,
    );
  }

  /** Opens the light bulb at the cursor and returns the titles that it offers. */
  async openLightBulb(): Promise<string[]> {
    return this.#openActions('ControlOrMeta+.');
  }

  /** Opens the menu of refactorings at the cursor and returns their titles. */
  async openRefactorings(): Promise<string[]> {
    return this.#openActions('ControlOrMeta+Shift+R');
  }

  async #openActions(key: string): Promise<string[]> {
    const rows = this.page.locator('.action-widget .monaco-list-row.action');
    this.#actionsKey = key;
    // The menu closes when the text moves under it, as by a code lens that comes late: a person opens it again.
    await doUntil(
      async () => {
        await this.page.keyboard.press(key);
        await rows.first().waitFor(soon);
      },
      () => rows.first().isVisible(),
      () => Promise.resolve('nothing is offered'),
    );
    return rows.allInnerTexts();
  }

  /** Takes an action of the menu that was opened last, by its whole title. */
  async pickAction(title: string): Promise<void> {
    const action = this.page
      .locator('.action-widget .monaco-list-row.action')
      .getByText(title, { exact: true });
    await doAgain(async () => {
      if (!(await action.isVisible())) await this.#openActions(this.#actionsKey);
      await action.click(soon);
    });
    await this.page.locator('.action-widget .actionList').waitFor({ state: 'hidden' });
  }

  /** Waits until a snippet has been put in and what is typed goes over its first stop. */
  async waitForSnippet(): Promise<void> {
    await this.page.locator('.monaco-editor .snippet-placeholder').first().waitFor();
    await this.page.locator('.monaco-editor .selected-text').first().waitFor();
  }

  /** The text of the active editor, as far as it is on the screen. */
  async editorText(): Promise<string> {
    const lines = await this.page.evaluate<string[]>(readLines);
    return lines.join('\n');
  }

  /** Waits until the active editor's text fulfils a condition. */
  async waitForText(condition: (text: string) => boolean): Promise<string> {
    await waitFor(
      async () => condition(await this.editorText()),
      async () => `the editor shows:\n${await this.editorText()}`,
    );
    return this.editorText();
  }

  /** The line that the cursor is on, from 1, as the status bar says; NaN where no editor has the focus. */
  async cursorLine(): Promise<number> {
    const item = this.page.locator('[id="status.editor.selection"]');
    const text = await item.innerText({ timeout: 1000 }).catch(() => '');
    return Number(/Ln (\d+)/.exec(text)?.[1]);
  }

  /** Does what leads to a line of an editor, and waits until the cursor is there. */
  async comesTo(line: number, act: () => Promise<void>): Promise<void> {
    await doUntil(
      act,
      async () => (await this.cursorLine()) === line,
      async () => `the cursor is on line ${await this.cursorLine()} instead of ${line}`,
    );
  }

  /** Shows a view container of the activity bar. */
  async openViewContainer(title: string): Promise<void> {
    // The label lies under the badge, the item holds both.
    const label = this.page.locator(`[aria-label^="${title}"]`);
    const shown = this.page.locator('.sidebar .composite.title', { hasText: title });
    await doUntil(
      () => this.page.locator('.activitybar .action-item', { has: label }).first().click(soon),
      () => shown.isVisible(),
      () => Promise.resolve(`${title} is not shown`),
    );
  }

  /** The rows of the trees in the side bar. */
  treeRows(): Locator {
    return this.page.locator('.sidebar .tree-explorer-viewlet-tree-view .monaco-list-row');
  }

  /** One row of the trees in the side bar, by a part of its text. */
  treeRow(text: string | RegExp): Locator {
    return this.treeRows().filter({ hasText: text }).first();
  }

  /** Opens a row of the trees in the side bar, so that what it holds is shown. */
  async expand(text: string | RegExp): Promise<void> {
    const row = this.treeRow(text);
    const isClosed = async (): Promise<boolean> =>
      (await row.getAttribute('aria-expanded')) === 'false';
    if (!(await isClosed())) return;
    await doUntil(
      () => row.locator('.monaco-tl-twistie').click(soon),
      async () => !(await isClosed()),
      () => Promise.resolve(`${String(text)} stays closed`),
    );
  }

  /** Opens what the status bar says of the language of the active editor, and returns it. */
  async languageStatus(): Promise<string> {
    const content = this.page.locator('.hover-language-status');
    await doUntil(
      () => this.page.locator('[id="status.languageStatus"]').click(soon),
      () => content.first().isVisible(),
      () => Promise.resolve('nothing is said of the language'),
    );
    return (await content.allInnerTexts()).join('\n');
  }

  /** The problems that the Problems panel lists, files and problems alike. */
  async problems(): Promise<string[]> {
    const rows = this.page.locator('.markers-panel .monaco-list-row');
    await doUntil(
      () => this.page.keyboard.press('ControlOrMeta+Shift+M'),
      () => rows.first().isVisible(),
      () => Promise.resolve('no problem is listed'),
    );
    return rows.allInnerTexts();
  }

  /** Leaves a picture of the window in `test-results/NAME.png`. */
  async screenshot(name: string): Promise<void> {
    await mkdir(resultsRoot, { recursive: true });
    await this.page.screenshot({ path: join(resultsRoot, `${name}.png`) });
  }
}

/** Runs in the page. The editor recycles its lines, so their order is that of the screen. */
const readLines = `
  [...document.querySelectorAll('.editor-instance .view-line')]
    .map((line) => ({ top: parseFloat(line.style.top), text: line.textContent }))
    .sort((a, b) => a.top - b.top)
    .map((line) => line.text.replaceAll('\\u00a0', ' '))
`;
