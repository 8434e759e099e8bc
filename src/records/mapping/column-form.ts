import type { Bilingual } from "../../platform/index.ts";
import type { Field } from "../kinds/define-kind.ts";
import type { HeaderName } from "./header-name.ts";
import type { FromColumn } from "./mapping.ts";
import type { ColumnProfile } from "./profile.ts";

type Form = Pick<FromColumn, "date" | "zone" | "decimal" | "factor" | "rate">;

/** How the values of a column are to be read as a field of a type. */
export function formOf(profile: ColumnProfile, header: HeaderName | undefined, field: Field): Form {
  switch (field.type) {
    case "time":
    case "date": {
      const date = profile.dateForm;
      return date === undefined ? {} : { date, ...(date.startsWith("epoch") ? { zone: "+08:00" } : {}) };
    }
    case "money":
    case "price":
      return { ...decimal(profile), ...factor(header) };
    case "quantity":
    case "number":
    case "integer":
      return decimal(profile);
    case "rate":
      return { ...decimal(profile), rate: profile.largest > 1 ? "percent" : "fraction" };
    default:
      return {};
  }
}

const decimal = (profile: ColumnProfile): Form => (profile.decimal === "," ? { decimal: "," } : {});

const factor = (header: HeaderName | undefined): Form => {
  const value = header?.unit?.factor;
  return value === undefined || value === 1 ? {} : { factor: value as NonNullable<FromColumn["factor"]> };
};

/** What was decided about a column that a person might decide otherwise. */
export function noteForm(table: string, profile: ColumnProfile, field: Field, form: Form): Bilingual[] {
  const { column } = profile;
  const notes: Bilingual[] = [];
  const slashed = form.date === "d/m/y" || form.date === "m/d/y";
  if (slashed) {
    const dayFirst = form.date === "d/m/y";
    const why = profile.dayOrMonthOpen
      ? { zh: "整列都看不出先后，请核对；", en: "the whole column leaves it open, so please check: " }
      : { zh: "由整列数据判定；", en: "decided from the whole column: " };
    notes.push({
      zh: `${table}，${column}：${why.zh}按${dayFirst ? "日/月/年" : "月/日/年"}读取；如不对，请在映射中把 date 改为 ${dayFirst ? "m/d/y" : "d/m/y"}。`,
      en: `${table}, ${column}: ${why.en}read as ${dayFirst ? "day/month/year" : "month/day/year"}; if that is wrong, make its date ${dayFirst ? "m/d/y" : "d/m/y"} in the mapping.`,
    });
  }
  if (form.zone !== undefined) {
    notes.push({
      zh: `${table}，${column}：时间戳按 ${form.zone} 时区换算；如不对，请在映射中更改 zone。`,
      en: `${table}, ${column}: moments are turned into the clock of ${form.zone}; if that is wrong, change its zone in the mapping.`,
    });
  }
  if (form.rate === "percent" && profile.percents < 1) {
    notes.push({
      zh: `${table}，${column}：数值超过 1，${field.zh}按百分数读取（13 即 13%）。`,
      en: `${table}, ${column}: values exceed 1, so ${field.en} is read as a percentage (13 is 13 %).`,
    });
  }
  if (form.factor !== undefined) {
    notes.push({
      zh: `${table}，${column}：表头注明单位，数值乘以 ${form.factor}。`,
      en: `${table}, ${column}: the header names a unit, so values are multiplied by ${form.factor}.`,
    });
  }
  return notes;
}
