import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { z } from "zod";
import type { Browser, Role } from "../../people/index.ts";
import { openTestAlerts, type TestAlerts } from "../alerts/test-alerts.ts";
import { eraseNetwork } from "./erase-network.ts";
import type { networkLink, networkNode } from "./network-view.ts";

type View = { nodes: z.infer<typeof networkNode>[]; links: z.infer<typeof networkLink>[]; leftOff: number };

let house: TestAlerts;
const as = new Map<string, Browser>();

const order = (n: number, customer: string, seller: string, more = ",") =>
  `O${n},${customer},${seller},2025-0${1 + (n % 9)}-10,1000.00,CNY,${more}`;
/** S1's shells A, B and C have one telephone; D of S2 has goods sent to C's address; S3 sells to X00–X39 and nobody else. */
const files = {
  "员工.csv":
    "工号,姓名,部门,直属上级\nM1,王总,销售部,\nS1,张伟,销售部,M1\nS2,李娜,销售部,\nS3,赵强,销售部,M1",
  "客户.csv": [
    "客户编号,客户名称,电话,地址,客户负责人",
    "A,甲贸易有限公司,138-1234-2846,,S1",
    "B,乙贸易有限公司,13812342846,,S1",
    "C,丙贸易有限公司,13812342846,上海市浦东新区世纪大道100号,S1",
    "D,丁贸易有限公司,,,S2",
  ].join("\n"),
  "订单.csv": [
    "订单编号,客户编号,业务员编号,下单时间,价税合计,币种,收货地址,收货电话",
    order(1, "A", "S1"),
    order(2, "B", "S1"),
    order(3, "C", "S1"),
    order(4, "D", "S2", "上海市浦东新区世纪大道100号,"),
    ...Array.from({ length: 40 }, (_, i) => order(100 + i, `X${String(i).padStart(2, "0")}`, "S3")),
  ].join("\n"),
};

beforeAll(async () => {
  house = await openTestAlerts();
  await house.import("erp", files);
  await house.database.writer
    .insertInto("org_employee")
    .values([
      { id: "M1", manager_id: null },
      { id: "S1", manager_id: "M1" },
      { id: "S2", manager_id: null },
      { id: "S3", manager_id: "M1" },
    ])
    .execute();
  await house.run();
  const people: readonly (readonly [string, readonly Role[], string?])[] = [
    ["lead-auditor", ["lead-auditor"], "AUD"],
    ["auditor", ["auditor"], "AUD2"],
    ["unlinked auditor", ["auditor"]],
    ["auditor above S1", ["auditor"], "M1"],
    ["auditor who is S2", ["auditor"], "S2"],
    ["finance", ["finance"], "FIN"],
    ["manager", ["manager"], "M9"],
    ["salesperson", ["salesperson"], "S3"],
    ["administrator", ["administrator"], "ADM"],
    ["no role", []],
  ];
  for (const [name, roles, employee] of people) as.set(name, await house.signedIn(roles, employee));
  as.set("nobody", house.browser());
}, 180_000);
afterAll(async () => house?.close());

const get = async (who: string, url: string) => (as.get(who) as Browser).send("GET", url);
const walk = async (who: string, url: string): Promise<View> => {
  const { status, body } = await get(who, url);
  expect([who, url, status]).toEqual([who, url, 200]);
  return body as View;
};
const keys = ({ nodes }: View, kind?: string) =>
  nodes
    .filter((node) => kind === undefined || node.kind === kind)
    .map(({ key }) => key)
    .sort();

describe("who gets what", () => {
  test.each(["/api/network", "/api/network/customer/A", "/api/network/communities/0"])(
    "GET %s is for auditors with an employee, and for nobody in sales, finance or running the system",
    async (url) => {
      for (const who of as.keys()) {
        const { status } = await get(who, url);
        const mayAsk = ["lead-auditor", "auditor", "auditor above S1", "auditor who is S2"].includes(who);
        if (mayAsk) expect([200, 404]).toContain(status);
        else expect([who, status]).toEqual([who, who === "nobody" ? status : 403]);
        if (who === "nobody") expect([401, 403]).toContain(status);
      }
    },
  );

  test("to whom a seller's suspicions are closed there is no such node, nor anything that tells of it", async () => {
    const hidden = await get("auditor above S1", "/api/network/seller/S1");
    const missing = await get("auditor above S1", "/api/network/seller/NOBODY");
    expect([hidden.status, missing.status]).toEqual([404, 404]);
    expect(hidden.body).toMatchObject({ code: missing.body.code, message: missing.body.message });
    // A's telephone tells of S1, who keeps those who share it; A itself is a customer like any other.
    const seen = await walk("auditor above S1", "/api/network/customer/A?hops=3");
    expect(keys(seen)).toEqual(["customer:A"]);
    expect(seen.nodes[0]).toMatchObject({ neighbours: 0 });
    expect(seen.nodes[0]?.community).toBeUndefined();
  });

  test("an auditor who sold to one of those who share something does not see that they do", async () => {
    const seen = await walk("auditor who is S2", "/api/network/customer/C");
    expect(keys(seen)).toEqual([
      "customer:A",
      "customer:B",
      "customer:C",
      expect.stringMatching(/^phone:/),
      "seller:S1",
    ]);
    expect(keys(await walk("auditor", "/api/network/customer/C"), "address")).toHaveLength(1);
  });

  test("communities with a hidden member are in no list", async () => {
    const all = (await get("auditor", "/api/network")).body.communities as { id: number }[];
    const some = (await get("auditor above S1", "/api/network")).body.communities as { id: number }[];
    expect(all.length).toBeGreaterThan(some.length);
    for (const { id } of all.filter((one) => !some.some((other) => other.id === one.id)))
      expect((await get("auditor above S1", `/api/network/communities/${id}`)).status).toBe(404);
  });

  test("a look at the network is told in the log before it is answered", async () => {
    await house.told();
    await walk("lead-auditor", "/api/network/customer/B");
    expect(await house.told()).toEqual(["network.read"]);
  });
});

describe("walking", () => {
  test("what two share is no step of its own: one hop leads through the telephone to the others", async () => {
    const view = await walk("auditor", "/api/network/customer/A");
    expect(keys(view, "customer")).toEqual(["customer:A", "customer:B", "customer:C"]);
    const phone = view.nodes.find(({ kind }) => kind === "phone");
    expect(phone).toMatchObject({ label: "…2846", parties: 3, neighbours: 3 });
    expect(JSON.stringify(view)).not.toContain("13812342846");
    const tie = view.links.find(({ from, to }) => from === "customer:A" && to === phone?.key);
    expect(tie).toMatchObject({ relation: "has", records: [{ kind: "customer", key: "A" }] });
    expect(view.nodes.find(({ key }) => key === "seller:S1")).toMatchObject({ label: "张伟", hop: 1 });
  });

  test("without trade only what is shared, led or approved is left", async () => {
    const view = await walk("auditor", "/api/network/customer/A?trade=false");
    expect(new Set(view.links.map(({ relation }) => relation))).toEqual(new Set(["has"]));
    expect(keys(view, "seller")).toEqual([]);
  });

  test("of a seller's many customers the first are shown and all are counted", async () => {
    const view = await walk("auditor", "/api/network/seller/S3");
    expect(keys(view, "customer")).toHaveLength(25);
    // Forty customers and the manager.
    expect(view.nodes.find(({ key }) => key === "seller:S3")).toMatchObject({
      neighbours: 41,
      figures: { documents: 40 },
    });
  });

  test("two hops lead on to the manager's other people", async () => {
    const view = await walk("auditor", "/api/network/customer/X00?hops=3");
    expect(keys(view, "seller")).toEqual(["seller:M1", "seller:S1", "seller:S3"]);
    expect(view.nodes.find(({ key }) => key === "seller:S1")?.hop).toBe(3);
  });

  test("what was opened brings its own neighbours, and what is not reached brings none", async () => {
    const opened = (...keys: string[]) =>
      `open=${encodeURIComponent(keys.map(encodeURIComponent).join(","))}`;
    const view = await walk("auditor", `/api/network/seller/S1?${opened("seller:M1", "seller:S2")}`);
    expect(keys(view, "seller")).toEqual(["seller:M1", "seller:S1", "seller:S3"]);
    const closed = await walk("auditor", "/api/network/seller/S1");
    expect(keys(closed, "seller")).toEqual(["seller:M1", "seller:S1"]);
    expect(closed.nodes.find(({ key }) => key === "seller:M1")).toMatchObject({ neighbours: 2, hop: 1 });
  });

  test("a community is told by its members and what ties them", async () => {
    const { body } = await get("auditor", "/api/network");
    expect(body.extent).toMatchObject({ identifiers: 2, leftOff: { shared: 0, trade: 0, staff: 0 } });
    const [first] = body.communities;
    expect(first).toMatchObject({ customers: 4, shared: 2, ties: 5 });
    const view = await walk("auditor", `/api/network/communities/${first.id}?trade=false`);
    expect(keys(view, "customer")).toEqual(["customer:A", "customer:B", "customer:C", "customer:D"]);
  });

  test.each([
    "/api/network/product/P1",
    "/api/network/customer/A?hops=9",
    "/api/network/customer/A?open=x",
    "/api/network/communities/x",
  ])("%s is refused in a sentence", async (url) => expect((await get("auditor", url)).status).toBe(422));
});

// The last: it takes apart what the others look at.
test("erasing a person takes the name and the ends of what they gave out of the network", async () => {
  const { reader, writer } = house.database;
  const customer = await reader
    .selectFrom("record_version")
    .select("record")
    .where("kind", "=", "customer")
    .where("key", "=", "C")
    .executeTakeFirstOrThrow();
  await writer.transaction().execute((tx) =>
    eraseNetwork(tx, {
      parties: [{ kind: "customer", id: "C" }],
      records: [customer.record],
      values: ["s1"],
      code: "erased-1",
    }),
  );
  const nodes = await reader.selectFrom("network_node").selectAll().execute();
  const labels = nodes.flatMap(({ kind, label }) => (["phone", "address"].includes(kind) ? [label] : []));
  expect(labels).toEqual([null, null]);
  expect(nodes.find(({ kind, id }) => kind === "customer" && id === "C")?.label).toBeNull();
  expect(nodes.some(({ id }) => id === "S1")).toBe(false);
  expect(nodes.flatMap(({ subjects }) => subjects)).not.toContain("S1");
  const phone = nodes.find(({ kind }) => kind === "phone");
  expect(phone?.subjects).toEqual(["erased-1"]);
});
