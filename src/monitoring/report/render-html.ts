import type { Language } from "../../platform/index.ts";
import { page } from "./html/page.ts";
import type { ReportData } from "./report-data.ts";

/** One file with both languages and no script; `language` is the one it opens in. */
export function renderHtml(data: ReportData, { language }: { language: Language }): string {
  return page(data, language).markup;
}
