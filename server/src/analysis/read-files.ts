/** Which files are read, in the order in which they were, with their lengths. */
export class ReadFiles {
  readonly #lengths = new Map<string, number>();
  #total = 0;

  /** Characters of all of them. */
  get total(): number {
    return this.#total;
  }

  has(uri: string): boolean {
    return this.#lengths.has(uri);
  }

  add(uri: string, length: number): void {
    this.delete(uri);
    this.#lengths.set(uri, length);
    this.#total += length;
  }

  delete(uri: string): void {
    this.#total -= this.#lengths.get(uri) ?? 0;
    this.#lengths.delete(uri);
  }

  /** Those first read, as many as have to go for the others to be no longer than `most`; none that is needed. */
  beyond(most: number, isNeeded: (uri: string) => boolean): Set<string> {
    const found = new Set<string>();
    let left = this.#total;
    for (const [uri, length] of this.#lengths) {
      if (left <= most) break;
      if (isNeeded(uri)) continue;
      found.add(uri);
      left -= length;
    }
    return found;
  }
}
