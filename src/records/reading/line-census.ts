/** Counts the lines of a file as its bytes pass, to tell whether every line became one row. */
export class LineCensus {
  bytes = 0;
  hasNul = false;
  /** The longest line met so far, the one under way included. */
  longestLine = 0;
  /** Blank lines that a line follows, and those met since. */
  innerBlank = 0;
  trailingBlank = 0;
  #ends = 0;
  #last = 10;
  #beforeLast = 0;
  #lineStart = 0;

  update(chunk: Buffer): void {
    const last = this.#last;
    const { length } = chunk;
    for (let i = 0; i < length; i += 1) {
      if (chunk[i] !== 10) continue;
      this.#ends += 1;
      const end = this.bytes + i;
      if (end - this.#lineStart > this.longestLine) this.longestLine = end - this.#lineStart;
      this.#lineStart = end + 1;
      const before = i > 0 ? chunk[i - 1] : last;
      const beforeThat = i > 1 ? chunk[i - 2] : i === 1 ? last : this.#beforeLast;
      if (before === 10 || (before === 13 && beforeThat === 10)) {
        this.trailingBlank += 1;
      } else {
        this.innerBlank += this.trailingBlank;
        this.trailingBlank = 0;
      }
    }
    this.bytes += length;
    if (length > 0) {
      this.#beforeLast = length > 1 ? (chunk[length - 2] ?? 0) : last;
      this.#last = chunk[length - 1] ?? 0;
    }
    this.longestLine = Math.max(this.longestLine, this.bytes - this.#lineStart);
    this.hasNul ||= chunk.includes(0);
  }

  /** Lines up to the last that holds something, the blank ones among them included. */
  get lines(): number {
    return this.#isOpen ? this.#ends + 1 : this.#ends - this.trailingBlank;
  }

  /** Blank lines among `lines`. */
  get blankWithin(): number {
    return this.innerBlank + (this.#isOpen ? this.trailingBlank : 0);
  }

  get #isOpen(): boolean {
    return this.bytes > 0 && this.#last !== 10;
  }
}
