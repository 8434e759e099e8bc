import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { describeApi } from "./describe-api.ts";
import { expected, requests } from "./role-table.ts";
import { openRolesHouse, type RolesHouse, type Visitor, visitors } from "./test-roles-house.ts";

let house: RolesHouse;
/** Of E-4, who reports to M-2. */
let order: string;
let alert: string;

beforeAll(async () => {
  house = await openRolesHouse();
  const { reader } = house.parts.database;
  const found = reader.selectFrom("record_version").select("record").where("key", "=", "SO-4");
  order = (await found.executeTakeFirstOrThrow()).record;
  const alerts = await reader.selectFrom("alert").select(["id", "subjects"]).execute();
  alert = alerts.find(({ subjects }) => subjects.join() === "E-4")?.id ?? "";
}, 240_000);
afterAll(() => house?.close());

async function routesOfHouse(): Promise<string[]> {
  const { paths } = (await describeApi()) as { paths: Record<string, object> };
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
}

test("the table names every route of the house, and no other", async () => {
  expect(Object.keys(expected).sort()).toEqual((await routesOfHouse()).sort());
  expect(Object.keys(requests).filter((route) => !(route in expected))).toEqual([]);
});

test("every visitor gets of every route what the table says", async () => {
  const routes = Object.keys(expected).filter((route) => route !== signOut);
  const got: Record<string, string> = {};
  for (const route of routes) got[route] = await statuses(route);
  expect(got).toEqual(Object.fromEntries(routes.map((route) => [route, expected[route]])));
}, 240_000);

// It ends what the other routes are asked with: it comes last.
const signOut = "POST /api/sign-out";

async function statuses(route: string): Promise<string> {
  const [method = "", path = ""] = route.split(" ");
  const request = requests[route] ?? {};
  const body = request.body && (JSON.parse(placed(JSON.stringify(request.body))) as object);
  const found: number[] = [];
  for (const visitor of visitors) {
    found.push((await house.ask(visitor, method, placed(request.path ?? path), body)).status);
  }
  return found.join(" ");
}

const placed = (text: string) =>
  text.replaceAll("{spare}", house.spare).replaceAll("{order}", order).replaceAll("{alert}", alert);

describe("what a visitor may not read is not told in another way", () => {
  const readers: Visitor[] = ["lead-auditor", "manager", "salesperson", "finance", "auditor-above"];

  async function ask(visitor: Visitor, path: string) {
    const { status, text } = await house.ask(visitor, "GET", path);
    return { status, text, body: text.startsWith("{") ? JSON.parse(text) : undefined };
  }

  async function allOrders(): Promise<{ record: string; key: string }[]> {
    const { reader } = house.parts.database;
    return reader
      .selectFrom("record_version")
      .select(["record", "key"])
      .where("kind", "=", "order")
      .execute();
  }

  async function listed(visitor: Visitor): Promise<{ records: string[]; total: number }> {
    const records: string[] = [];
    let total = 0;
    let after = "";
    do {
      const { body } = await ask(visitor, `/api/records/order?limit=200${after}`);
      records.push(...body.rows.map(({ record }: { record: string }) => record));
      total = after === "" ? body.total.count : total;
      after = body.next === undefined ? "" : `&after=${encodeURIComponent(body.next)}`;
    } while (after !== "");
    return { records: records.sort(), total };
  }

  test.each(readers)(
    "lists and counts of orders hold what %s may read one by one, and no more",
    async (visitor) => {
      const readable: string[] = [];
      for (const { record } of await allOrders()) {
        const { status } = await ask(visitor, `/api/records/order/${record}`);
        if (status === 200) readable.push(record);
        else expect(status).toBe(404);
      }
      const { records, total } = await listed(visitor);
      expect(records).toEqual(readable.sort());
      expect(total).toBe(readable.length);
    },
    120_000,
  );

  test.each(readers)("search finds and counts for %s only what the list holds", async (visitor) => {
    const { records } = await listed(visitor);
    const visible = (await allOrders()).filter(({ record }) => records.includes(record));
    for (const prefix of ["SO", "DA"]) {
      const { body } = await ask(visitor, `/api/search?q=${prefix}&limit=20`);
      const found = body.kinds.find(({ kind }: { kind: string }) => kind === "order");
      const matching = visible.filter(({ key }) => key.startsWith(prefix));
      expect(found?.total.count ?? 0).toBe(matching.length);
      const rows: { record: string }[] = found?.rows ?? [];
      expect(rows.filter(({ record }) => !records.includes(record))).toEqual([]);
    }
  });

  test("an order that may not be read and one that is not there are answered alike", async () => {
    const absent = "00000000-0000-4000-8000-000000000000";
    const [hidden, missing] = await Promise.all(
      [order, absent].map((id) => ask("salesperson", `/api/records/order/${id}`)),
    );
    expect({ ...hidden?.body, request: "" }).toEqual({ ...missing?.body, request: "" });
  });

  test("an export holds the rows of the list", async () => {
    const { records } = await listed("finance");
    const { text } = await ask("finance", "/api/records/order/export?format=csv");
    expect(text.trim().split("\n")).toHaveLength(records.length + 1);
  });

  test("an auditor above a seller finds the seller's alerts in no list, count, export or answer", async () => {
    const { reader } = house.parts.database;
    const alerts = await reader.selectFrom("alert").select(["id", "subjects"]).execute();
    const below = new Set(["E-2", "E-3", "E-4"]);
    const hidden = alerts.filter(({ subjects }) => subjects.some((id) => below.has(id)));
    const visible = alerts.filter((one) => !hidden.includes(one));
    expect(hidden.length * visible.length).toBeGreaterThan(0);
    const page = await ask("auditor-above", "/api/alerts?limit=200");
    expect(page.body.rows.map(({ id }: { id: string }) => id).sort()).toEqual(
      visible.map(({ id }) => id).sort(),
    );
    const counts = await ask("auditor-above", "/api/alerts/counts");
    const open = counts.body.status.find(({ value }: { value: string }) => value === "open");
    expect(open.alerts).toBe(visible.length);
    const csv = await ask("auditor-above", "/api/alerts/export");
    expect(csv.text.trim().split("\r\n")).toHaveLength(visible.length + 1);
    for (const { id } of hidden) {
      expect((await ask("auditor-above", `/api/alerts/${id}`)).status).toBe(404);
      expect([page.text, csv.text].some((text) => text.includes(id))).toBe(false);
    }
  });

  test("nobody is told nothing but whether this is a demo", async () => {
    expect((await ask("nobody", "/api/house")).body).toEqual({
      demo: false,
      version: null,
      mayLoadDemo: false,
      loading: null,
    });
    expect((await ask("nobody", "/api/forms")).text).toBe("[]");
  });
});

test("everybody may sign out, and is nobody then", async () => {
  expect(await statuses(signOut)).toBe(expected[signOut]);
  expect(await statuses("GET /api/me")).toBe(visitors.map(() => "403").join(" "));
});
