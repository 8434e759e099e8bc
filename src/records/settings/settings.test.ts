import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Browser, openTestHouse, type Role, roleSchema, type TestHouse } from "../../people/index.ts";
import { isCron } from "./cron.ts";
import { dayOfNumber, numberOfDay } from "./days.ts";
import {
  type FiscalCalendar,
  fiscalPeriodOf,
  fiscalPeriods,
  fiscalYearStartOf,
  periodName,
} from "./fiscal-calendar.ts";
import { rateOn, readSettings } from "./queries.ts";
import { defaults, type SectionName, sectionNames } from "./sections.ts";
import { addSettingsRoutes, settingsPolicies } from "./settings-routes.ts";

let house: TestHouse;
const browsers = new Map<Role | "nobody", Browser>();
const as = (role: Role | "nobody"): Browser => {
  const browser = browsers.get(role);
  if (!browser) throw new Error(role);
  return browser;
};

beforeAll(async () => {
  house = await openTestHouse({ rooms: [settingsPolicies], addRoutes: addSettingsRoutes });
  browsers.set("nobody", house.browser());
  for (const role of roleSchema.options) browsers.set(role, await house.signedIn([role]));
});
afterAll(async () => house?.close());

async function save(section: SectionName, content: object, role: Role = "lead-auditor") {
  const url = `/api/settings/${section}`;
  const { version } = (await as("lead-auditor").send("GET", url)).body;
  return as(role).send("PUT", url, { version, content });
}

const money = ["entities", "calendar", "currencies", "vat"];
const audit: readonly (Role | "nobody")[] = ["lead-auditor", "auditor"];

describe("who may", () => {
  test.each(sectionNames)("read %s", async (section) => {
    for (const [role, browser] of browsers) {
      const { status } = await browser.send("GET", `/api/settings/${section}`);
      const may =
        audit.includes(role) ||
        (role === "finance" && money.includes(section)) ||
        (role === "administrator" && ["calendar", "retention", "alerts"].includes(section));
      expect([role, status]).toEqual([role, may ? 200 : 403]);
      const history = await browser.send("GET", `/api/settings/${section}/versions`);
      expect([role, history.status]).toEqual([role, may ? 200 : 403]);
    }
  });

  test.each(sectionNames)("change %s", async (section) => {
    for (const [role, browser] of browsers) {
      // A version that is not there: who may change gets as far as being told so.
      const payload = { version: 999, content: defaults[section] };
      const { status } = await browser.send("PUT", `/api/settings/${section}`, payload);
      const may = role === "lead-auditor" || (role === "finance" && money.includes(section));
      expect([role, status]).toEqual([role, may ? 409 : 403]);
    }
  });

  test("take in rates: those who keep the money; read them: audit too", async () => {
    for (const [role, browser] of browsers) {
      const payload = { csv: "not,rates\n", source: "x" };
      const imported = await browser.send("POST", "/api/settings/rates/import", payload);
      expect([role, imported.status]).toEqual([role, ["lead-auditor", "finance"].includes(role) ? 422 : 403]);
      const read = await browser.send("GET", "/api/settings/rates?base=USD&quote=CNY");
      expect([role, read.status]).toEqual([role, [...audit, "finance"].includes(role) ? 200 : 403]);
    }
  });

  test("know the days and the currency that pages reckon with: everybody with an account", async () => {
    for (const [role, browser] of browsers) {
      const { status } = await browser.send("GET", "/api/settings/basics");
      expect([role, status]).toEqual([role, role === "nobody" ? 403 : 200]);
      const periods = await browser.send("GET", "/api/settings/periods?from=2026-01-01&to=2026-12-31");
      expect([role, periods.status]).toEqual([role, role === "nobody" ? 403 : 200]);
    }
  });
});

describe("saving", () => {
  test("makes a version, tells it with before and after, and keeps what stood before", async () => {
    await house.told();
    const content = {
      entities: [
        { id: "SH", name: "上海准绳贸易有限公司", currency: "CNY", vatNumber: "91310000MA1FL00000" },
      ],
    };
    const { status, body } = await save("entities", content, "finance");
    expect(status).toBe(200);
    expect(body).toMatchObject({ version: 1, content });
    expect(await house.told()).toContain("settings.changed");
    const more = {
      entities: [
        ...content.entities,
        { id: "HK", name: "准绳（香港）有限公司", currency: "HKD", parent: "SH" },
      ],
    };
    expect((await save("entities", more)).body.version).toBe(2);
    const { body: versions } = await as("auditor").send("GET", "/api/settings/entities/versions");
    expect(versions.map((one: { version: number }) => one.version)).toEqual([2, 1]);
    expect(versions[1].content).toEqual(content);
    expect((await readSettings(house.database.reader)).entities).toEqual(more);
  });

  test("on a version that has been succeeded is refused with the version that stands", async () => {
    const content = { cron: "30 3 * * 1-5" };
    expect((await save("alerts", content)).status).toBe(200);
    const stale = await as("lead-auditor").send("PUT", "/api/settings/alerts", {
      version: 0,
      content: { cron: "0 1 * * *" },
    });
    expect(stale.status).toBe(409);
    expect(stale.body.message).toMatch(/at version 1 .* you saw version 0/);
    expect((await readSettings(house.database.reader)).alerts).toEqual(content);
  });

  test("of two at once only one holds", async () => {
    const { version } = (await as("lead-auditor").send("GET", "/api/settings/retention")).body;
    const both = await Promise.all(
      [60, 72].map((months) =>
        as("lead-auditor").send("PUT", "/api/settings/retention", {
          version,
          content: { kinds: [{ kind: "expense", months }] },
        }),
      ),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  test("without a change is refused", async () => {
    const { content } = (await as("lead-auditor").send("GET", "/api/settings/alerts")).body;
    expect((await save("alerts", content)).body.message).toBe("Nothing has been changed.");
  });

  test("a stored version cannot be changed with SQL by a slip", async () => {
    const change = house.database.writer.updateTable("setting_version").set({ saved_by: "other" }).execute();
    await expect(change).rejects.toThrow("append-only");
  });

  test.each<[string, SectionName, object, RegExp]>([
    [
      "an entity that is its own parent",
      "entities",
      {
        entities: [
          { id: "A", name: "A", currency: "CNY", parent: "B" },
          { id: "B", name: "B", currency: "CNY", parent: "A" },
        ],
      },
      /A is its own parent/,
    ],
    [
      "a parent that is not there",
      "entities",
      { entities: [{ id: "A", name: "A", currency: "CNY", parent: "Z" }] },
      /parent Z of A is not there/,
    ],
    [
      "an entity twice",
      "entities",
      {
        entities: [
          { id: "A", name: "A", currency: "CNY" },
          { id: "A", name: "B", currency: "CNY" },
        ],
      },
      /A stands there twice/,
    ],
    [
      "a currency twice",
      "currencies",
      { house: "CNY", others: ["USD", "USD"], mostRateDays: 3 },
      /USD stands there twice/,
    ],
    [
      "a rate of an entity that is not there",
      "vat",
      { rates: [{ entity: "Z", name: "一般", rate: "0.13", from: "2019-04-01" }] },
      /legal entity Z/,
    ],
    [
      "two VAT rates at once",
      "vat",
      {
        rates: [
          { name: "一般", rate: "0.16", from: "2018-05-01" },
          { name: "一般", rate: "0.13", from: "2019-04-01" },
        ],
      },
      /two VAT rates 一般 from 2019-04-01/,
    ],
    [
      "a kind twice",
      "retention",
      {
        kinds: [
          { kind: "order", months: 12 },
          { kind: "order", months: 24 },
        ],
      },
      /order has two periods/,
    ],
    [
      "a gap between periods",
      "calendar",
      {
        timeZone: "Asia/Shanghai",
        closes: [],
        fiscal: {
          scheme: "explicit",
          periods: [
            { year: 2026, quarter: 1, number: 1, from: "2026-01-01", to: "2026-01-31" },
            { year: 2026, quarter: 1, number: 2, from: "2026-02-02", to: "2026-02-28" },
          ],
        },
      },
      /begins on 2026-02-01, not 2026-02-02/,
    ],
    [
      "books closed before the period begins",
      "calendar",
      {
        timeZone: "Asia/Shanghai",
        closes: [{ year: 2026, number: 3, on: "2026-02-10" }],
        fiscal: { scheme: "months", startMonth: 1 },
      },
      /FY2026-P03 is closed on 2026-02-10/,
    ],
  ])("refuses %s", async (_, section, content, sentence) => {
    const { status, body } = await save(section, content);
    expect(status).toBe(422);
    expect(body.message).toMatch(sentence);
  });

  test.each<[string, SectionName, object]>([
    ["a time zone that does not exist", "calendar", { ...defaults.calendar, timeZone: "Asia/Nowhere" }],
    ["a currency that does not exist", "currencies", { house: "RMB", others: [], mostRateDays: 3 }],
    ["a day that does not exist", "vat", { rates: [{ name: "一般", rate: "0.13", from: "2026-02-30" }] }],
    ["a rate above 100 %", "vat", { rates: [{ name: "一般", rate: "13", from: "2026-02-01" }] }],
    ["a kind that does not exist", "retention", { kinds: [{ kind: "nonsense", months: 12 }] }],
    ["a schedule that is none", "alerts", { cron: "every night" }],
    ["a field that nobody knows", "alerts", { cron: "0 2 * * *", secret: 1 }],
  ])("refuses %s by its form", async (_, section, content) => {
    expect((await save(section, content)).status).toBe(422);
  });
});

describe("rates", () => {
  const importCsv = (csv: string) =>
    as("finance").send("POST", "/api/settings/rates/import", { csv, source: "中国人民银行" });
  const on = (day: string, mostDays: number) =>
    rateOn(house.database.reader, { base: "USD", quote: "CNY", day, mostDays });

  test("come in by file, Chinese headings too, and the same file again changes nothing", async () => {
    const csv = "\uFEFF日期,货币,本币,汇率\r\n2026-01-05,USD,CNY,7.0123\r\n2026-01-06,USD,CNY,7.0150\r\n";
    expect((await importCsv(csv)).body).toEqual({ added: 2, corrected: 0, unchanged: 0 });
    expect((await importCsv(csv)).body).toEqual({ added: 0, corrected: 0, unchanged: 2 });
  });

  test("a corrected rate counts from then on, and the former stays in the table", async () => {
    expect((await importCsv("day,base,quote,rate\n2026-01-06,USD,CNY,7.0170\n")).body.corrected).toBe(1);
    expect(await on("2026-01-06", 0)).toMatchObject({ rate: "7.0170", source: "中国人民银行" });
    const kept = await house.database.reader
      .selectFrom("currency_rate")
      .select("rate")
      .where("day", "=", "2026-01-06")
      .execute();
    expect(kept.map(({ rate }) => rate).sort()).toEqual(["7.0150", "7.0170"]);
    const { body } = await as("auditor").send("GET", "/api/settings/rates?base=USD&quote=CNY&limit=1");
    expect(body).toMatchObject({ rows: [{ day: "2026-01-06", rate: "7.0170" }], next: "2026-01-06" });
    const next = await as("auditor").send("GET", "/api/settings/rates?base=USD&quote=CNY&before=2026-01-06");
    expect(next.body).toEqual({ rows: [expect.objectContaining({ day: "2026-01-05" })] });
  });

  test("a rate serves the days after it as far as stated and never the days before it", async () => {
    expect(await on("2026-01-09", 3)).toMatchObject({ day: "2026-01-06" });
    expect(await on("2026-01-10", 3)).toBeUndefined();
    expect(await on("2026-01-04", 30)).toBeUndefined();
    const { status, body } = await as("auditor").send(
      "GET",
      "/api/settings/rates/on?base=USD&quote=CNY&day=2026-03-01",
    );
    expect(status).toBe(404);
    expect(body.message).toContain("no rate of USD in CNY for 2026-03-01");
  });

  test("a file with mistakes is refused whole, with row, column, value and what was expected", async () => {
    const { status, body } = await importCsv(
      'day,base,quote,rate\n2026-02-01,USD,CNY,7\n2026-02-30,USD,CNY,7\n2026-02-03,US,CNY,-1\n2026-02-01,USD,CNY,8\n2026-02-05,"US',
    );
    expect(status).toBe(422);
    expect(body.message).toContain("Row 3, day “2026-02-30”: expected a day as YYYY-MM-DD.");
    expect(body.message).toContain("Row 4, base “US”");
    expect(body.message).toContain("Row 4, rate “-1”: expected a number above 0");
    expect(body.message).toContain("Row 5 has the same day and currencies as row 2");
    expect(body.message).toContain("Row 6, base");
    expect(await on("2026-02-01", 0)).toBeUndefined();
  });
});

const calendars = fc.oneof(
  fc.record({ scheme: fc.constant("months" as const), startMonth: fc.integer({ min: 1, max: 12 }) }),
  fc.record({
    scheme: fc.constant("weeks" as const),
    pattern: fc.constantFrom("4-4-5" as const, "4-5-4" as const, "5-4-4" as const),
    endWeekday: fc.integer({ min: 1, max: 7 }),
    endMonth: fc.integer({ min: 1, max: 12 }),
    endRule: fc.constantFrom("last" as const, "nearest" as const),
  }),
) satisfies fc.Arbitrary<FiscalCalendar>;

describe("the fiscal calendar", () => {
  test("every day lies in one period, periods follow each other, and a year has twelve in four quarters", () => {
    fc.assert(
      fc.property(calendars, fc.integer({ min: 1960, max: 2090 }), (calendar, year) => {
        const periods = fiscalPeriods(calendar, `${year}-01-01`, `${year + 2}-12-31`);
        periods.slice(1).forEach((period, i) => {
          const before = periods[i];
          expect(numberOfDay(period.from)).toBe(numberOfDay(before?.to ?? "") + 1);
        });
        expect(periods[0]?.from && periods[0].from <= `${year}-01-01`).toBe(true);
        expect((periods.at(-1)?.to ?? "") >= `${year + 2}-12-31`).toBe(true);
        const whole = periods.filter((period) => period.year === year + 1);
        expect(whole.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
        expect(whole.map(({ quarter }) => quarter)).toEqual([1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4]);
      }),
    );
  });

  test("a day's period holds the day", () => {
    fc.assert(
      fc.property(calendars, fc.integer({ min: -3_000, max: 40_000 }), (calendar, number) => {
        const day = dayOfNumber(number);
        const period = fiscalPeriodOf(calendar, day);
        expect(period && period.from <= day && day <= period.to).toBe(true);
      }),
    );
  });

  test("years of weeks end where the National Retail Federation's 4-5-4 calendar says", () => {
    // Saturday nearest to 31 January; fiscal 2023 (called 2024 here, by the year it ends in) has 53 weeks.
    const retail = {
      scheme: "weeks",
      pattern: "4-5-4",
      endWeekday: 6,
      endMonth: 1,
      endRule: "nearest",
    } as const;
    const ends = fiscalPeriods(retail, "2022-06-01", "2026-01-31").filter(({ number }) => number === 12);
    expect(ends.map(({ to }) => to)).toEqual(["2023-01-28", "2024-02-03", "2025-02-01", "2026-01-31"]);
    expect(ends[1]).toMatchObject({ from: "2023-12-31", year: 2024 });
  });

  test.each<[string, FiscalCalendar, number]>([
    ["months", { scheme: "months", startMonth: 4 }, 4],
    ["weeks", { scheme: "weeks", pattern: "4-4-5", endWeekday: 6, endMonth: 12, endRule: "last" }, 1],
    [
      "weeks to January",
      { scheme: "weeks", pattern: "4-5-4", endWeekday: 6, endMonth: 1, endRule: "nearest" },
      2,
    ],
    [
      "periods written down",
      {
        scheme: "explicit",
        periods: [{ year: 2027, quarter: 1, number: 1, from: "2026-06-28", to: "2026-07-31" }],
      },
      7,
    ],
  ])("by %s a year begins with a month", (_, calendar, month) => {
    expect(fiscalYearStartOf(calendar)).toBe(month);
  });

  test("a year that begins in April is called by the year it ends in", () => {
    const april = { scheme: "months", startMonth: 4 } as const;
    const period = fiscalPeriodOf(april, "2026-03-31");
    expect(period && periodName(period)).toBe("FY2026-P12");
    expect(fiscalPeriodOf(april, "2026-04-01")).toMatchObject({ year: 2027, quarter: 1, number: 1 });
  });
});

test.each([
  ["0 2 * * *", true],
  ["*/15 8-18 * * 1-5", true],
  ["0 0 1,15 * *", true],
  ["60 2 * * *", false],
  ["0 2 * *", false],
  ["0 2 * * 9", false],
  ["5-1 2 * * *", false],
  ["*/0 2 * * *", false],
  ["@daily", false],
])("%s is a schedule: %s", (text, expected) => {
  expect(isCron(text)).toBe(expected);
});
