import { z } from "zod";
import type { Bilingual, Context } from "../../platform/index.ts";
import { reportFault } from "./report-fault.ts";

/** What somebody's browser found. No text of its own: what it says stands in the log. */
export const doubtInput = z.object({
  /** - `proof`: what is stored or proved does not fit what was sealed.
   * - `history`: the log is not what this browser was shown before. */
  finding: z.enum(["proof", "history"]),
  about: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("record"), id: z.uuid(), version: z.int().min(1).max(1_000_000) }),
    z.object({ kind: z.literal("alert-version"), id: z.uuid(), version: z.int().min(1).max(1_000_000) }),
    z.object({ kind: z.literal("alert-step"), id: z.uuid(), version: z.int().min(1).max(1_000_000) }),
    z.object({ kind: z.literal("log") }),
  ]),
});

export type DoubtInput = z.infer<typeof doubtInput>;

/** A check in somebody's browser has failed: a fault that everybody who watches the ledger sees. Whether it is new. */
export function doubtLog(context: Context, doubt: DoubtInput): Promise<boolean> {
  const { about, finding } = doubt;
  const where = about.kind === "log" ? "log" : `${about.kind}:${about.id}/${about.version}`;
  const place = `browser:${finding}/${where}`;
  return reportFault(context, { place, sentence: sentenceOf(doubt) }, "integrity.doubt");
}

function sentenceOf({ finding, about }: DoubtInput): Bilingual {
  if (finding === "history") {
    return {
      zh: "一位使用者的浏览器发现：账本与它以前看到的不一致，历史可能被改写过。",
      en: "Somebody's browser found that the log is not what it was shown before: history may have been rewritten.",
    };
  }
  const { zh, en } = wordsOf(about);
  return {
    zh: `一位使用者在浏览器中核验${zh}时未通过：现有内容与封存的不符。`,
    en: `A check in somebody's browser failed: ${en} does not fit what was sealed.`,
  };
}

function wordsOf(about: DoubtInput["about"]): Bilingual {
  if (about.kind === "log") return { zh: "账本", en: "the log" };
  const { id, version } = about;
  if (about.kind === "record")
    return { zh: `记录 ${id} 第 ${version} 版`, en: `version ${version} of record ${id}` };
  if (about.kind === "alert-version")
    return { zh: `疑点 ${id} 第 ${version} 版`, en: `version ${version} of alert ${id}` };
  return { zh: `疑点 ${id} 的第 ${version} 步处理`, en: `step ${version} on alert ${id}` };
}
