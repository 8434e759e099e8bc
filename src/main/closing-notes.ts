import { type Scan, visibleText, wrapToWidth } from "../monitoring/index.ts";
import type { Bilingual, Language } from "../platform/index.ts";
import { describeMapping, type Mapping, placed } from "../records/index.ts";

/** What was made of every table, with the confidence of each guess: a block a kind, columns that mean nothing last. */
export function mappingLines(mapping: Mapping, language: Language, width: number): string[] {
  const rows = Map.groupBy(describeMapping(mapping, language), ({ file, kind }) => `${file}\n${kind}`);
  return [...rows].flatMap(([key, columns]) => {
    const [file = "", kind = ""] = key.split("\n");
    const texts = columns.map(({ field, column, confidence, form }) => {
      const sure = confidence === undefined ? "" : ` ${confidence.toFixed(2)}`;
      return kind === "" ? column : `${field} ← ${column}${sure}${form === "" ? "" : ` [${form}]`}`;
    });
    if (kind === "" && texts.length > unusedShown) {
      const more = texts.length - unusedShown;
      texts.splice(unusedShown, more, { zh: `… 另有 ${more} 列`, en: `… ${more} more` }[language]);
    }
    const head = kind === "" ? unused[language] : `${file} → ${kind}`;
    const body = visibleText(texts.join(language === "zh" ? "；" : "; "));
    return [visibleText(head), ...wrapToWidth(body, Math.max(20, width - 4)).map((line) => `    ${line}`)];
  });
}

const unusedShown = 40;

const unused = {
  zh: "  未用到的列（保留在原始行中）",
  en: "  columns without a use (kept with their rows)",
} as const;

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
