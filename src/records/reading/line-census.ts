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
  #lineStart = 0;
  /** The last byte before the present chunk. */
  #last = 10;

  update(chunk: Buffer): void {
    for (let i = chunk.indexOf(10); i >= 0; i = chunk.indexOf(10, i + 1)) {
      const length = this.bytes + i - this.#lineStart;
      this.#ends += 1;
      this.#lineStart += length + 1;
      if (length > this.longestLine) this.longestLine = length;
      if (length === 0 || (length === 1 && (i > 0 ? chunk[i - 1] : this.#last) === 13)) {
        this.trailingBlank += 1;
      } else if (this.trailingBlank > 0) {
        this.innerBlank += this.trailingBlank;
        this.trailingBlank = 0;
      }
    }
    this.bytes += chunk.length;
    this.#last = chunk.at(-1) ?? this.#last;
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
    return this.bytes > this.#lineStart;
  }
}
