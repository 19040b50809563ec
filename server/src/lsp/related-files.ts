/** Which files have problems that point into which others. */
export class RelatedFiles {
  readonly #to = new Map<string, readonly string[]>();
  readonly #from = new Map<string, Set<string>>();

  /** The problems of `uri` point into these files. */
  set(uri: string, others: Iterable<string>): void {
    for (const other of this.#to.get(uri) ?? []) {
      const pointing = this.#from.get(other);
      pointing?.delete(uri);
      if (pointing?.size === 0) this.#from.delete(other);
    }
    const now = [...new Set(others)].filter((other) => other !== uri);
    if (now.length > 0) this.#to.set(uri, now);
    else this.#to.delete(uri);
    for (const other of now) {
      const pointing = this.#from.get(other) ?? new Set<string>();
      this.#from.set(other, pointing.add(uri));
    }
  }

  pointingInto(uri: string): Iterable<string> {
    return this.#from.get(uri) ?? [];
  }
}
