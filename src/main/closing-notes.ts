import { visibleText } from "../desk/index.ts";
import type { Scan } from "../monitoring/index.ts";
import type { Bilingual, Language } from "../platform/index.ts";
import { placed } from "../records/index.ts";

const refusedShown = 10;

/** Notes of the reading, refused rows, tests that failed, and counts with the time it took. */
export function closingNotes({ report, refused }: Scan, language: Language, seconds: number): string[] {
  const { input, detectors } = report;
  const failed = detectors.flatMap(({ run: { id, state, reason } }) =>
    state === "failed" && reason ? [{ zh: `${id}：${reason.zh}`, en: `${id}: ${reason.en}` }] : [],
  );
  const ran = detectors.filter(({ run }) => run.state === "ran").length;
  const lines: Bilingual[] = [
    ...input.notes,
    ...refused.slice(0, refusedShown).map(placed),
    ...refusedCount(input.refused, Math.min(refusedShown, refused.length)),
    ...failed,
    {
      zh: `读取 ${new Set(input.files.map(({ path }) => path)).size} 个文件、${number(input.rows)} 行，运行 ${detectors.length} 项检测中的 ${ran} 项，用时 ${seconds.toFixed(1)} 秒。`,
      en: `${counted(new Set(input.files.map(({ path }) => path)).size, "file")} with ${counted(input.rows, "row")} read, ${ran} of ${detectors.length} tests run, in ${seconds.toFixed(1)} s.`,
    },
  ];
  return lines.map((line) => visibleText(line[language]));
}

function refusedCount(total: number, shown: number): Bilingual[] {
  if (total === 0) return [];
  const more = total - shown;
  return [
    {
      zh: `共有 ${number(total)} 行未采用${more > 0 ? `，另有 ${number(more)} 行未在此列出（--refused 文件名 可写出清单）` : ""}。`,
      en: `${counted(total, "row")} ${total === 1 ? "was" : "were"} refused${more > 0 ? `, ${number(more)} of them not listed here (--refused FILE writes the list)` : ""}.`,
    },
  ];
}

const number = (n: number) => n.toLocaleString("en");
const counted = (n: number, noun: string) => `${number(n)} ${noun}${n === 1 ? "" : "s"}`;
