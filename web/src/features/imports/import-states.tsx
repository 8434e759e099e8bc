import { StatusTag, type Tone, useWords } from "../../ui/index.ts";
import type { ImportRow } from "./types.ts";

const words = {
  zh: { waiting: "排队中", running: "导入中", done: "已完成", failed: "失败", cancelled: "已取消" },
  en: { waiting: "Waiting", running: "Importing", done: "Done", failed: "Failed", cancelled: "Cancelled" },
};

const tones: Record<ImportRow["state"], Tone> = {
  waiting: "neutral",
  running: "active",
  done: "good",
  failed: "bad",
  cancelled: "neutral",
};

export function ImportState({ state }: Pick<ImportRow, "state">) {
  return <StatusTag tone={tones[state]}>{useWords(words)[state]}</StatusTag>;
}

export const isUnderWay = (state: ImportRow["state"]) => state === "waiting" || state === "running";
