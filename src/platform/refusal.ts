import type { Bilingual } from "./language.ts";

export type RefusalCode = "not-found" | "forbidden" | "conflict" | "invalid";

/** One thing that is wrong. */
export interface Problem extends Bilingual {
  /** Where in the input, as in `lines.0.fields.net`. */
  readonly path?: string;
}

/** A request that was understood and is declined; its sentences, one a problem, are shown to the person as they stand. */
export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly problems: readonly Problem[];
  /** Path of the page that shows what stands in the way, where the person may see it. */
  readonly see: string | undefined;
  /** What stands in the way ends by itself: the same may be asked again. */
  readonly isPassing: boolean;

  constructor(
    code: RefusalCode,
    problem: string | Problem | readonly Problem[],
    { see, isPassing = false }: { readonly see?: string | undefined; readonly isPassing?: boolean } = {},
  ) {
    const problems = typeof problem === "string" ? [{ zh: problem, en: problem }] : [problem].flat();
    super(problems.map(({ en }) => en).join("\n"));
    this.name = "Refusal";
    this.code = code;
    this.problems = problems;
    this.see = see;
    this.isPassing = isPassing;
  }

  /** All problems in one text, a line each. */
  get sentence(): Bilingual {
    return { zh: this.problems.map(({ zh }) => zh).join("\n"), en: this.message };
  }
}
