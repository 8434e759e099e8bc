import { visibleText } from "../desk/index.ts";
import type { Bilingual, Language } from "../platform/index.ts";
import { placed, type RefusedRow } from "../records/index.ts";

/** What came of an import, whoever ran it. */
export interface ImportOutcome {
  readonly sentence: Bilingual;
  readonly notes: readonly Bilingual[];
  /** The first of those refused. */
  readonly refused: readonly RefusedRow[];
  readonly refusedTotal: number;
}

const refusedShown = 10;

/** The sentence, then the notes and the first refused rows, a line each. */
export function outcomeLines(outcome: ImportOutcome, language: Language): string[] {
  const { sentence, notes, refused, refusedTotal } = outcome;
  const shown = refused.slice(0, refusedShown);
  const more = refusedTotal - shown.length;
  const lines: Bilingual[] = [sentence, ...notes, ...shown.map(placed)];
  if (more > 0) lines.push({ zh: `另有 ${more} 行未采用。`, en: `${more} more rows were refused.` });
  return lines.map((line) => visibleText(line[language]));
}
