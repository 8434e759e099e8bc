import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Browser } from "../../people/index.ts";
import { sql } from "../../platform/index.ts";
import { type BrowseHouse, openBrowseHouse } from "./browse-house.ts";

let house: BrowseHouse;
let auditor: Browser;
let chief: Browser;
let seller: Browser;
let admin: Browser;

const size = 60;
const orders = (change: (line: string, i: number) => string | undefined = (line) => line) => {
  const lines = Array.from({ length: size }, (_, i) => {
    const day = i % 10 === 9 ? "" : `2026-0${1 + (i % 3)}-${String(1 + (i % 28)).padStart(2, "0")}`;
    const seller = ["E-1", "E-2", "E-9"][i % 3];
    const name = i % 2 === 0 ? "上海华信恒达科技有限公司" : "宁波东海进出口有限公司";
    const region = i % 5 === 0 ? "" : "华东";
    return `SO-${String(i).padStart(3, "0")},${day},C-${i % 4},${name},${seller},${region},${i}.50,${i === 3 ? "=急单！请加急发货" : "普通"}`;
  });
  const kept = lines.flatMap((line, i) => change(line, i) ?? []);
  return `订单编号,下单时间,客户编号,客户名称,销售员编号,区域,订单金额,备注\n${kept.join("\n")}\n`;
};

beforeAll(async () => {
  house = await openBrowseHouse();
  const { writer } = house.database;
  await writer
    .insertInto("org_employee")
    .values([
      { id: "E-9", manager_id: null },
      { id: "E-1", manager_id: "E-9" },
      { id: "E-2", manager_id: null },
    ])
    .execute();
  await house.import("订单.csv", orders());
  await house.import("产品.csv", "产品编号,产品名称\nP-1,导轨\n");
  await house.import("投诉.csv", "投诉编号,客户编号,员工编号,投诉内容\nT-1,C-1,E-1,急单没有发货\n");
  auditor = await house.signedIn(["auditor"], "A-1");
  chief = await house.signedIn(["manager"], "E-9");
  seller = await house.signedIn(["salesperson"], "E-1");
  admin = await house.signedIn(["administrator"], "E-8");
});
afterAll(() => house?.close());

const address = (path: string, query: Record<string, string | readonly string[]> = {}) => {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    for (const one of [value].flat()) search.append(name, one);
  return `${path}?${search}`;
};

async function list(browser: Browser, query: Record<string, string | readonly string[]> = {}) {
  const { status, body } = await browser.send("GET", address("/api/records/order", query));
  if (status !== 200) throw new Error(`Listing answered ${status}: ${JSON.stringify(body)}`);
  return body;
}

async function keys(browser: Browser, query: Record<string, string | readonly string[]> = {}) {
  const found: string[] = [];
  for (let after: string | undefined, isFirst = true; isFirst || after; isFirst = false) {
    const page = await list(browser, { limit: "7", ...query, ...(after ? { after } : {}) });
    found.push(...page.rows.map(({ key }: { key: string }) => key));
    after = page.next;
  }
  return found;
}

const numbered = (picked: (i: number) => boolean) =>
  Array.from({ length: size }, (_, i) => i)
    .filter(picked)
    .map((i) => `SO-${String(i).padStart(3, "0")}`);
const up = { sort: "key", descending: "false" };

describe("a list", () => {
  test.each(["happened", "key", "gross", "customer_name", "region", "ordered_at"])(
    "by %s, forth and back, holds every record once, page by page",
    async (sort) => {
      const forth = await keys(auditor, { sort });
      expect([...forth].sort()).toEqual(numbered(() => true));
      expect(await keys(auditor, { sort, descending: "false" })).toEqual(forth.toReversed());
    },
  );

  test("by amount goes by the number, not by its text", async () => {
    expect((await keys(auditor, { sort: "gross", descending: "false" })).slice(0, 11)).toEqual(
      numbered((i) => i < 11),
    );
  });

  test.each([
    ["customer_id:is:C-3", (i: number) => i % 4 === 3],
    ["order_id:is:SO-007", (i: number) => i === 7],
    ["customer_name:is:宁波东海进出口有限公司", (i: number) => i % 2 === 1],
    ["customer_name:contains:华信 科技", (i: number) => i % 2 === 0],
    ["gross:from:5850", (i: number) => i >= 58],
    ["gross:to:150", (i: number) => i <= 1],
    ["gross:is:4250", (i: number) => i === 42],
    ["region:empty", (i: number) => i % 5 === 0],
    ["region:filled", (i: number) => i % 5 !== 0],
    ["ordered_at:empty", (i: number) => i % 10 === 9],
    ["ordered_at:from:2026-03-01", (i: number) => i % 10 !== 9 && i % 3 === 2],
    ["ordered_at:to:2026-01-31", (i: number) => i % 10 !== 9 && i % 3 === 0],
    ["ordered_at:is:2026-01-13", (i: number) => i === 12],
  ] as const)("narrowed by %s, in any order, with its count", async (filter, picked) => {
    expect(await keys(auditor, { filter, ...up })).toEqual(numbered(picked));
    expect((await keys(auditor, { filter, sort: "region" })).sort()).toEqual(numbered(picked));
    const { total } = await list(auditor, { filter, limit: "2" });
    expect(total).toEqual({ count: numbered(picked).length, isExact: true });
  });

  test("narrowed by several conditions at once", async () => {
    const filter = ["customer_id:is:C-1", "gross:from:1000", "region:filled"];
    const picked = numbered((i) => i % 4 === 1 && i >= 10 && i % 5 !== 0);
    expect(await keys(auditor, { filter, search: "东海", ...up })).toEqual(picked);
    expect(await keys(auditor, { filter, search: "华信", ...up })).toEqual([]);
  });

  test("finds Chinese words without spaces, codes by their beginning, and columns of the source's own", async () => {
    const found = await list(auditor, { search: "华信科技" });
    expect(found.total).toEqual({ count: size / 2, isExact: true });
    expect(found.words).toEqual(["华信", "科技"]);
    expect(await keys(auditor, { search: "so-01", ...up })).toEqual(numbered((i) => i >= 10 && i < 20));
    expect(await keys(auditor, { search: "加急" })).toEqual(["SO-003"]);
    expect(await keys(auditor, { search: "%" })).toEqual([]);
  });

  test.each([
    ["/api/records/dragon", {}],
    ["/api/records/order", { filter: "x' OR true --:is:1" }],
    ["/api/records/order", { filter: "constructor:is:1" }],
    ["/api/records/order", { filter: "gross:from:much" }],
    ["/api/records/order", { filter: "ordered_at:from:2026-02-30" }],
    ["/api/records/order", { filter: "gross:above:1" }],
    ["/api/records/order", { sort: "toString" }],
    ["/api/records/order", { after: "bm90IGEgcGxhY2U" }],
    ["/api/records/order", { search: "\0" }],
    ["/api/records/order", { after: Buffer.from('["happened","never","1",false]').toString("base64url") }],
  ])("%s with %o is refused with a sentence", async (path, query) => {
    const { status, body } = await auditor.send("GET", address(path, query));
    expect([status, body.code]).toEqual([422, "invalid"]);
    expect(body.message.length).toBeGreaterThan(10);
  });
});

describe("who sees what", () => {
  const ofSeller = (...names: string[]) =>
    numbered((i) => names.includes(["E-1", "E-2", "E-9"][i % 3] ?? ""));

  test("in lists, counts, search and by filters a salesperson finds their own, a manager their people's too", async () => {
    for (const [browser, names] of [
      [seller, ["E-1"]],
      [chief, ["E-1", "E-9"]],
    ] as const) {
      const own = ofSeller(...names);
      expect(await keys(browser, up)).toEqual(own);
      expect((await list(browser)).total).toEqual({ count: own.length, isExact: true });
      expect(await keys(browser, { filter: "seller_id:is:E-2" })).toEqual([]);
      const { body } = await browser.send("GET", address("/api/search", { q: "so" }));
      expect(body.kinds).toMatchObject([{ kind: "order", total: { count: own.length } }]);
      const kinds = (await browser.send("GET", "/api/kinds")).body;
      const counted = kinds.find(({ kind }: { kind: string }) => kind === "order").count;
      expect(counted).toEqual({ records: own.length, versions: own.length, gone: 0, isExact: true });
    }
  });

  test("sales find products, and neither complaints nor that there are any", async () => {
    expect((await seller.send("GET", "/api/records/product")).body.total.count).toBe(1);
    expect((await seller.send("GET", "/api/records/complaint")).status).toBe(403);
    const { body } = await seller.send("GET", address("/api/search", { q: "没有发货" }));
    expect(body.kinds).toEqual([]);
    const names = (await seller.send("GET", "/api/kinds")).body.map(({ kind }: { kind: string }) => kind);
    expect(names).toContain("product");
    expect(names).not.toContain("complaint");
    const all = await auditor.send("GET", address("/api/search", { q: "急单" }));
    expect(all.body.kinds.map(({ kind }: { kind: string }) => kind)).toEqual(["order", "complaint"]);
  });

  test.each(["/api/kinds", "/api/records/order", "/api/search?q=so", "/api/records/order/export?format=csv"])(
    "%s is refused to the administrator and to whoever is not signed in",
    async (url) => {
      expect((await admin.send("GET", url)).status).toBe(403);
      expect((await house.browser().send("GET", url)).status).toBe(403);
    },
  );
});

describe("a file", () => {
  const file = (browser: Browser, query: Record<string, string>) =>
    browser.send("GET", address("/api/records/order/export", query));

  test("holds what the list holds, in its order, amounts in major units and no formula; an event tells of it", async () => {
    const query = { format: "csv", filter: "gross:to:400", columns: "order_id,customer_name,gross", ...up };
    const { status, body, headers } = await file(auditor, query);
    expect(status).toBe(200);
    expect(headers["content-disposition"]).toContain("order.csv");
    const lines = body.replace("\ufeff", "").trimEnd().split("\r\n");
    expect(lines).toEqual([
      "Order ID,Customer name,Gross amount,Source,Version,Gone from its source",
      "SO-000,上海华信恒达科技有限公司,0.5,crm,1,",
      "SO-001,宁波东海进出口有限公司,1.5,crm,1,",
      "SO-002,上海华信恒达科技有限公司,2.5,crm,1,",
      "SO-003,宁波东海进出口有限公司,3.5,crm,1,",
    ]);
    await house.events.settled();
    const { size: end } = await house.events.state();
    const [entry] = (await house.events.readEntries(0, end)).slice(-1);
    expect(entry).toMatchObject({ type: "records.exported", subject: "kind:order" });
  });

  test("for a spreadsheet is one, and unknown columns are refused before it begins", async () => {
    const { status, headers, body } = await file(auditor, { format: "xlsx" });
    expect([status, headers["content-type"]]).toEqual([200, expect.stringContaining("spreadsheetml")]);
    expect(String(body).startsWith("PK")).toBe(true);
    expect((await file(auditor, { format: "csv", columns: "order_id,nonsense" })).status).toBe(422);
  });

  test("does not leave with sales", async () => {
    expect((await file(seller, { format: "csv" })).status).toBe(403);
    expect((await file(chief, { format: "csv" })).status).toBe(403);
  });
});

describe("what follows the log", () => {
  test("lists changes, keeps what is gone apart as it last stood, and takes it back when it returns", async () => {
    const source = { complete: true };
    const changed = orders((line, i) =>
      i === 8 ? undefined : i === 7 ? line.replace("东海", "北仑") : line,
    );
    await house.import("订单.csv", changed, source);
    expect(await keys(auditor, { search: "北仑" })).toEqual(["SO-007"]);
    expect(await keys(auditor, { filter: "order_id:is:SO-007", search: "东海" })).toEqual([]);
    expect(await keys(auditor, { filter: "order_id:is:SO-008" })).toEqual([]);
    const { rows } = await list(auditor, { gone: "only" });
    expect(rows).toMatchObject([{ key: "SO-008", gone: true, version: 2, fields: { gross: "850" } }]);
    expect(await keys(auditor, { gone: "with" })).toHaveLength(size);
    // 8 % 3 = 2: the manager's own, gone or not.
    expect((await list(chief, { gone: "only" })).rows).toHaveLength(1);
    expect((await list(seller, { gone: "only" })).rows).toEqual([]);
    await house.import("订单.csv", orders(), source);
    expect((await list(auditor, { gone: "only" })).rows).toEqual([]);
    expect(await keys(auditor)).toHaveLength(size);
  });

  test("made anew from the log it is the same", async () => {
    const read = async () =>
      (
        await sql`SELECT record, version_id, version, key, happened_at::text, amount::text, gone, subjects, terms::text
          FROM record_now ORDER BY record`.execute(house.database.writer)
      ).rows;
    const before = await read();
    expect(before.length).toBe(size + 2);
    await house.follower.rebuild(async (tx) => {
      await tx.deleteFrom("record_now").execute();
    });
    await house.events.settled();
    expect(await read()).toEqual(before);
  });

  test("what is not listed yet is told", async () => {
    expect((await list(auditor)).behind).toBe(0);
    await house.follower.stop();
    await house.import("产品.csv", "产品编号,产品名称\nP-1,导轨\nP-2,丝杠\n");
    expect((await list(auditor)).behind).toBe(1);
  });
});
