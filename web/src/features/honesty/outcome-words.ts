import type { Tone } from "../../ui/index.ts";
import type { Outcome } from "./types.ts";

export const outcomeWords: { readonly [Language in "zh" | "en"]: Readonly<Record<Outcome, string>> } = {
  zh: { falsified: "造假", honest: "业务真实", untold: "无法判断" },
  en: { falsified: "Falsified", honest: "Honest", untold: "Could not be told" },
};

export const outcomeTones: Readonly<Record<Outcome, Tone>> = {
  falsified: "bad",
  honest: "good",
  untold: "neutral",
};
