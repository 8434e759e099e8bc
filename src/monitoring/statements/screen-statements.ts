import { z } from "zod";
import {
  beneish,
  beneishBound,
  beneishIndices,
  beneishPush,
  beneishTitles,
  type Statement,
} from "../../detection/index.ts";

const bilingual = z.object({ zh: z.string(), en: z.string() });

export const statementScreen = z.object({
  /** Above it M speaks of statements that were dressed up; Beneish 1999. */
  bound: z.number(),
  companies: z.array(
    z.object({
      /** Legal entity; absent where the source names none. */
      entity: z.string().optional(),
      currency: z.string().optional(),
      /** The newest first. */
      years: z.array(
        z.object({
          record: z.string(),
          period: z.string(),
          /** The period it is held against; without one nothing can be said. */
          before: z.string().optional(),
          m: z.number().optional(),
          indices: z.array(
            z.object({
              index: z.string(),
              title: bilingual,
              /** Absent where a figure is missing that it needs: it counts as saying nothing then. */
              value: z.number().optional(),
              /** What it adds to M beyond saying nothing. */
              push: z.number(),
            }),
          ),
        }),
      ),
    }),
  ),
});
export type StatementScreen = z.infer<typeof statementScreen>;

/** A record of kind `financial-statement`. */
export interface StatementRecord {
  readonly record: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** Every company's statements by year, each held against the one before it of the same company and currency. */
export function screenStatements(records: readonly StatementRecord[]): StatementScreen {
  const read = records.flatMap((one) => readStatement(one) ?? []);
  const byCompany = Map.groupBy(read, ({ entity, currency }) => JSON.stringify([entity, currency]));
  const companies = [...byCompany.values()].map((own) => {
    const ascending = own.toSorted((a, b) => (a.period < b.period ? -1 : 1));
    const years = ascending.map((now, i) => {
      // Two statements of one period are two sources of it; the year before is an earlier one.
      const before = ascending.slice(0, i).findLast(({ period }) => period < now.period);
      return { record: now.record, period: now.period, ...comparison(now.statement, before) };
    });
    const [first] = own;
    return {
      ...(first?.entity === undefined ? {} : { entity: first.entity }),
      ...(first?.currency === undefined ? {} : { currency: first.currency }),
      years: years.reverse(),
    };
  });
  return {
    bound: beneishBound,
    companies: companies.sort((a, b) => ((a.entity ?? "") < (b.entity ?? "") ? -1 : 1)),
  };
}

function comparison(
  now: Statement,
  before: { readonly period: string; readonly statement: Statement } | undefined,
) {
  if (!before) return { indices: [] };
  const { score, indices, neutral } = beneish(now, before.statement);
  const shown = beneishIndices.map((index) => ({
    index,
    title: beneishTitles[index],
    ...(neutral.includes(index) ? {} : { value: indices[index] }),
    // No minus zero.
    push: beneishPush(index, indices[index]) + 0,
  }));
  return { before: before.period, m: score, indices: shown };
}

function readStatement({ record, fields }: StatementRecord) {
  const figure = (name: string) => {
    const value = fields[name];
    return typeof value === "string" && /^-?\d+$/.test(value) ? Number(value) : undefined;
  };
  const text = (name: string) => (typeof fields[name] === "string" ? fields[name] : undefined);
  const [revenue, totalAssets] = [figure("revenue"), figure("total_assets")];
  const period = text("ends_on") ?? text("period");
  if (period === undefined || !(Number(revenue) > 0) || !(Number(totalAssets) > 0)) return undefined;
  const statement: Statement = {
    revenue: Number(revenue),
    totalAssets: Number(totalAssets),
    costOfSales: figure("cost_of_sales"),
    sellingAndAdmin: figure("selling_and_admin"),
    depreciation: figure("depreciation"),
    netIncome: figure("net_income"),
    operatingCashFlow: figure("operating_cash_flow"),
    receivables: figure("receivables"),
    currentAssets: figure("current_assets"),
    fixedAssets: figure("fixed_assets"),
    securities: figure("securities"),
    currentLiabilities: figure("current_liabilities"),
    longTermDebt: figure("long_term_debt"),
  };
  return { record, period, entity: text("legal_entity"), currency: text("currency"), statement };
}
