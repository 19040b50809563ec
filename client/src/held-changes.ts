/**
 * Changes of a tree, held back while VS Code waits for rows: hearing of a change before an answer that was made
 * before it, VS Code would keep that answer as the newest.
 */
export class HeldChanges {
  readonly #fire: (ids: string[] | undefined) => void;
  readonly #held = new Set<string>();
  #isAllHeld = false;
  #questions = 0;

  /** `fire` is told which rows have changed, with all below them; undefined stands for the whole tree. */
  constructor(fire: (ids: string[] | undefined) => void) {
    this.#fire = fire;
  }

  /** Answers VS Code with what `ask` gives; changes heard meanwhile are told once VS Code has the answer. */
  async during<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
    this.#questions += 1;
    try {
      return await ask();
    } finally {
      // An answer is passed on in microtasks, all of which come before a timer.
      setTimeout(() => {
        this.#questions -= 1;
        this.#tell();
      }, 0);
    }
  }

  /** Takes rows that have changed; undefined for the whole tree. */
  add(ids: readonly string[] | undefined): void {
    if (ids === undefined) this.#isAllHeld = true;
    for (const id of ids ?? []) this.#held.add(id);
    this.#tell();
  }

  #tell(): void {
    if (this.#questions > 0) return;
    const ids = this.#isAllHeld ? undefined : [...this.#held];
    this.#isAllHeld = false;
    this.#held.clear();
    if (ids === undefined || ids.length > 0) this.#fire(ids);
  }
}
