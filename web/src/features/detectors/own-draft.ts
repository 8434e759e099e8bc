import type { Version } from "./types.ts";

export type Declaration = NonNullable<Version["declaration"]>;
type Bilingual = Declaration["title"];

/** What is being written, as the fields hold it: lists a line each, numbers as text. */
export interface OwnDraft {
  readonly id: string;
  readonly scheme: Declaration["scheme"];
  readonly severity: Declaration["severity"];
  readonly title: Bilingual;
  readonly why: Bilingual;
  readonly formula: Bilingual;
  readonly sentence: Bilingual;
  readonly innocent: Bilingual;
  readonly blindTo: Bilingual;
  readonly nextChecks: Bilingual;
  readonly source: string;
  readonly reads: string;
  readonly parameters: readonly OwnParameter[];
  readonly sql: string;
}

export interface OwnParameter {
  /** Tells lines apart while their names are typed. */
  readonly line: number;
  readonly name: string;
  readonly form: "whole" | "decimal";
  readonly usual: number;
  readonly least: number;
  readonly most: number;
  readonly meaning: Bilingual;
}

const empty = { zh: "", en: "" };

const skeleton = `SELECT
  doc_kind AS subject_kind,
  doc_id AS subject_id,
  doc_id AS key,
  strength(amount / 100.0, $limit) AS score,
  amount,
  currency,
  seller,
  customer,
  [rid] AS evidence,
  {'gross': amount / 100} AS facts
FROM sales
WHERE amount > 100 * $limit AND sold_at <= $asOf + 1`;

export const freshDraft: OwnDraft = {
  id: "own-",
  scheme: "fictitious-sale",
  severity: "medium",
  ...{ title: empty, why: empty, formula: empty, sentence: empty },
  ...{ innocent: empty, blindTo: empty, nextChecks: empty },
  source: "",
  reads: "sales: amount",
  parameters: [
    { line: 0, name: "limit", form: "whole", usual: 100_000, least: 1, most: 1_000_000_000, meaning: empty },
  ],
  sql: skeleton,
};

export function draftOf(id: string, declared: Declaration): OwnDraft {
  const joined = (list: readonly Bilingual[]) => ({
    zh: list.map(({ zh }) => zh).join("\n"),
    en: list.map(({ en }) => en).join("\n"),
  });
  const { innocent, blindTo, nextChecks, reads, parameters, ...rest } = declared;
  return {
    ...rest,
    id,
    innocent: joined(innocent),
    blindTo: joined(blindTo),
    nextChecks: joined(nextChecks),
    reads: Object.entries(reads)
      .map(([table, columns]) => `${table}: ${columns.join(", ")}`)
      .join("\n"),
    parameters: parameters.map((parameter, line) => ({ ...parameter, line })),
  };
}

export function declarationOf({ id: _, ...draft }: OwnDraft): Declaration {
  const { innocent, blindTo, nextChecks, reads, parameters, ...rest } = draft;
  return {
    ...rest,
    innocent: listOf(innocent),
    blindTo: listOf(blindTo),
    nextChecks: listOf(nextChecks),
    reads: Object.fromEntries(
      lines(reads).map((line) => {
        const [table = "", columns = ""] = line.split(/[:：]/);
        return [table.trim(), columns.split(/[,，、\s]+/).filter(Boolean)];
      }),
    ),
    parameters: parameters.map(({ line: _line, ...parameter }) => parameter),
  };
}

const lines = (text: string) =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);

/** The lines of both languages side by side; where one has fewer, it is empty and the server says so. */
function listOf({ zh, en }: Bilingual): Bilingual[] {
  const [chinese, english] = [lines(zh), lines(en)];
  const count = Math.max(1, chinese.length, english.length);
  return Array.from({ length: count }, (_, i) => ({ zh: chinese[i] ?? "", en: english[i] ?? "" }));
}
