import type { Bilingual } from "../../platform/index.ts";

/** A file, sheet or member that cannot be read at all. `readFiles` collects them, so that all are told at once. */
export class FileProblem extends Error {
  readonly sentence: Bilingual;
  constructor(sentence: Bilingual, cause?: unknown) {
    super(sentence.en, { cause });
    this.name = "FileProblem";
    this.sentence = sentence;
  }
}
