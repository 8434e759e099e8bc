import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { type Browser, openTestHouse, type TestHouse } from "../../people/index.ts";
import type { Follower } from "../../platform/index.ts";
import { followVersions } from "../browse/follow-versions.ts";
import { recordsPolicies } from "../policies.ts";
import { findRecords } from "../store/get-record.ts";
import { importFiles } from "../store/import-files.ts";
import { addFormRoutes } from "./form-routes.ts";

let house: TestHouse;
let follower: Follower;
let lead: Browser;
let auditor: Browser;
let finance: Browser;
let seller: Browser;
let chief: Browser;
let admin: Browser;
const folder = mkdtempSync(join(tmpdir(), "plumbline-forms-test-"));

const files: Record<string, string> = {
  "customers.csv": `客户编号,客户名称,电话,负责人
C-1,杭州云栖精密机械有限公司,13800138000,E-1
C-2,宁波东海进出口有限公司,13900139000,E-2
C-3,100%_纯棉,,E-2
`,
  "orders.csv": `订单编号,下单时间,客户编号,销售员,订单金额,审批时间,审批人
SO-1,2026-01-05,C-1,E-1,100.00,2026-01-06,E-9
SO-2,2026-01-07,C-1,E-2,200.00,,
${Array.from({ length: 12 }, (_, i) => `SX-${i},2026-02-${10 + i},C-2,E-2,1.00,,`).join("\n")}
`,
  "changes.csv": `change id,document no,field,old value,new value,changed at,changed by
L-1,SO-1,订单金额,90,100,2026-01-08 10:00:00,E-1
`,
  "employees.csv": "工号,姓名,上级\nE-1,王小明,E-9\nE-2,李四,E-8\nE-9,赵经理,\n",
};

async function importAll(given: Record<string, string>): Promise<void> {
  const paths = Object.entries(given).map(([name, text]) => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  });
  const context = () => house.contexts.contextFor({ kind: "system", id: "system:test" });
  await importFiles(
    house.database,
    { paths, source: "crm" },
    { signal: new AbortController().signal, context },
  );
}

async function pathOf(kind: string, key: string): Promise<string> {
  const [found] = await findRecords(house.database.reader, kind, key);
  return `/api/records/${kind}/${found?.record}`;
}

const pages = async (browser: Browser, kind: string, key: string) =>
  browser.send("GET", await pathOf(kind, key));

beforeAll(async () => {
  house = await openTestHouse({ rooms: [recordsPolicies], addRoutes: addFormRoutes });
  follower = followVersions(house.events);
  await importAll(files);
  await house.database.writer
    .insertInto("org_employee")
    .values([
      { id: "E-9", manager_id: null },
      { id: "E-1", manager_id: "E-9" },
      { id: "E-2", manager_id: null },
    ])
    .execute();
  lead = await house.signedIn(["lead-auditor"], "A-1");
  auditor = await house.signedIn(["auditor"], "A-2");
  finance = await house.signedIn(["finance"], "F-1");
  seller = await house.signedIn(["salesperson"], "E-1");
  chief = await house.signedIn(["manager"], "E-9");
  admin = await house.signedIn(["administrator"]);
});
afterAll(async () => {
  await house?.close();
  rmSync(folder, { recursive: true, force: true });
});

describe("the page of a record", () => {
  test("has its values with readable links, its source's row, and what refers to it", async () => {
    const { status, body } = await pages(auditor, "order", "SO-1");
    expect(status).toBe(200);
    expect(body).toMatchObject({ key: "SO-1", source: "crm", version: 1, mayCorrect: true });
    const value = (place: string) => body.values.find((one: { place: string }) => one.place === place);
    expect(value("customer_id").link).toMatchObject({ kind: "customer", name: "杭州云栖精密机械有限公司" });
    expect(value("seller_id").link).toMatchObject({ kind: "employee", name: "王小明" });
    expect(value("gross")).toMatchObject({ type: "money", value: "10000" });
    expect(body.sourceRow).toContainEqual({ column: "订单金额", value: "100.00" });
    expect(body.versions).toMatchObject([
      { version: 1, origin: "import", sourceRow: 2, actor: { id: "system:test" } },
    ]);
    // A change names its document by the key alone.
    expect(body.related).toMatchObject([
      { kind: "change", total: 1, rows: [{ name: "订单金额：90 → 100", day: "2026-01-08" }] },
    ]);
  });

  test("lists what refers to it by kind, the latest first, and pages through the rest", async () => {
    const { body } = await pages(auditor, "customer", "C-2");
    const [orders] = body.related;
    expect([orders.kind, orders.total, orders.rows.length]).toEqual(["order", 12, 8]);
    expect(orders.rows[0]).toMatchObject({ key: "SX-11", amount: "100", day: "2026-02-21" });
    const path = await pathOf("customer", "C-2");
    const rest = await auditor.send("GET", `${path}/related/order?after=${orders.next}`);
    expect(rest.body.rows.map(({ key }: { key: string }) => key)).toEqual(["SX-3", "SX-2", "SX-1", "SX-0"]);
    expect(rest.body.next).toBeUndefined();
    expect((await auditor.send("GET", `${path}/related/order?after=bm9uc2Vuc2U`)).status).toBe(422);
  });

  test("shows a seller only what names them, in lists and counts too; what they may not see is not there", async () => {
    const { status, body } = await pages(seller, "customer", "C-1");
    expect(status).toBe(200);
    expect(body.related).toMatchObject([{ kind: "order", total: 1, rows: [{ key: "SO-1" }] }]);
    expect((await pages(seller, "order", "SO-1")).body.related).toEqual([]);
    expect((await pages(chief, "order", "SO-1")).status).toBe(200);
    const foreign = await pages(seller, "order", "SO-2");
    const absent = await seller.send("GET", "/api/records/order/00000000-0000-4000-8000-000000000000");
    expect([foreign.status, foreign.body.message]).toEqual([absent.status, absent.body.message]);
    expect(foreign.status).toBe(404);
    const path = await pathOf("order", "SO-2");
    expect((await seller.send("GET", `${path}/related/change`)).status).toBe(404);
    // An id of another kind is not there either.
    expect((await auditor.send("GET", path.replace("/order/", "/invoice/"))).status).toBe(404);
  });

  test("is forbidden to the administrator and to whoever is not signed in", async () => {
    expect((await pages(admin, "order", "SO-1")).status).toBe(403);
    expect((await pages(house.browser(), "order", "SO-1")).status).toBe(403);
    expect((await pages(seller, "change", "L-1")).status).toBe(403);
  });

  test("with personal data is told in the log, unless its own seller reads it", async () => {
    await house.told();
    await pages(auditor, "order", "SO-1");
    await pages(seller, "customer", "C-1");
    expect(await house.told()).toEqual([]);
    await pages(auditor, "customer", "C-1");
    await pages(chief, "customer", "C-1");
    expect(await house.told()).toEqual(["record.read", "record.read"]);
  });
});

describe("entering", () => {
  const post = (browser: Browser, kind: string, payload: object) =>
    browser.send("POST", `/api/records/${kind}`, payload);

  test("by people of sales is in their own name, which is filled in", async () => {
    const fields = { name: "温州新客户有限公司" };
    const { status, body } = await post(seller, "customer", { fields });
    expect(status).toBe(201);
    const page = await seller.send("GET", `/api/records/customer/${body.record}`);
    expect(page.body.values).toContainEqual(expect.objectContaining({ place: "owner_id", value: "E-1" }));
    const foreign = await post(seller, "customer", { fields: { ...fields, owner_id: "E-2" } });
    expect([foreign.status, foreign.body.message]).toEqual([
      403,
      "You may enter records in your own name only, and they may name no other employee.",
    ]);
  });

  test.each(["activity", "contact", "opportunity", "quote", "contract"])(
    "%s is entered by sales",
    async (kind) => {
      const needed: Record<string, Record<string, string>> = {
        activity: { started_at: "2026-11-20 09:30", customer_id: "C-1" },
        contact: { name: "陈女士", phone: "0571-1", customer_id: "C-1" },
        opportunity: { name: "二期扩建", stage: "报价", amount: "100" },
        quote: { amount: "100", customer_id: "C-1" },
        contract: { amount: "100", customer_id: "C-1" },
      };
      expect((await post(seller, kind, { fields: needed[kind] ?? {} })).status).toBe(201);
    },
  );

  test.each(["order", "invoice", "payment", "employee"])("%s is not entered by sales", async (kind) => {
    expect((await post(seller, kind, { fields: {} })).status).toBe(403);
    expect((await post(chief, kind, { fields: {} })).status).toBe(403);
  });

  test("is for finance and auditors whatever the kind, for the administrator nothing", async () => {
    for (const [i, browser] of [lead, auditor, finance].entries()) {
      const lines = [{ fields: { product_name: "减速机", gross: "11300" } }];
      const given = { fields: { invoice_id: `F-${i}`, customer_id: "C-1", currency: "CNY" }, lines };
      const { status, body } = await post(browser, "invoice", given);
      expect([status, body.lines]).toEqual([201, 1]);
    }
    expect((await post(admin, "customer", { fields: { name: "x" } })).status).toBe(403);
    expect((await post(house.browser(), "customer", { fields: { name: "x" } })).status).toBe(403);
  });

  test("refuses each mistake with its field, and a known key with the way to it only for who may see it", async () => {
    const wrong = await post(finance, "order", {
      fields: { order_id: "SO-9", gross: "1.5", ordered_at: "x" },
    });
    expect(wrong.status).toBe(422);
    expect(wrong.body.issues.map(({ path }: { path: string }) => path)).toEqual([
      "fields.gross",
      "fields.ordered_at",
    ]);
    const twice = await post(finance, "customer", { fields: { customer_id: "C-2", name: "x" } });
    expect(twice.status).toBe(409);
    expect(`/api${twice.body.see}`).toBe(await pathOf("customer", "C-2"));
    const hidden = await post(seller, "customer", { fields: { customer_id: "C-2", name: "x" } });
    expect([hidden.status, hidden.body.see]).toEqual([409, undefined]);
    expect((await post(finance, "dragon", { fields: {} })).status).toBe(422);
  });
});

describe("correcting", () => {
  const correct = async (browser: Browser, payload: object, key = "SO-2") =>
    browser.send("POST", `${await pathOf("order", key)}/corrections`, payload);

  test("needs a reason and the version that was seen; a stale save shows both texts", async () => {
    const save = { version: 1, fields: { gross: "21000" }, reason: "合同金额为 210 元" };
    expect((await correct(finance, { ...save, reason: "" })).status).toBe(422);
    expect((await correct(finance, save)).body).toEqual({ version: 2 });
    const stale = await correct(auditor, { ...save, fields: { gross: "22000" } });
    expect(stale.status).toBe(409);
    expect(stale.body.issues).toMatchObject([{ path: "fields.gross" }]);
    expect(stale.body.issues[0].message).toContain("22000");
    expect(stale.body.issues[0].message).toContain("21000");
  });

  test("after the approval is shown as such", async () => {
    await correct(finance, { version: 1, fields: { gross: "9900" }, reason: "x" }, "SO-1");
    const { body } = await pages(auditor, "order", "SO-1");
    expect(body.versions[1]).toMatchObject({
      origin: "form",
      reason: "x",
      changedAfter: { name: "approved_at", at: "2026-01-06 00:00:00" },
      changes: [{ of: "field", name: "gross", before: "10000", after: "9900" }],
    });
  });

  test("is not for sales, nor for whoever the record names", async () => {
    const save = { version: 2, fields: { gross: "1" }, reason: "x" };
    expect((await correct(seller, save, "SO-1")).status).toBe(403);
    expect((await correct(chief, save, "SO-1")).status).toBe(403);
    expect((await correct(seller, save, "SO-2")).status).toBe(404);
    expect((await correct(admin, save, "SO-1")).status).toBe(403);
    const named = await house.signedIn(["finance"], "E-2");
    const refused = await correct(named, save);
    expect([refused.status, refused.body.message]).toEqual([
      403,
      "This record names you; somebody else has to correct it.",
    ]);
  });
});

describe("looking up", () => {
  beforeAll(async () => {
    await house.events.settled();
    const { size } = await house.events.state();
    await vi.waitUntil(async () => (await follower.position()) >= size, { timeout: 20_000 });
  });
  const look = async (browser: Browser, kind: string, q: string) => {
    const { status, body } = await browser.send("GET", `/api/lookup/${kind}?q=${encodeURIComponent(q)}`);
    return status === 200 ? body.map(({ key }: { key: string }) => key) : status;
  };

  test("finds by the beginning of the key and by any part of the name, at most twenty", async () => {
    expect(await look(auditor, "customer", "C-")).toEqual(["C-1", "C-2", "C-3"]);
    expect(await look(auditor, "customer", "东海")).toEqual(["C-2"]);
    expect(await look(auditor, "customer", "0%_纯")).toEqual(["C-3"]);
    expect(await look(auditor, "order", "SX-1")).toEqual(["SX-1", "SX-10", "SX-11"]);
    expect((await look(auditor, "order", "")).length).toBeLessThanOrEqual(20);
  });

  test("obeys what the person may read", async () => {
    expect(await look(seller, "customer", "C-")).toEqual(["C-1"]);
    expect(await look(seller, "customer", "东海")).toEqual([]);
    expect(await look(seller, "change", "")).toBe(403);
    expect(await look(admin, "customer", "C")).toBe(403);
  });
});

describe("the form of a kind", () => {
  const title = (zh: string, en: string) => ({ zh, en });
  const form = {
    version: 0,
    fields: [
      { name: "身份证号", title: title("身份证号", "ID number"), type: "text", personal: true },
      { name: "预算", title: title("预算", "Budget"), type: "money" },
    ],
    sections: [
      { title: title("基本", "Basics"), columns: 2, fields: ["order_id", "own.预算", "customer_id"] },
    ],
    hidden: ["device_id"],
  };
  const put = (browser: Browser, payload: object) => browser.send("PUT", "/api/forms/order", payload);

  test("is defined by lead auditor and finance, each change a version and an event", async () => {
    for (const browser of [auditor, seller, chief, admin, house.browser()]) {
      expect((await put(browser, form)).status).toBe(403);
    }
    await house.told();
    const { status, body } = await put(lead, form);
    expect([status, body.version]).toEqual([200, 1]);
    expect(body.sections[0]).toEqual(form.sections[0]);
    // What the layout does not name follows at the end; what is hidden does not.
    const places = body.sections.flatMap((section: { fields: string[] }) => section.fields);
    expect(places).toContain("own.身份证号");
    expect(places).toContain("gross");
    expect(places).not.toContain("device_id");
    expect(await house.told()).toEqual(["form.saved"]);
    expect((await put(finance, form)).status).toBe(409);
    expect((await put(finance, { ...form, version: 1 })).body.version).toBe(2);
  });

  test("refuses what contradicts itself, the kind, or what fields were before", async () => {
    const issues = async (change: object) => {
      const { status, body } = await put(lead, { ...form, version: 2, ...change });
      return [status, ...(body.issues ?? []).map(({ path }: { path: string }) => path)];
    };
    const [id, budget] = form.fields;
    expect(await issues({ fields: [id, { ...budget, type: "number" }] })).toEqual([422, "fields.1"]);
    expect(await issues({ fields: [id, budget, budget] })).toEqual([422, "fields.2"]);
    expect(await issues({ fields: [...form.fields, { ...id, name: "级别", type: "choice" }] })).toEqual([
      422,
      "fields.2",
    ]);
    expect(await issues({ fields: [...form.fields, { ...id, name: "上级", type: "reference" }] })).toEqual([
      422,
      "fields.2",
    ]);
    const twice = { ...form.sections[0], fields: ["gross", "gross", "nonsense"] };
    expect(await issues({ sections: [twice] })).toEqual([422, "sections.0", "sections.0"]);
    expect(await issues({ hidden: ["order_id"] })).toEqual([422, "hidden"]);
  });

  test("makes reading a record with a personal custom value an event", async () => {
    const path = await pathOf("order", "SX-0");
    const save = { version: 1, own: { 身份证号: "330101200001010011" }, reason: "登记" };
    expect((await finance.send("POST", `${path}/corrections`, save)).status).toBe(201);
    await house.told();
    const { body } = await auditor.send("GET", path);
    expect(body.values).toContainEqual(
      expect.objectContaining({ place: "own.身份证号", of: "custom", personal: true }),
    );
    expect(body.sourceRow.map(({ column }: { column: string }) => column)).not.toContain("身份证号");
    expect(await house.told()).toEqual(["record.read"]);
  });

  test("tells what the reader may do, in whose name, and which lines go with it", async () => {
    const forSeller = (await seller.send("GET", "/api/forms/customer")).body;
    expect(forSeller).toMatchObject({
      mayEnter: true,
      mayCorrect: false,
      mayDefine: false,
      seller: { field: "owner_id", employee: "E-1" },
    });
    const forFinance = (await finance.send("GET", "/api/forms/invoice")).body;
    expect(forFinance).toMatchObject({ mayEnter: true, mayDefine: true, lines: { kind: "invoice-line" } });
    const names = forFinance.lines.fields.map(({ name }: { name: string }) => name);
    expect(names).toContain("unit_price");
    expect(names).not.toContain("invoice_id");
    expect((await admin.send("GET", "/api/forms/customer")).status).toBe(403);
    const kinds = (await seller.send("GET", "/api/forms")).body;
    expect(
      kinds.filter((one: { mayEnter: boolean }) => one.mayEnter).map(({ kind }: { kind: string }) => kind),
    ).toEqual(["customer", "contact", "opportunity", "activity", "quote", "contract"]);
    expect((await admin.send("GET", "/api/forms")).body).toEqual([]);
  });
});
