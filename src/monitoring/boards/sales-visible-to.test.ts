import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestHouse, type Role, roleSchema, type TestHouse } from "../../people/index.ts";
import { sql } from "../../platform/index.ts";
import { monitoringPolicies } from "../policies.ts";
import { salesVisibleTo, scorecardResource } from "./sales-visible-to.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse({ rooms: [monitoringPolicies] });
}, 60_000);
afterAll(async () => house?.close());

/** Employees e0, e1, … each under an earlier one or at the top. */
const charts = fc
  .array(fc.option(fc.nat(), { nil: null, freq: 6 }), { minLength: 1, maxLength: 12 })
  .map((above) =>
    above.map((n, i) => ({ id: `e${i}`, manager_id: n === null || i === 0 ? null : `e${n % i}` })),
  );

const sellers = [...Array.from({ length: 14 }, (_, i) => `e${i}`), ""];

test("the condition in SQL is what Cedar says, for every chart, person and seller", async () => {
  const account = await house.add([]);
  const actor = { kind: "person", id: account } as const;
  const { writer, reader } = house.database;
  const seen = { allowed: 0, refused: 0 };
  await fc.assert(
    fc.asyncProperty(
      charts,
      fc.option(fc.nat(13), { nil: null, freq: 8 }),
      fc.uniqueArray(fc.constantFrom<Role>(...roleSchema.options), { maxLength: 2 }),
      fc.constantFrom<readonly Role[]>([], ["manager"], ["salesperson"]),
      async (chart, employee, given, sales) => {
        const held = sales.length > 0 ? sales : given;
        await writer.transaction().execute(async (tx) => {
          await tx.deleteFrom("org_employee").execute();
          await tx.insertInto("org_employee").values(chart).execute();
          const employee_id = employee === null ? null : `e${employee}`;
          await tx.updateTable("account").set({ employee_id }).where("id", "=", account).execute();
          await tx.deleteFrom("account_role").where("account_id", "=", account).execute();
          const rows = held.map((role) => ({ account_id: account, role, granted_at: new Date() }));
          if (rows.length > 0) await tx.insertInto("account_role").values(rows).execute();
        });
        await house.access.refresh();
        const byCedar = sellers.filter((id) =>
          house.access.may(actor, "scorecards.read", scorecardResource(id)),
        );
        const shown = await reader
          .selectFrom(sql<{ seller: string }>`unnest(${sellers}::text[])`.as(sql`one(seller)`))
          .select(sql<string>`seller`.as("seller"))
          .where(salesVisibleTo(actor, sql.ref("one.seller")))
          .execute();
        expect(shown.map(({ seller }) => seller)).toEqual(byCedar);
        seen.allowed += byCedar.length;
        seen.refused += sellers.length - byCedar.length;
      },
    ),
    { numRuns: 100 },
  );
  // Both answers came often enough for the comparison to mean something.
  expect(Math.min(seen.allowed, seen.refused)).toBeGreaterThan(50);
}, 120_000);
