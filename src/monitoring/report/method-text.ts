import type { z } from "zod";
import type { Detector, DetectorRun } from "../../detection/index.ts";
import type { Bilingual } from "../../platform/index.ts";
import { count } from "./figures.ts";
import { methodWords } from "./words/method-words.ts";

/** How a detector's run went, in a line. */
export function stateText({ state, reason, found, kept, tests }: DetectorRun): Bilingual {
  if (state === "ran") {
    const ran = methodWords.state.ran(count(found), count(kept));
    if (tests === 0) return ran;
    const tested = methodWords.tests(count(tests));
    return { zh: `${ran.zh}；${tested.zh}`, en: `${ran.en}; ${tested.en}` };
  }
  const words = methodWords.state[state];
  return reason ? { zh: `${words.zh}：${reason.zh}`, en: `${words.en}: ${reason.en}` } : words;
}

export interface Parameter {
  readonly name: string;
  readonly value: string;
  readonly meaning: Bilingual;
}

/** The parameters as they were in this run; a schema describes each as `中文 | English`. */
export function parametersOf({ params }: Detector, run: DetectorRun): Parameter[] {
  return Object.entries(params.shape).map(([name, schema]) => {
    const [zh = "", en = zh] = ((schema as z.ZodType).description ?? "").split(" | ");
    const value = run.params[name];
    return { name, value: typeof value === "string" ? value : writeValue(value), meaning: { zh, en } };
  });
}

const writeValue = (value: unknown): string =>
  JSON.stringify(value, (_key, inner) => (typeof inner === "bigint" ? inner.toString() : inner)) ?? "—";
