import type { Declaration, OwnDraft } from "./own-draft.ts";
import type { ownWords } from "./own-words.ts";

type Words = (typeof ownWords)["zh" | "en"];
const texts = ["title", "why", "formula", "sentence", "innocent", "blindTo", "nextChecks"] as const;

/** What has to be written before the draft can be saved, in the words of the form. */
export function missingIn(draft: OwnDraft, words: Words): string[] {
  const one = (label: string, text: { readonly zh: string; readonly en: string }, isList = false) => {
    const [zh, en] = [linesOf(text.zh), linesOf(text.en)];
    if (isList && zh > 0 && en > 0 && zh !== en) return [words.unevenLines(label)];
    return [
      ...(zh === 0 ? [words.inLanguage(label, words.chinese)] : []),
      ...(en === 0 ? [words.inLanguage(label, words.english)] : []),
    ];
  };
  return [
    ...(/^own-[a-z0-9]/.test(draft.id) ? [] : [words.id]),
    ...draft.parameters.flatMap(({ name, meaning }) => one(words.meaningOf(name), meaning)),
    ...texts.flatMap((name) =>
      one(labelOf(name, words), draft[name], ["innocent", "blindTo", "nextChecks"].includes(name)),
    ),
    ...(draft.source.trim() === "" ? [words.source] : []),
  ];
}

const linesOf = (text: string) => text.split("\n").filter((line) => line.trim() !== "").length;

/** Without what the label explains in brackets. */
const labelOf = (name: (typeof texts)[number], words: Words) =>
  words[name === "title" ? "name" : name].replace(/（.*）|\s*\(.*\)/u, "");

/** For checking the query before every text is written. */
export function withPlaceholders(declared: Declaration): Declaration {
  const said = ({ zh, en }: Declaration["title"]) => ({ zh: zh.trim() || "–", en: en.trim() || "–" });
  const { title, why, formula, sentence, innocent, blindTo, nextChecks, parameters, source } = declared;
  return {
    ...declared,
    title: said(title),
    why: said(why),
    formula: said(formula),
    sentence: said(sentence),
    innocent: innocent.map(said),
    blindTo: blindTo.map(said),
    nextChecks: nextChecks.map(said),
    parameters: parameters.map((parameter) => ({ ...parameter, meaning: said(parameter.meaning) })),
    source: source.trim() || "–",
  };
}
