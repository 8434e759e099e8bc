import { expect, test } from "vitest";
import { openWarehouse, sql } from "../platform/index.ts";
import { buildFacts, createTables } from "../records/index.ts";
import { tables } from "./define-detector.ts";
import { partyOf } from "./same-party.ts";

type Customer = { id: string; name: string; tax?: string; phone?: string; address?: string };

async function parties(given: readonly Customer[], orderedBy: readonly string[] = []) {
  const warehouse = await openWarehouse({ threads: 1 });
  try {
    await createTables(warehouse);
    for (const { id, name, tax, phone, address } of given) {
      await warehouse.run(
        sql`INSERT INTO customers (customer_id, name, tax_number, phone, address) VALUES (${id}, ${name}, ${tax}, ${phone}, ${address})`,
      );
    }
    for (const customer of orderedBy) {
      await warehouse.run(
        sql`INSERT INTO orders (order_id, customer_id, net) VALUES (${customer}, ${customer}, 1)`,
      );
    }
    await buildFacts(warehouse);
    const rows = await warehouse.all<{ customer: string; party: string }>(partyOf(tables));
    return Object.fromEntries(rows.map(({ customer, party }) => [customer, party]));
  } finally {
    warehouse.close();
  }
}

test("customers that share name, tax number or telephone are one party, also through a third", async () => {
  expect(
    await parties([
      { id: "C1", name: "上海华信商贸有限公司", tax: "91310000MA1" },
      { id: "C2", name: "上海市华信商贸（有限公司）", phone: "021-55551234" },
      { id: "C3", name: "华信贸易", phone: "+86 21 5555 1234" },
      { id: "C4", name: "青岛海洋食品", phone: "0532-88887777" },
    ]),
  ).toEqual({ C1: "C1", C2: "C1", C3: "C1", C4: "C4" });
});

test("the address of an office park joins nobody", async () => {
  const tenants = Array.from({ length: 6 }, (_, i) => ({
    id: `T${i}`,
    name: `租户${"甲乙丙丁戊己"[i]}科技`,
    address: "苏州工业园区星湖街328号",
  }));
  const found = await parties(tenants);
  expect(new Set(Object.values(found)).size).toBe(6);
});

test("without customer records the names on the sales are compared", async () => {
  expect(await parties([], ["Amaze Bikes Inc", "AMAZE BIKES, Inc.", "Arena Sports"])).toEqual({
    "AMAZE BIKES, Inc.": "AMAZE BIKES, Inc.",
    "Amaze Bikes Inc": "AMAZE BIKES, Inc.",
    "Arena Sports": "Arena Sports",
  });
});
