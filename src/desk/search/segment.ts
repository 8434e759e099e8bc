import type { Jieba } from "@node-rs/jieba";
import { splitRuns } from "./split-runs.ts";

let loading: Promise<Jieba> | undefined;

// A third of a second and 60 MB: only for those who search.
async function load(): Promise<Jieba> {
  const [{ Jieba }, { dict }] = await Promise.all([
    import("@node-rs/jieba"),
    import("@node-rs/jieba/dict.js"),
  ]);
  return Jieba.withDict(dict);
}

/** The words of a text in their order, normalised: Chinese as jieba cuts it, codes whole. No signs, no spaces. */
export async function segment(text: string): Promise<string[]> {
  const runs = splitRuns(text);
  if (!runs.some(({ isHan }) => isHan)) return runs.map(({ text: run }) => run);
  loading ??= load();
  const jieba = await loading;
  return runs.flatMap(({ isHan, text: run }) => (isHan ? jieba.cut(run, true) : [run]));
}
