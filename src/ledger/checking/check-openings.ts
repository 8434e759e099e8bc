import type pg from "pg";
import { type Bilingual, checkLogTables, type LogTableFault } from "../../platform/index.ts";
import type { IntegrityFault } from "./report-fault.ts";

/** What the database keeps beside the entries (see `checkLogTables`), as faults for people. */
export async function checkOpenings(
  session: pg.Client,
  signal: AbortSignal,
  isErased?: (place: string) => boolean,
): Promise<{ readonly openings: number; readonly faults: readonly IntegrityFault[] }> {
  const { openings, faults } = await checkLogTables(session, signal, isErased);
  return {
    openings,
    faults: faults.map((fault) => ({ place: placeOf(fault), sentence: sentenceOf(fault) })),
  };
}

function placeOf({ what, index, event, side }: LogTableFault): string {
  if (what === "head") return "log:head";
  return index === undefined ? `opening:${event}/${side}` : `log:${index}/${side ?? "row"}`;
}

function sentenceOf({ what, index, event, side }: LogTableFault): Bilingual {
  const at = index === undefined ? { zh: `事件 ${event}`, en: `Event ${event}` } : ofEntry(index);
  const which = side === "before" ? { zh: "之前", en: "before" } : { zh: "之后", en: "after" };
  switch (what) {
    case "entry":
      return {
        zh: `${at.zh}自称的序号或编号与所在的行不符：有人在系统之外改动过数据库。`,
        en: `${at.en} names another index or event than its row: the database was changed from outside.`,
      };
    case "opening-changed":
      return {
        zh: `${at.zh}所承诺的“${which.zh}”内容已被改动。`,
        en: `What ${at.en} commits to as “${which.en}” is no longer what the database keeps.`,
      };
    case "opening-gone":
      return {
        zh: `${at.zh}所承诺的“${which.zh}”内容已从数据库消失，日志中没有相应的删除记录。`,
        en: `What ${at.en} commits to as “${which.en}” is gone from the database, and no erasure in the log tells of it.`,
      };
    case "opening-unknown":
      return {
        zh: `数据库为${at.zh}保存了“${which.zh}”内容，但没有任何条目承诺过它。`,
        en: `The database keeps a “${which.en}” of ${at.en} that no entry commits to.`,
      };
    case "head":
      return {
        zh: "日志的条目总数与实际条目不符：有条目被增删。",
        en: "The count of the log's entries is not that of the entries that are there: some were added or taken away.",
      };
  }
}

const ofEntry = (index: number): Bilingual => ({ zh: `日志第 ${index} 条`, en: `Entry ${index}` });
