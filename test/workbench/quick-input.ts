import type { Locator, Page } from 'playwright-core';
import { doAgain, soon } from './waiting.ts';

/** The box at the top in which a person searches for files, commands and answers. */
export class QuickInput {
  readonly #page: Page;
  readonly #widget: Locator;
  readonly #input: Locator;
  readonly #choices: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.#widget = page.locator('.quick-input-widget');
    this.#input = this.#widget.locator('input[type=text]');
    this.#choices = page.locator('.quick-input-list .monaco-list-row');
  }

  /** Opens the box with a key and takes the first choice with `choice` in it, once, of those that `words` find. */
  async choose(key: string, words: string, choice: string): Promise<void> {
    // The rows are made anew while it searches, with which a click can be lost.
    await doAgain(async () => {
      await this.#open(key, words);
      await this.#take(choice);
    });
  }

  /** Opens the box with a key, types into it and takes that with Enter. */
  async enter(key: string, words: string): Promise<void> {
    await this.#open(key, words);
    await this.#page.keyboard.press('Enter');
    await this.isGone();
  }

  async runCommand(title: string): Promise<void> {
    await this.choose('F1', `>${title}`, title);
  }

  /** Runs a command that asks, with `question` in the box, and answers. */
  async runCommandWith(title: string, question: RegExp, answer: string): Promise<void> {
    await doAgain(async () => {
      await this.runCommand(title);
      await this.#page.getByPlaceholder(question).fill(answer, soon);
      await this.#take(answer);
    });
  }

  async isGone(): Promise<void> {
    await this.#widget.waitFor({ state: 'hidden', ...soon });
  }

  async #open(key: string, words: string): Promise<void> {
    await this.#close();
    await this.#page.keyboard.press(key);
    await this.#input.fill(words, soon);
  }

  async #take(choice: string): Promise<void> {
    await this.#choices.filter({ hasText: choice }).first().click(soon);
  }

  /** A box of before that is still going away, or was left open, would take what is typed. */
  async #close(): Promise<void> {
    try {
      await this.#widget.waitFor({ state: 'hidden', timeout: 1000 });
    } catch {
      await this.#page.keyboard.press('Escape');
      await this.isGone();
    }
  }
}
