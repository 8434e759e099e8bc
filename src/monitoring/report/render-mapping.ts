import { visibleText } from "../../desk/index.ts";
import type { Language } from "../../platform/index.ts";
import { clipToWidth, displayWidth } from "./display-width.ts";
import type { ReportData } from "./report-data.ts";

const words = {
  zh: {
    heading: "识别出的文件与列（数字为把握；可用 --save-map 写出后修改）",
    unused: "未用，保留在原始行：",
    more: (n: number) => `… 另有 ${n} 列`,
  },
  en: {
    heading:
      "What the files and columns were taken for (figures are confidence; --save-map writes it for correction)",
    unused: "unused, kept with the source row: ",
    more: (n: number) => `… ${n} more`,
  },
} as const;

const unusedShown = 40;

/** What was guessed, for the terminal: a paragraph a file and kind, every column with its confidence. */
export function renderMapping(
  mapping: ReportData["mapping"],
  { language, width }: { readonly language: Language; readonly width: number },
): string {
  const groups = Map.groupBy(mapping, ({ file, kind, when }) => [file, kind, when ?? ""].join("\n"));
  const paragraphs = [...groups.values()].flatMap((rows) => {
    const [first] = rows;
    if (!first) return [];
    const parts = rows.map(({ fieldTitle, column, confidence, form }) => {
      if (first.kind === "") return visibleText(column);
      const sure = confidence === undefined ? "" : ` ${confidence.toFixed(2)}`;
      return `${fieldTitle[language]} ← ${visibleText(column)}${form === undefined ? "" : ` (${form})`}${sure}`;
    });
    if (first.kind === "") {
      const more = parts.length - unusedShown;
      const shown = more > 0 ? [...parts.slice(0, unusedShown), words[language].more(more)] : parts;
      return [wrap(`    ${words[language].unused}`, shown, width)];
    }
    const rule = first.when === undefined ? "" : ` · ${visibleText(first.when)}`;
    return [
      `  ${clipToWidth(`${visibleText(first.file)} → ${first.kindTitle[language]}${rule}`, width - 2)}`,
      wrap("    ", parts, width),
    ];
  });
  return [words[language].heading, ...paragraphs, ""].join("\n");
}

/** Parts in a row, parted by ` · `, in lines of at most `width` columns that begin where the first one does. */
function wrap(lead: string, parts: readonly string[], width: number): string {
  const lines = [lead];
  for (const [i, part] of parts.entries()) {
    const text = i + 1 < parts.length ? `${part} · ` : part;
    const line = lines.at(-1) ?? "";
    if (i > 0 && displayWidth(line) + displayWidth(text) > width) lines.push(`    ${text}`);
    else lines[lines.length - 1] = line + text;
  }
  return lines.map((line) => line.trimEnd()).join("\n");
}
