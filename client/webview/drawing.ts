/**
 * When the picture is drawn anew: at once, but never between the press and the release of a pointer, as the part that
 * is pressed would be gone and the click with it.
 */
export class Drawing {
  readonly #draw: () => void;
  #isPressed = false;
  #isDue = false;

  constructor(draw: () => void) {
    this.#draw = draw;
    addEventListener('pointerdown', () => (this.#isPressed = true));
    // The release may come to another window, which then has the focus.
    for (const end of ['pointerup', 'pointercancel', 'blur'])
      addEventListener(end, () => this.#released());
  }

  /** What is shown has changed. */
  ask(): void {
    if (this.#isPressed) this.#isDue = true;
    else this.#draw();
  }

  #released(): void {
    this.#isPressed = false;
    if (!this.#isDue) return;
    this.#isDue = false;
    // The click comes first.
    setTimeout(() => this.ask());
  }
}
