import { Jieba } from "@node-rs/jieba";
import { dict } from "@node-rs/jieba/dict.js";
import { pinyin } from "pinyin-pro";

/**
 * How alike two company names are, 0–1, Chinese or English. What all names have in common says nothing: legal forms and
 * places are left out, and words count the less the more names they stand in. Known ways to make one firm look like
 * two: another legal form, a changed character of the same sound, words turned round, 与/和/& , a branch's suffix.
 */
export interface NameParts {
  /** The name without legal form, in one case and width. */
  readonly core: string;
  readonly words: readonly string[];
  /** Chinese as it sounds, without tones: 恒澜 and 衡澜 are `henglan`. */
  readonly sound: string;
  /** A name of a few Latin words begun at another word: Xiaoming Wang is 王小明, whose family name stands first. */
  readonly turned: readonly string[];
}

let segmenter: Jieba | undefined;
const segmented = (text: string): string[] => {
  segmenter ??= Jieba.withDict(dict);
  return segmenter.cut(text, false);
};

const legalForms =
  /(股份有限公司|有限责任公司|有限合伙|有限公司|总公司|分公司|子公司|公司|集团|股份|商行|经营部|个体工商户|工作室|中心店|分店|门店)+$/u;
const westernForms =
  /\b(co|company|ltd|limited|inc|incorporated|llc|llp|gmbh|ag|corp|corporation|plc|sa|bv|nv|pty|pte|holdings?|group)\b\.?/g;

export function partsOf(name: string): NameParts {
  const plain = name
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[（(【[].*?[)）】\]]/gu, " ")
    .replace(westernForms, " ");
  const core = plain.replace(/[^\p{L}\p{N}]+/gu, "").replace(legalForms, "") || plain.replace(/\s+/gu, "");
  const words = /\p{Script=Han}/u.test(core)
    ? segmented(core).filter((word) => /[\p{L}\p{N}]/u.test(word))
    : plain.split(/[^\p{L}\p{N}]+/u).filter((word) => word.length > 1 && word !== "and");
  return { core, words, sound: soundOf(core), turned: turnedOf(core, words) };
}

const mostTurned = 3;

function turnedOf(core: string, words: readonly string[]): string[] {
  if (/\p{Script=Han}/u.test(core) || words.length < 2 || words.length > mostTurned) return [];
  return words.slice(1).map((_, i) => [...words.slice(i + 1), ...words.slice(0, i + 1)].join(""));
}

const soundOf = (core: string): string =>
  /\p{Script=Han}/u.test(core) ? pinyin(core, { toneType: "none", type: "array" }).join("") : core;

/** Weights of words by how rare they are among the names given: ln(1 + N/n). */
export function rarityOf(names: readonly NameParts[]): (word: string) => number {
  const counts = new Map<string, number>();
  for (const { words } of names)
    for (const word of new Set(words)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return (word) => Math.log(1 + names.length / (counts.get(word) ?? 1));
}

/** The larger of weighted words in common and letters in common, and as it sounds a little less than as it is written. */
export function likeness(a: NameParts, b: NameParts, rarity: (word: string) => number): number {
  if (a.core === b.core) return 1;
  const letters = editSimilarity(a.core, b.core);
  const sound = 0.97 * editSimilarity(a.sound, b.sound);
  const turned = a.turned.includes(b.sound) || b.turned.includes(a.sound);
  return Math.max(
    wordSimilarity(a.words, b.words, rarity),
    letters,
    a.sound === b.sound || turned ? 0.97 : sound,
  );
}

function wordSimilarity(
  a: readonly string[],
  b: readonly string[],
  rarity: (word: string) => number,
): number {
  const [one, other] = [new Set(a), new Set(b)];
  let common = 0;
  let all = 0;
  for (const word of new Set([...one, ...other])) {
    const weight = rarity(word);
    all += weight;
    if (one.has(word) && other.has(word)) common += weight;
  }
  return all === 0 ? 0 : common / all;
}

/** 1 − edits ÷ length of the longer, a swap of two neighbours being one edit (optimal string alignment). */
export function editSimilarity(a: string, b: string): number {
  const [x, y] = [[...a], [...b]];
  if (x.length === 0 && y.length === 0) return 1;
  let before: number[] = [];
  let last = y.map((_, j) => j).concat(y.length);
  for (let i = 1; i <= x.length; i++) {
    const row = [i];
    for (let j = 1; j <= y.length; j++) {
      const cost = x[i - 1] === y[j - 1] ? 0 : 1;
      let least = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + cost);
      if (i > 1 && j > 1 && x[i - 1] === y[j - 2] && x[i - 2] === y[j - 1])
        least = Math.min(least, (before[j - 2] ?? 0) + 1);
      row.push(least);
    }
    before = last;
    last = row;
  }
  return 1 - (last[y.length] ?? 0) / Math.max(x.length, y.length);
}

/** Keys of which two names that are alike share at least one: rare words, the beginning and the end as they sound. */
export function blockKeys(
  { words, sound, turned }: NameParts,
  rarity: (word: string) => number,
  least: number,
): string[] {
  const rare = words.filter((word) => rarity(word) >= least).map((word) => `w:${word}`);
  const begins = [sound, ...turned].map((one) => `b:${one.slice(0, 8)}`);
  return [...new Set([...rare, ...begins, `e:${sound.slice(-8)}`])];
}
