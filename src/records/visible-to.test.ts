import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestHouse, type Role, roleSchema, type TestHouse } from "../people/index.ts";
import { sql } from "../platform/index.ts";
import { readScope, subjectsWithin } from "./browse/scope.ts";
import { kinds } from "./kinds/kinds.ts";
import { recordsPolicies } from "./policies.ts";
import {
  kindResource,
  type RecordFacts,
  recordResource,
  sourceResource,
  subjectsOf,
} from "./record-resources.ts";
import { columnsOf, recordVisibleTo } from "./visible-to.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse({ rooms: [recordsPolicies] });
});
afterAll(() => house?.close());

async function setChart(chart: readonly (readonly [string, string | null])[]): Promise<void> {
  await house.database.writer.transaction().execute(async (tx) => {
    await tx.deleteFrom("org_employee").execute();
    const rows = chart.map(([id, manager_id]) => ({ id, manager_id }));
    if (rows.length > 0) await tx.insertInto("org_employee").values(rows).execute();
  });
}

const about = (kind: string, ...employees: string[]): RecordFacts => ({
  record: "00000000-0000-4000-8000-000000000000",
  kind,
  key: "K-1",
  refs: ["customer:C-1", ...employees.map((id) => `employee:${id}`)],
});

describe("who may do what with records", () => {
  beforeAll(() =>
    setChart([
      ["boss", null],
      ["chief", "boss"],
      ["seller", "chief"],
      ["other", "boss"],
    ]),
  );
  const may = async (roles: Role[], employee: string | undefined, action: string, resource: object) => {
    const id = await house.add(roles, employee);
    await house.access.refresh();
    const allowed = house.access.may({ kind: "person", id }, action, resource as never);
    await house.database.writer
      .updateTable("account")
      .set({ employee_id: null })
      .where("id", "=", id)
      .execute();
    return allowed;
  };

  test.each([
    ["lead-auditor", true],
    ["auditor", true],
    ["finance", true],
    ["administrator", false],
    ["manager", false],
    ["salesperson", false],
  ] as const)("%s reads, exports, imports and corrects whatever there is: %s", async (role, allowed) => {
    const record = recordResource(about("complaint", "somebody"));
    expect(await may([role], "linked", "records.read", record)).toBe(allowed);
    expect(await may([role], "linked", "records.correct", record)).toBe(allowed);
    expect(await may([role], "linked", "records.export", kindResource("order"))).toBe(allowed);
    expect(await may([role], "linked", "records.import", sourceResource("erp"))).toBe(allowed);
    expect(await may([role], "linked", "records.map", sourceResource("erp"))).toBe(allowed);
  });

  test.each([
    ["a salesperson's own order", "salesperson", "seller", about("order", "seller"), true],
    ["a colleague's order", "salesperson", "seller", about("order", "other"), false],
    ["an order of a manager's own people", "manager", "chief", about("order", "seller"), true],
    ["the order of people two levels below", "manager", "boss", about("order", "seller"), true],
    ["an order beside a manager's people", "manager", "chief", about("order", "other"), false],
    ["the manager's order, to the salesperson", "salesperson", "seller", about("order", "chief"), false],
    ["a salesperson's subtree", "salesperson", "chief", about("order", "seller"), false],
    ["an order that names nobody", "manager", "boss", about("order"), false],
    ["a product", "salesperson", "seller", about("product"), true],
    ["a price list, without an employee", "salesperson", undefined, about("price-list"), true],
    ["a product, to the administrator", "administrator", "chief", about("product"), false],
    ["a complaint about oneself", "salesperson", "seller", about("complaint", "seller"), false],
    ["a change by one's own people", "manager", "boss", about("change", "seller"), false],
    ["one's own approval", "manager", "chief", about("approval", "chief"), true],
    ["an approval of one's people", "manager", "chief", about("approval", "seller"), false],
    ["the record of oneself", "salesperson", "seller", { ...about("employee"), key: "seller" }, true],
    ["the record of a colleague", "salesperson", "seller", { ...about("employee"), key: "other" }, false],
  ] as const)("%s: %s", async (_, role, employee, facts, allowed) => {
    expect(await may([role], employee, "records.read", recordResource(facts))).toBe(allowed);
  });

  test.each([
    ["a visit of one's own", about("activity", "seller"), true],
    ["a customer of one's own", about("customer", "seller"), true],
    ["a contract with an approver's name", about("contract", "seller", "chief"), false],
    ["a visit of a colleague", about("activity", "other"), false],
    ["a customer without an owner", about("customer"), false],
    ["an order", about("order", "seller"), false],
  ] as const)("a salesperson enters %s: %s", async (_, facts, allowed) => {
    expect(await may(["salesperson"], "seller", "records.enter", recordResource(facts))).toBe(allowed);
  });

  test("sales list every kind but complaints and changes, and the administrator none", async () => {
    for (const { name } of kinds) {
      const expected = name !== "complaint" && name !== "change";
      expect(await may(["salesperson"], "seller", "records.list", kindResource(name))).toBe(expected);
      expect(await may(["administrator"], "chief", "records.list", kindResource(name))).toBe(false);
    }
  });
});

/** Employees e0, e1, … each under an earlier one or at the top: every chart without circles, up to names. */
const charts = fc
  .array(fc.option(fc.nat(), { nil: null, freq: 6 }), { minLength: 1, maxLength: 14 })
  .map((above) =>
    above.map((n, i): readonly [string, string | null] => [
      `e${i}`,
      n === null || i === 0 ? null : `e${n % i}`,
    ]),
  );

const kindNames = kinds.map(({ name }) => name);
const facts = fc
  .record({
    kind: fc.oneof(
      fc.constantFrom("order", "approval", "employee", "complaint"),
      fc.constantFrom(...kindNames),
    ),
    key: fc.nat(15).map((n) => `e${n}`),
    refs: fc.uniqueArray(
      fc.tuple(fc.constantFrom("employee", "customer"), fc.nat(15)).map(([to, n]) => `${to}:e${n}`),
      { maxLength: 3 },
    ),
  })
  .map((given) => ({ record: "00000000-0000-4000-8000-000000000000", ...given }));

test("the condition in SQL, and that of lists, are what Cedar says, for every chart, person and record", async () => {
  const account = await house.add([]);
  const actor = { kind: "person", id: account } as const;
  const { writer, reader } = house.database;
  const seen = { allowed: 0, refused: 0 };
  await fc.assert(
    fc.asyncProperty(
      charts,
      fc.option(fc.nat(15), { nil: null, freq: 12 }),
      fc.uniqueArray(fc.constantFrom(...roleSchema.options), { maxLength: 2 }),
      fc.array(facts, { minLength: 12, maxLength: 12 }),
      fc.integer({ min: 0, max: 9 }),
      async (chart, employee, given, records, chance) => {
        await setChart(chart);
        // Those whom the rules tell apart by the record, more often than chance would have them.
        const held: Role[] = chance < 6 ? [chance < 3 ? "manager" : "salesperson"] : given;
        await writer.transaction().execute(async (tx) => {
          const employee_id = employee === null ? null : `e${employee}`;
          const disabled_at = chance === 0 ? new Date() : null;
          await tx
            .updateTable("account")
            .set({ employee_id, disabled_at })
            .where("id", "=", account)
            .execute();
          await tx.deleteFrom("account_role").where("account_id", "=", account).execute();
          const rows = held.map((role) => ({ account_id: account, role, granted_at: new Date() }));
          if (rows.length > 0) await tx.insertInto("account_role").values(rows).execute();
        });
        await house.access.refresh();
        const byCedar = records.map((one) => house.access.may(actor, "records.read", recordResource(one)));
        const values = sql.join(
          records.map(
            ({ kind, key, refs }, i) => sql`(${i}::int, ${kind}::text, ${key}::text, ${refs}::text[])`,
          ),
        );
        const shown = await reader
          .selectFrom(sql<{ n: number }>`(VALUES ${values})`.as(sql`one(n, kind, key, refs)`))
          .select(sql<number>`n`.as("n"))
          .where(recordVisibleTo(actor, columnsOf("one")))
          .execute();
        const numbers = new Set(shown.map(({ n }) => n));
        expect(records.map((_, i) => numbers.has(i))).toEqual(byCedar);
        const scope = await readScope(reader, actor);
        const inLists = records.map((one) => {
          const asked = subjectsWithin(scope, one.kind);
          if (asked === "any" || asked === false) return asked === "any";
          return subjectsOf(one).some((subject) => asked.includes(subject));
        });
        expect(inLists).toEqual(byCedar);
        for (const allowed of byCedar) seen[allowed ? "allowed" : "refused"]++;
      },
    ),
    { numRuns: 200 },
  );
  // Both answers came often enough for the comparison to mean something.
  expect(Math.min(seen.allowed, seen.refused)).toBeGreaterThan(200);
});
