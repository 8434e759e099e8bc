import type { Bilingual } from "./language.ts";

export type RefusalCode = "not-found" | "forbidden" | "conflict" | "invalid";

/** A request that was understood and is declined; its sentences, one a problem, are shown to the person as they stand. */
export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly problems: readonly Bilingual[];

  constructor(code: RefusalCode, problem: string | Bilingual | readonly Bilingual[]) {
    const problems = typeof problem === "string" ? [{ zh: problem, en: problem }] : [problem].flat();
    super(problems.map(({ en }) => en).join("\n"));
    this.name = "Refusal";
    this.code = code;
    this.problems = problems;
  }

  /** All problems in one text, a line each. */
  get sentence(): Bilingual {
    return { zh: this.problems.map(({ zh }) => zh).join("\n"), en: this.message };
  }
}
