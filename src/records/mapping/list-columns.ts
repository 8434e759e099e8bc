import type { Bilingual } from "../../platform/index.ts";

const columnsListed = 60;
const longestShown = 80;

/** The columns at hand, for a sentence. */
export function listColumns(columns: readonly string[]): Bilingual {
  const shown = columns
    .slice(0, columnsListed)
    .map((column) => (column.length > longestShown ? `${column.slice(0, longestShown)}…` : column));
  const more = columns.length - shown.length;
  return {
    zh: shown.join("、") + (more > 0 ? `，另有 ${more} 列` : ""),
    en: shown.join(", ") + (more > 0 ? ` and ${more} more` : ""),
  };
}
