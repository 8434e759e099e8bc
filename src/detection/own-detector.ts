import { z } from "zod";
import { type Bilingual, type Language, Refusal, sql } from "../platform/index.ts";
import { facts, kindOfTable } from "../records/index.ts";
import { type Detector, defineDetector, type QueryRow, type Run } from "./define-detector.ts";
import { writtenHere } from "./locality.ts";
import { decimal, whole } from "./parameter.ts";
import { type Scheme, schemes } from "./schemes.ts";

/** Ids of detectors that were written in the product; none that ships is called so. */
export const ownId = z.string().regex(/^own-[a-z0-9]+(-[a-z0-9]+)*$/, {
  error:
    "编号以 own- 开头，后接小写字母、数字和连字符，如 own-round-amounts | an id begins with own- and goes on with small letters, digits and hyphens, such as own-round-amounts",
});

const needed = { error: "中英文都要写 | both languages are needed" };
const said = (most: number) => {
  const text = z.string().trim().min(1, needed).max(most);
  return z.object({ zh: text, en: text });
};
const saidOnce = z.array(said(1_000)).min(1).max(20);

/** What an auditor declares of a detector: the same as a file does, with SQL in place of a function. */
export const ownDeclaration = z.object({
  scheme: z.enum(Object.keys(schemes) as [Scheme, ...Scheme[]]),
  severity: z.enum(["low", "medium", "high"]),
  title: said(100),
  why: said(2_000),
  formula: said(4_000),
  /** `{name}` stands for a fact, or for a column of the result. */
  sentence: said(1_000),
  innocent: saidOnce,
  blindTo: saidOnce,
  nextChecks: saidOnce,
  source: z.string().trim().min(1).max(500),
  /** Tables and the columns in them without which it has nothing to say. */
  reads: z.record(z.string(), z.array(z.string()).max(50)),
  parameters: z
    .array(
      z.object({
        name: z.string().regex(/^[a-z][A-Za-z0-9]*$/),
        form: z.enum(["whole", "decimal"]),
        usual: z.number(),
        least: z.number(),
        most: z.number(),
        meaning: said(300),
      }),
    )
    .max(20),
  /** One row a finding; `$name` stands for a parameter, `$asOf` for the last day that counts. */
  sql: z.string().trim().min(1).max(50_000),
});
export type OwnDeclaration = z.infer<typeof ownDeclaration>;

export const isOwn = ({ id }: Pick<Detector, "id">) => id.startsWith("own-");

/** A detector as those of files are, out of what was declared. Its query runs in a locked instance and nowhere else. */
export function ownDetector(id: string, declared: OwnDeclaration): Detector {
  const { scheme, severity, title, why, formula, innocent, blindTo, nextChecks, source, reads } = declared;
  ownId.parse(id);
  const parameters = declared.parameters.map(
    ({ name, form, usual, least, most, meaning }) =>
      [name, (form === "whole" ? whole : decimal)(usual, [least, most], meaning.zh, meaning.en)] as const,
  );
  return defineDetector({
    // What a query looks at cannot be told by reading it: it is taken for evidence of its own kind.
    ...{
      id,
      scheme,
      basis: "documents",
      title,
      why,
      formula,
      innocent,
      blindTo,
      nextChecks,
      source,
      severity,
    },
    reads: reads as Detector["reads"],
    locality: writtenHere,
    params: z.object(Object.fromEntries(parameters)),
    facts: z.looseObject({}),
    query: (params, _tables, run) => sql.raw(`SELECT * FROM (\n${ownQuery(declared.sql, params, run)}\n)`),
    sentence: {
      zh: (facts, row) => filled(declared.sentence, "zh", facts, row),
      en: (facts, row) => filled(declared.sentence, "en", facts, row),
    },
  });
}

/** What is wrong with a declaration besides its SQL, a sentence a problem. */
export function declarationProblems({ parameters, reads }: OwnDeclaration): Bilingual[] {
  const problems: Bilingual[] = [];
  const names = new Set<string>();
  for (const { name, form, usual, least, most } of parameters) {
    if (names.has(name) || name === "asOf") {
      problems.push({ zh: `参数名 ${name} 重复。`, en: `The name ${name} stands for two parameters.` });
    }
    names.add(name);
    if (!(least <= usual && usual <= most)) {
      problems.push({
        zh: `参数 ${name} 的默认值不在范围之内。`,
        en: `The default of parameter ${name} is not within its bounds.`,
      });
    }
    if (form === "whole" && ![usual, least, most].every(Number.isInteger)) {
      problems.push({ zh: `参数 ${name} 应为整数。`, en: `Parameter ${name} takes whole numbers.` });
    }
  }
  for (const [table, columns] of Object.entries(reads)) {
    const known = columnsOf(table);
    if (!known) {
      problems.push({ zh: `所需数据：没有表 ${table}。`, en: `Data it needs: there is no table ${table}.` });
      continue;
    }
    for (const column of columns.filter((one) => !known.has(one))) {
      problems.push({
        zh: `所需数据：表 ${table} 没有列 ${column}。`,
        en: `Data it needs: table ${table} has no column ${column}.`,
      });
    }
  }
  return problems;
}

function columnsOf(table: string): ReadonlySet<string> | undefined {
  if (Object.hasOwn(facts, table)) return new Set(Object.keys(facts[table as keyof typeof facts]));
  const kind = kindOfTable(table);
  return kind && new Set(["rid", "file", "row", ...Object.keys(kind.fields)]);
}

/** The SQL with its values in their places; what stands in quotes or in a comment is left as it is. */
export function ownQuery(text: string, params: Readonly<Record<string, unknown>>, { asOf }: Run): string {
  const body = text.replace(/;\s*$/, "");
  return body.replace(
    /'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?\*\/|\$([A-Za-z][A-Za-z0-9]*)/g,
    (written, name: string | undefined) => {
      if (name === undefined) return written;
      if (name === "asOf") return `DATE '${dayOf(asOf)}'`;
      const value = params[name];
      // What is no parameter stays, and is refused as unknown.
      return typeof value === "number" ? numberText(value) : written;
    },
  );
}

function dayOf(asOf: string): string {
  if (!/^\d{4}-\d\d-\d\d$/.test(asOf)) throw new Refusal("invalid", `${asOf} is no day.`);
  return asOf;
}

const numberText = (value: number) => (value < 0 ? `(${value})` : String(value));

function filled(
  sentence: Bilingual,
  language: Language,
  said: Readonly<Record<string, unknown>>,
  row: QueryRow,
): string {
  const locale = language === "zh" ? "zh-CN" : "en";
  const all: Readonly<Record<string, unknown>> = { ...row, ...said };
  return sentence[language].replace(/\{([A-Za-z_][A-Za-z0-9_]*)\}/g, (_, name: string) => {
    const value = all[name];
    if (value === undefined || value === null) return "–";
    if (typeof value === "number" || typeof value === "bigint") {
      return new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(value);
    }
    return typeof value === "object" ? JSON.stringify(value) : String(value);
  });
}
