import { z } from "zod";
import { kindNamed } from "../kinds/kinds.ts";
import { isoCurrencies } from "../mapping/iso-currencies.ts";
import { isCron } from "./cron.ts";
import { daySchema } from "./days.ts";
import { fiscalSchema } from "./fiscal-calendar.ts";

const line = z.string().trim().min(1).max(200);
const entityId = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/);
const currency = z
  .string()
  .refine((code) => isoCurrencies.has(code), "不是 ISO 4217 货币代码 | not an ISO 4217 currency code");
const timeZone = z.string().refine(isTimeZone, "没有这个时区 | there is no such time zone");

function isTimeZone(name: string): boolean {
  try {
    return name !== "" && new Intl.DateTimeFormat("en", { timeZone: name }) !== undefined;
  } catch {
    return false;
  }
}

const entities = z.strictObject({
  entities: z
    .array(
      z.strictObject({
        /** As the sources write it in a record's legal entity. */
        id: entityId,
        name: line,
        currency,
        vatNumber: line.optional(),
        /** The entity that owns it. */
        parent: entityId.optional(),
      }),
    )
    .max(1_000),
});

const calendar = z.strictObject({
  timeZone,
  fiscal: fiscalSchema,
  /** When a period's books were closed; for one entity, or for all. */
  closes: z
    .array(
      z.strictObject({
        entity: entityId.optional(),
        year: z.int().min(1900).max(2200),
        number: z.int().min(1).max(13),
        on: daySchema,
      }),
    )
    .max(20_000),
});

const currencies = z.strictObject({
  house: currency,
  others: z.array(currency).max(200),
  /** A rate serves the days after its own up to this many; beyond, there is none. */
  mostRateDays: z.int().min(0).max(366),
});

const vat = z.strictObject({
  rates: z
    .array(
      z.strictObject({
        /** For all entities where it is left out. */
        entity: entityId.optional(),
        name: line,
        /** 0.13 is 13 %. */
        rate: z.string().regex(/^(0(\.\d{1,6})?|1(\.0{1,6})?)$/),
        from: daySchema,
        /** The last day; open where it is left out. */
        to: daySchema.optional(),
      }),
    )
    .max(1_000),
});

const retention = z.strictObject({
  /** Per kind of record; a kind that is not named is kept. */
  kinds: z
    .array(
      z.strictObject({
        kind: z.string().refine((name) => kindNamed(name) !== undefined, "没有这种记录 | no such kind"),
        months: z.int().min(1).max(1_200),
      }),
    )
    .max(100),
});

const alerts = z.strictObject({
  /** When the detectors run by themselves: minute, hour, day, month, weekday. */
  cron: z.string().trim().max(100).refine(isCron, "不是有效的 cron 表达式 | not a cron expression"),
  /** The business time zone where it is left out. */
  timeZone: timeZone.optional(),
});

export const sections = { entities, calendar, currencies, vat, retention, alerts } as const;

export type SectionName = keyof typeof sections;
export type Section<Name extends SectionName> = z.infer<(typeof sections)[Name]>;
export type Settings = { readonly [Name in SectionName]: Section<Name> };

export const sectionNames = Object.keys(sections) as SectionName[];

/** What holds until somebody settles something else. */
export const defaults: Settings = {
  entities: { entities: [] },
  calendar: { timeZone: "Asia/Shanghai", fiscal: { scheme: "months", startMonth: 1 }, closes: [] },
  currencies: { house: "CNY", others: [], mostRateDays: 7 },
  vat: { rates: [] },
  retention: { kinds: [] },
  alerts: { cron: "0 2 * * *" },
};
