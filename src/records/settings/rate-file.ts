import type { Bilingual } from "../../platform/index.ts";
import { isoCurrencies } from "../mapping/iso-currencies.ts";
import { daySchema } from "./days.ts";
import type { Rate } from "./queries.ts";

/** The last word is what a problem calls the column in Chinese. */
const columns = {
  day: ["day", "date", "日期"],
  base: ["base", "currency", "from", "外币", "币种", "货币"],
  quote: ["quote", "to", "house", "目标货币", "本位币", "本币"],
  rate: ["rate", "汇率"],
  source: ["source", "来源"],
} as const;
type Column = keyof typeof columns;
const needed: readonly Column[] = ["day", "base", "quote", "rate"];

/** Every row of a file of rates, or what is wrong with it: row, column, value and what was expected. */
export function readRateFile(csv: string, source: string): { rates: Rate[]; problems: Bilingual[] } {
  const [heading = [], ...rows] = cells(csv);
  const places = new Map<Column, number>();
  for (const [name, words] of Object.entries(columns) as [Column, readonly string[]][]) {
    const at = heading.findIndex((cell) => words.includes(cell.trim().toLowerCase()));
    if (at >= 0) places.set(name, at);
  }
  const missing = needed.filter((name) => !places.has(name));
  if (missing.length > 0) return { rates: [], problems: missing.map(noColumn) };
  const problems: Bilingual[] = [];
  const rates: Rate[] = [];
  const seen = new Map<string, number>();
  rows.forEach((row, i) => {
    const line = i + 2;
    const get = (name: Column) => row[places.get(name) ?? -1]?.trim() ?? "";
    const rate = {
      base: get("base").toUpperCase(),
      quote: get("quote").toUpperCase(),
      day: get("day"),
      rate: get("rate"),
    };
    const found = problemsOf(rate, line);
    const key = `${rate.day} ${rate.base} ${rate.quote}`;
    const earlier = seen.get(key);
    if (found.length === 0 && earlier !== undefined) found.push(twice(line, earlier, key));
    seen.set(key, line);
    problems.push(...found);
    if (found.length === 0) rates.push({ ...rate, source: get("source") || source });
  });
  if (rates.length + problems.length === 0) problems.push(noRows);
  return { rates, problems };
}

function problemsOf({ base, quote, day, rate }: Omit<Rate, "source">, line: number): Bilingual[] {
  const problems: Bilingual[] = [];
  const expect = (isRight: boolean, column: Column, value: string, expected: Bilingual) => {
    if (isRight) return;
    problems.push({
      zh: `第 ${line} 行 ${columns[column].at(-1)}“${value}”：应为${expected.zh}。`,
      en: `Row ${line}, ${column} “${value}”: expected ${expected.en}.`,
    });
  };
  expect(daySchema.safeParse(day).success, "day", day, {
    zh: " YYYY-MM-DD 形式的日期",
    en: "a day as YYYY-MM-DD",
  });
  const code = { zh: " ISO 4217 货币代码", en: "an ISO 4217 currency code" };
  expect(isoCurrencies.has(base), "base", base, code);
  expect(isoCurrencies.has(quote), "quote", quote, code);
  expect(base !== quote || base === "", "quote", quote, { zh: "另一种货币", en: "another currency" });
  const isRate = /^\d{1,12}(\.\d{1,12})?$/.test(rate) && Number(rate) > 0;
  expect(isRate, "rate", rate, { zh: "大于 0 的数字，如 7.1234", en: "a number above 0, such as 7.1234" });
  return problems;
}

const noColumn = (name: Column): Bilingual => ({
  zh: `缺少“${columns[name].at(-1)}”列；表头应为：日期,货币,本币,汇率[,来源]。`,
  en: `There is no column ${name}; the heading is day,base,quote,rate[,source].`,
});

const noRows: Bilingual = { zh: "文件中没有汇率。", en: "The file holds no rates." };

const twice = (line: number, earlier: number, key: string): Bilingual => ({
  zh: `第 ${line} 行与第 ${earlier} 行是同一日期和货币（${key}）。`,
  en: `Row ${line} has the same day and currencies as row ${earlier} (${key}).`,
});

/** RFC 4180; rows without any text are left out. */
function cells(csv: string): string[][] {
  const text = csv.replace(/^\uFEFF/, "");
  const rows: string[][] = [];
  let row: string[] = [];
  const endRow = () => {
    if (row.some((cell) => cell.trim() !== "")) rows.push(row);
    row = [];
  };
  const field = /(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r?\n|\r|$)/y;
  for (let at = 0; at < text.length; ) {
    field.lastIndex = at;
    const match = field.exec(text);
    if (!match) {
      // A quote that does not end: the rest is one cell, and its checks tell what is wrong with it.
      row.push(text.slice(at));
      break;
    }
    const [whole, quoted, plain = "", end] = match;
    row.push(quoted?.replaceAll('""', '"') ?? plain);
    at += whole.length;
    if (end !== ",") endRow();
  }
  endRow();
  return rows;
}
