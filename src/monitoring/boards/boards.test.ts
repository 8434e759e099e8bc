import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Browser, Role } from "../../people/index.ts";
import { sql } from "../../platform/index.ts";
import { openTestAlerts, type TestAlerts } from "../alerts/test-alerts.ts";
import { testCompany } from "./test-company.ts";

let house: TestAlerts;
const as = new Map<string, Browser>();
const browser = (name: string) => as.get(name) as Browser;

beforeAll(async () => {
  house = await openTestAlerts();
  await house.import("demo", testCompany());
  await house.database.writer.transaction().execute(async (tx) => {
    const rows = Array.from({ length: 12 }, (_, i) => ({
      id: `S${String(i + 1).padStart(2, "0")}`,
      manager_id: "M1",
    }));
    await tx
      .insertInto("org_employee")
      .values([
        { id: "TOP", manager_id: null },
        { id: "M1", manager_id: "TOP" },
        { id: "AUD", manager_id: null },
        ...rows,
      ])
      .execute();
  });
  await house.run();
  const people: readonly (readonly [string, readonly Role[], string?])[] = [
    ["lead-auditor", ["lead-auditor"], "AUD"],
    ["auditor", ["auditor"], "AUD2"],
    ["unlinked auditor", ["auditor"]],
    ["auditor above S01", ["auditor"], "TOP"],
    ["finance", ["finance"], "FIN"],
    ["manager", ["manager"], "M1"],
    ["manager of nobody", ["manager"], "M9"],
    ["salesperson", ["salesperson"], "S01"],
    ["unlinked salesperson", ["salesperson"]],
    ["administrator", ["administrator"], "ADM"],
    ["no role", []],
  ];
  for (const [name, roles, employee] of people) as.set(name, await house.signedIn(roles, employee));
  as.set("nobody", house.browser());
}, 180_000);
afterAll(async () => house?.close());

const get = async (who: string, url: string) => browser(who).send("GET", url);

describe("who gets what", () => {
  const everybody = () => [...as.keys()];
  const cases: readonly (readonly [string, readonly string[]])[] = [
    [
      "/api/dashboard",
      [
        "lead-auditor",
        "auditor",
        "unlinked auditor",
        "auditor above S01",
        "finance",
        "manager",
        "manager of nobody",
        "salesperson",
        "unlinked salesperson",
        "administrator",
      ],
    ],
    [
      "/api/sellers",
      [
        "lead-auditor",
        "auditor",
        "unlinked auditor",
        "auditor above S01",
        "finance",
        "manager",
        "manager of nobody",
        "salesperson",
      ],
    ],
    [
      "/api/customers",
      [
        "lead-auditor",
        "auditor",
        "unlinked auditor",
        "auditor above S01",
        "finance",
        "manager",
        "manager of nobody",
        "salesperson",
      ],
    ],
    ["/api/sellers?sort=risk", ["lead-auditor", "auditor", "auditor above S01"]],
    [
      "/api/sellers/S01",
      [
        "lead-auditor",
        "auditor",
        "unlinked auditor",
        "auditor above S01",
        "finance",
        "manager",
        "salesperson",
      ],
    ],
    [
      "/api/sellers/S02",
      ["lead-auditor", "auditor", "unlinked auditor", "auditor above S01", "finance", "manager"],
    ],
    [
      "/api/customers/C01",
      [
        "lead-auditor",
        "auditor",
        "unlinked auditor",
        "auditor above S01",
        "finance",
        "manager",
        "salesperson",
      ],
    ],
    [
      "/api/customers/C02",
      ["lead-auditor", "auditor", "unlinked auditor", "auditor above S01", "finance", "manager"],
    ],
    ["/api/deals/riskiest", ["lead-auditor", "auditor", "auditor above S01"]],
    ["/api/detectors", ["lead-auditor", "auditor", "unlinked auditor", "auditor above S01"]],
    ["/api/detectors/split-order", ["lead-auditor", "auditor", "unlinked auditor", "auditor above S01"]],
  ];
  test.each(cases)("GET %s is answered to those who may, and to nobody else", async (url, allowed) => {
    for (const who of everybody()) {
      const { status } = await get(who, url);
      expect([who, status]).toEqual([who, who === "nobody" ? status : allowed.includes(who) ? 200 : 403]);
      if (who === "nobody") expect([401, 403]).toContain(status);
    }
  });

  test("whoever may see nobody's figures does not learn who is there", async () => {
    const there = await get("salesperson", "/api/sellers/S02");
    const nowhere = await get("salesperson", "/api/sellers/S77");
    expect(nowhere.status).toBe(there.status);
    expect(nowhere.body).toMatchObject({ code: there.body.code, message: there.body.message });
    expect((await get("finance", "/api/sellers/S77")).status).toBe(404);
  });
});

describe("the dashboard", () => {
  const board = async (who: string, query = "") => (await get(who, `/api/dashboard${query}`)).body;

  test("adds up what was sold and taken back", async () => {
    const { sales, freshness } = await board("finance");
    // Twelve months of two orders from each of twelve sellers, and the two to C99.
    const year = 24 * 100 * Array.from({ length: 12 }, (_, i) => 1_000 + 100 * i).reduce((a, b) => a + b, 0);
    expect(freshness).toMatchObject({ hasRecords: true, asOf: "2025-12-15" });
    expect(sales).toMatchObject({ scope: "all", currency: "CNY", legalEntities: ["HL01"] });
    expect(sales.totals).toMatchObject([
      { currency: "CNY", sales: String(year + 150_000), returns: "120000", documents: 290 },
    ]);
    const december = sales.periods.at(-1);
    expect(december).toEqual({
      startsOn: "2025-12-01",
      sales: String(year / 12),
      returns: "120000",
      documents: 24,
    });
    expect(sales.groups).toContainEqual(expect.objectContaining({ dimension: "region", name: "华东" }));
  });

  test("says no comparison with a year that the data do not hold", async () => {
    const { sales } = await board("finance");
    expect(sales.totals[0].salesBefore).toBeUndefined();
  });

  test("a manager's is of the people below, a salesperson's of nobody else", async () => {
    const all = (await board("finance")).sales;
    const team = (await board("manager")).sales;
    const own = (await board("salesperson")).sales;
    expect(team).toMatchObject({ scope: "team", totals: all.totals });
    expect(own.scope).toBe("own");
    expect(own.totals).toMatchObject([{ sales: String(24 * 100_000 + 50_000), documents: 25 }]);
    expect((await board("manager of nobody")).sales.totals).toEqual([]);
  });

  test("holds suspicions for auditors who may see them, and no word of them for others", async () => {
    expect((await board("auditor")).suspicions).toBeDefined();
    expect((await board("administrator")).suspicions).toBeUndefined();
    for (const who of ["finance", "manager", "salesperson", "unlinked auditor"]) {
      const body = await board(who);
      expect(body.suspicions, who).toBeUndefined();
      expect(JSON.stringify(body), who).not.toMatch(/alert|risk|scheme/i);
    }
    expect((await board("unlinked auditor")).mustBeLinked).toBe(true);
  });

  test("tells the administrator of the system and of no sales", async () => {
    const { sales, system, freshness } = await board("administrator");
    expect(sales).toBeUndefined();
    expect(freshness).toEqual({ hasRecords: true, underWay: [] });
    expect(system.jobs).toContainEqual(expect.objectContaining({ name: "monitoring.run", state: "done" }));
    expect(system.disk.free).toBeGreaterThan(0);
    expect(system.log.size).toBeGreaterThan(0);
  });

  test("that suspicions were read is an event; figures alone are none", async () => {
    await house.told();
    await board("auditor");
    await board("finance");
    expect(await house.told()).toEqual(["dashboard.read"]);
  });

  test("by week and for another legal entity it is another picture", async () => {
    const weeks = (await board("finance", "?grain=week")).sales;
    expect(
      weeks.periods.every(({ startsOn }: { startsOn: string }) => new Date(startsOn).getUTCDay() === 1),
    ).toBe(true);
    expect((await board("finance", "?legalEntity=HL02")).sales.totals).toEqual([]);
  });
});

describe("sellers and customers", () => {
  test("a seller stands beside peers of the same region and department", async () => {
    const { body } = await get("finance", "/api/sellers/S12");
    const sales = body.figures.find(({ measure }: { measure: string }) => measure === "sales");
    expect(sales).toMatchObject({
      value: 24 * 210_000,
      cases: 24,
      peers: { level: "narrow", count: 12, percentile: 1 },
    });
    expect(sales.peers.values).toHaveLength(12);
    expect(body.months.at(-1)).toMatchObject({ startsOn: "2025-12-01", sales: "420000", documents: 2 });
    expect(body.others).toEqual([
      { id: "C12", name: "客户12有限公司", sales: String(24 * 210_000), documents: 24 },
    ]);
  });

  test("figures of a salesperson's peers name nobody", async () => {
    const { body } = await get("salesperson", "/api/sellers/S01");
    const text = JSON.stringify(body.figures);
    expect(text).not.toMatch(/S\d\d|销售\d/);
    expect(body.suspicions).toBeUndefined();
  });

  test("a return counts for whom it was taken back from", async () => {
    const { body } = await get("finance", "/api/sellers/S03");
    const rate = body.figures.find(({ measure }: { measure: string }) => measure === "return-rate");
    expect(rate.value).toBeCloseTo(1 / 24);
  });

  test("of a customer shared with a colleague one sees one's own sales and no figures of the whole", async () => {
    await house.database.writer
      .updateTable("summary_party")
      .set({ seller: "S01" })
      .where("kind", "=", "customer")
      .where("id", "=", "C99")
      .execute();
    const own = (await get("salesperson", "/api/customers/C99")).body;
    expect(own.figures).toBeUndefined();
    expect(own.months).toMatchObject([{ sales: "50000", documents: 1 }]);
    expect(own.others).toMatchObject([{ id: "S01" }]);
    const whole = (await get("manager", "/api/customers/C99")).body;
    expect(whole.figures).toBeDefined();
    expect(whole.months).toMatchObject([{ sales: "150000", documents: 2 }]);
  });

  test("lists come page by page, each row once, largest sales first", async () => {
    const seen: string[] = [];
    let next: string | undefined;
    do {
      const after: string = next === undefined ? "" : `&after=${next}`;
      const { body } = await get("finance", `/api/sellers?limit=5${after}`);
      seen.push(...body.rows.map(({ id }: { id: string }) => id));
      next = body.next;
    } while (next !== undefined);
    expect(seen).toEqual([
      "S12",
      "S11",
      "S10",
      "S09",
      "S08",
      "S07",
      "S06",
      "S05",
      "S04",
      "S03",
      "S02",
      "S01",
    ]);
    expect((await get("finance", "/api/sellers?after=xx")).status).toBe(422);
  });

  test("lists are searched by name and id, and hold for sales what is theirs", async () => {
    const found = await get("finance", `/api/customers?q=${encodeURIComponent("客户12")}`);
    expect(found.body.rows.map(({ id }: { id: string }) => id)).toEqual(["C12"]);
    const own = await get("salesperson", "/api/customers");
    expect(own.body.rows.map(({ id }: { id: string }) => id)).toEqual(["C01", "C99"]);
    expect(own.body.hasRisk).toBe(false);
  });
});

describe("what nobody but the right auditor may see", () => {
  const place = (id: string, rank: number, subjects: string[]) => ({
    run: "",
    list: "sellers" as const,
    rank,
    subject_kind: "seller",
    subject_id: id,
    name: null,
    score: 1 - rank / 10,
    amounts: JSON.stringify([{ currency: "CNY", amount: String(rank) }]),
    reasons: "[]",
    findings: 1,
    subjects,
  });

  test("a hidden line leaves no gap in the numbers", async () => {
    const { id: run } = await house.database.reader
      .selectFrom("detection_run")
      .select("id")
      .where("state", "=", "committed")
      .orderBy("finished_at", "desc")
      .executeTakeFirstOrThrow();
    const { writer } = house.database;
    await writer.deleteFrom("risk_rank").where("run", "=", run).execute();
    const rows = [place("Z1", 1, ["Z1"]), place("S01", 2, ["S01"]), place("Z2", 3, ["Z2"])];
    await writer
      .insertInto("risk_rank")
      .values(rows.map((row) => ({ ...row, run })))
      .execute();
    const ranks = async (who: string) =>
      (await get(who, "/api/dashboard")).body.suspicions.sellers.map(
        ({ rank, id }: { rank: number; id: string }) => `${rank} ${id}`,
      );
    expect(await ranks("auditor")).toEqual(["1 Z1", "2 S01", "3 Z2"]);
    expect(await ranks("auditor above S01")).toEqual(["1 Z1", "2 Z2"]);
    const list = (await get("auditor above S01", "/api/sellers?sort=risk&q=S01")).body.rows;
    expect(list).toMatchObject([{ id: "S01" }]);
    expect(list[0].risk).toBeUndefined();
    expect((await get("auditor above S01", "/api/sellers/S01")).body.suspicions).toEqual({
      findings: [],
      hasMore: false,
    });
  });

  test("what changed is counted from the visit before this one", async () => {
    const auditor = browser("lead-auditor");
    const since = async () => (await auditor.send("GET", "/api/dashboard")).body.suspicions.changes;
    await since();
    const first = await since();
    // One visit lasts half an hour.
    expect(first.of).not.toBe("visit");
    await house.database.writer
      .updateTable("board_visit")
      .set({ looked_at: sql<Date>`now() - interval '2 days'` })
      .execute();
    const second = await since();
    expect(second).toMatchObject({ of: "visit", added: expect.any(Number) });
    expect(second.added).toBeGreaterThan(300);
    expect((await since()).since).toBe(second.since);
  });
});
