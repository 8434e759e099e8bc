export type RefusalCode = "not-found" | "forbidden" | "conflict" | "invalid";

/** A request that was understood and is declined; the sentence is shown to the person as it stands. */
export class Refusal extends Error {
  readonly code: RefusalCode;
  constructor(code: RefusalCode, sentence: string) {
    super(sentence);
    this.name = "Refusal";
    this.code = code;
  }
}
