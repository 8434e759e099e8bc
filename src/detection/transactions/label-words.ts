import { Refusal } from "../../platform/index.ts";
import { negative, positive, unlabelled } from "./transactions.ts";

/** The column with the results of inspections, and how it says them. */
export interface LabelWords {
  readonly column: string;
  readonly positive: string;
  /** Absent where nobody wrote down what was found honest. */
  readonly negative?: string;
  /** An empty cell means not inspected in any case. */
  readonly unlabelled?: string;
}

/** 1, 0, −1; `undefined` for a word that nobody explained. */
export function labelOf(text: string, words: LabelWords): number | undefined {
  if (text === words.positive) return positive;
  if (text === words.negative) return negative;
  return text === "" || text === words.unlabelled ? unlabelled : undefined;
}

/** A word that means neither is more likely a slip than a report that nobody looked at. */
export function refuseUnknownLabels(found: ReadonlyMap<string, number>, words: LabelWords | undefined): void {
  if (found.size === 0 || words === undefined) return;
  const most = [...found].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, 5);
  const list = (separator: string) => most.map(([text, count]) => `“${text}” × ${count}`).join(separator);
  throw new Refusal("invalid", {
    zh: `“${words.column}”列中有未说明含义的取值：${list("、")}；请用 --positive、--negative、--unlabelled 说明哪个是造假、属实和未检查。`,
    en: `Column “${words.column}” holds values that were not explained: ${list(", ")}; say with --positive, --negative and --unlabelled which means falsified, honest and not inspected.`,
  });
}
