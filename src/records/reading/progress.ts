/** How far one file is, from 0 to 1; never goes back. */
export class Progress {
  readonly #report: (share: number) => void;
  #share = 0;

  constructor(report: (share: number) => void) {
    this.#report = report;
  }

  /** A part of the work, counted in bytes of which there are `total`. */
  phase(from: number, to: number, total: number): (bytes: number) => void {
    let done = 0;
    return (bytes) => {
      done += bytes;
      this.#reach(from + (to - from) * Math.min(1, done / Math.max(1, total)));
    };
  }

  part(from: number, to: number): Progress {
    return new Progress((share) => this.#reach(from + (to - from) * share));
  }

  finish(): void {
    this.#reach(1);
  }

  #reach(share: number): void {
    if (share <= this.#share) return;
    this.#share = share;
    this.#report(share);
  }
}
