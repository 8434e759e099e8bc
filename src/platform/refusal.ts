import type { Bilingual } from "./language.ts";

export type RefusalCode = "not-found" | "forbidden" | "conflict" | "invalid";

/** A request that was understood and is declined; the sentence is shown to the person as it stands. */
export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly sentence: Bilingual;
  constructor(code: RefusalCode, sentence: string | Bilingual) {
    super(typeof sentence === "string" ? sentence : sentence.en);
    this.name = "Refusal";
    this.code = code;
    this.sentence = typeof sentence === "string" ? { zh: sentence, en: sentence } : sentence;
  }
}
