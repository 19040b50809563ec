/** Parts of the picture are one stop of the Tab key; arrows go from one to the next, Enter to its line. */
export class Parts {
  readonly #picture: Element;
  readonly #open: (part: string) => void;
  /** The part that Tab comes to. */
  #stop: string | undefined;

  constructor(picture: Element, open: (part: string) => void) {
    this.#picture = picture;
    this.#open = open;
    picture.addEventListener('click', (event) => {
      const id = idOf(partOf(event.target));
      if (id !== undefined) this.#open(id);
    });
    picture.addEventListener('keydown', (event) => {
      if (event instanceof KeyboardEvent) this.#key(event);
    });
    picture.addEventListener('focusin', (event) => this.#focused(partOf(event.target)));
    picture.addEventListener('focusout', () => this.#trace(undefined));
    picture.addEventListener('pointerover', (event) => this.#trace(partOf(event.target)));
    picture.addEventListener('pointerleave', () => this.#trace(undefined));
  }

  /** The picture is about to be drawn anew: what it gives back puts the focus where it was. */
  keepFocus(): () => void {
    const focused = idOf(partOf(document.activeElement));
    return () => {
      const stop = this.#find(focused ?? this.#stop) ?? this.#all()[0];
      stop?.setAttribute('tabindex', '0');
      if (focused !== undefined) stop?.focus();
    };
  }

  #all(): readonly SVGElement[] {
    return [...this.#picture.querySelectorAll<SVGElement>('.part')];
  }

  #find(id: string | undefined): SVGElement | undefined {
    return this.#all().find((part) => idOf(part) === id);
  }

  #focused(part: SVGElement | undefined): void {
    if (!part) return;
    for (const other of this.#all()) other.setAttribute('tabindex', other === part ? '0' : '-1');
    this.#stop = idOf(part);
    this.#trace(part);
  }

  #key(event: KeyboardEvent): void {
    const all = this.#all();
    const here = partOf(event.target);
    const index = here ? all.indexOf(here) : -1;
    const id = idOf(here);
    if ((event.key === 'Enter' || event.key === ' ') && id !== undefined) {
      event.preventDefault();
      this.#open(id);
      return;
    }
    const next = nextIndex(event.key, index, all.length);
    if (next === undefined) return;
    event.preventDefault();
    all[next]?.focus();
    all[next]?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }

  /** Brings out the lines of a part, and of all that is within it. */
  #trace(part: SVGElement | undefined): void {
    const id = idOf(part);
    const isOf = (end: string | null): boolean =>
      id !== undefined && end !== null && (end === id || end.startsWith(`${id}:`));
    let any = false;
    for (const line of this.#picture.querySelectorAll('.line')) {
      const related = isOf(line.getAttribute('data-from')) || isOf(line.getAttribute('data-to'));
      line.classList.toggle('related', related);
      any ||= related;
    }
    this.#picture.classList.toggle('tracing', any);
  }
}

function nextIndex(key: string, index: number, count: number): number | undefined {
  switch (key) {
    case 'ArrowDown':
    case 'ArrowRight':
      return Math.min(count - 1, index + 1);
    case 'ArrowUp':
    case 'ArrowLeft':
      return Math.max(0, index - 1);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}

function partOf(target: EventTarget | null): SVGElement | undefined {
  const part = target instanceof Element ? target.closest('.part') : null;
  return part instanceof SVGElement ? part : undefined;
}

function idOf(part: SVGElement | undefined): string | undefined {
  return part?.dataset['part'];
}
