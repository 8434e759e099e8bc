import fc from "fast-check";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { house } from "./account.ts";
import { orgChartProblems } from "./import-org-chart.ts";
import { loadPolicies } from "./policies.ts";
import { type Role, roleSchema } from "./role.ts";
import { suspicionVisibleTo } from "./suspicion-visible-to.ts";
import { anonymous, openTestPeople, system, type TestPeople } from "./test-people.ts";

let people: TestPeople;
beforeAll(async () => {
  people = await openTestPeople();
});
afterAll(async () => people?.close());

const alert = (...subjects: string[]) => ({ type: "Alert", id: "alert:1", subjects });

async function setChart(chart: readonly (readonly [string, string | null])[]): Promise<void> {
  await people.database.writer.transaction().execute(async (tx) => {
    await tx.deleteFrom("org_employee").execute();
    const rows = chart.map(([id, manager_id]) => ({ id, manager_id }));
    if (rows.length > 0) await tx.insertInto("org_employee").values(rows).execute();
  });
}

async function maySee(accountId: string, ...subjects: string[]): Promise<boolean> {
  await people.access.refresh();
  return people.access.may({ kind: "person", id: accountId }, "alerts.read", alert(...subjects));
}

describe("suspicions", () => {
  let auditor: string;
  beforeAll(async () => {
    // boss ← lead ← aud ← junior, and boss ← sales beside them
    await setChart([
      ["boss", null],
      ["lead", "boss"],
      ["aud", "lead"],
      ["junior", "aud"],
      ["sales", "boss"],
    ]);
    auditor = await people.add(["auditor"], "aud");
  });

  test.each([
    ["somebody elsewhere in the company", ["sales"], true],
    ["nobody of the company (a customer, a deal)", [], true],
    ["somebody who is not in the chart", ["left-years-ago"], true],
    ["the auditor", ["aud"], false],
    ["the auditor's manager", ["lead"], false],
    ["the manager's manager", ["boss"], false],
    ["somebody who reports to the auditor", ["junior"], false],
    ["several, of whom the auditor is one", ["sales", "aud"], false],
    ["several, of whom one reports to the auditor", ["sales", "junior"], false],
  ])("an auditor and a suspicion of %s", async (_, subjects, expected) => {
    expect(await maySee(auditor, ...subjects)).toBe(expected);
  });

  test("an auditor whose account is not linked to an employee sees none", async () => {
    const unlinked = await people.add(["lead-auditor"]);
    expect(await maySee(unlinked, "sales")).toBe(false);
  });

  test.each(roleSchema.options)("%s sees them only as auditor or lead auditor", async (role) => {
    const id = await people.add([role], `someone-${role}`);
    expect(await maySee(id, "sales")).toBe(role === "auditor" || role === "lead-auditor");
  });

  test("neither the system nor anybody who is not signed in sees them", () => {
    expect(people.access.may(system, "alerts.read", alert("sales"))).toBe(false);
    expect(people.access.may(anonymous, "alerts.read", alert("sales"))).toBe(false);
  });

  test("a refusal gives the same sentence to the subject as to anybody else", async () => {
    const salesperson = await people.add(["salesperson"], "sales");
    await people.access.refresh();
    const sentenceFor = (id: string) => {
      try {
        people.access.require({ kind: "person", id }, "alerts.read", alert("aud"));
      } catch (error) {
        return (error as Error).message;
      }
    };
    expect(sentenceFor(auditor)).toBe(sentenceFor(salesperson));
    expect(sentenceFor(auditor)).toBe("You are not permitted to do this.");
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

test("the condition in SQL is what Cedar says, for every chart, person and set of subjects", async () => {
  const account = await people.add([]);
  const actor = { kind: "person", id: account } as const;
  const { writer, reader } = people.database;
  const seen = { allowed: 0, refused: 0 };
  await fc.assert(
    fc.asyncProperty(
      charts,
      fc.option(fc.nat(15), { nil: null, freq: 12 }),
      fc.uniqueArray(fc.constantFrom(...roleSchema.options), { maxLength: 3 }),
      fc.array(fc.array(fc.nat(15), { maxLength: 3 }), { minLength: 12, maxLength: 12 }),
      fc.integer({ min: 0, max: 9 }),
      async (chart, employee, roles, subjectLists, chance) => {
        await setChart(chart);
        const held: Role[] = chance < 6 ? [...new Set<Role>([...roles, "auditor"])] : roles;
        await writer.transaction().execute(async (tx) => {
          const change = { employee_id: employee === null ? null : `e${employee}`, disabled_at: null };
          const disabled = { ...change, disabled_at: new Date() };
          await tx
            .updateTable("account")
            .set(chance === 0 ? disabled : change)
            .where("id", "=", account)
            .execute();
          await tx.deleteFrom("account_role").where("account_id", "=", account).execute();
          const rows = held.map((role) => ({ account_id: account, role, granted_at: new Date() }));
          if (rows.length > 0) await tx.insertInto("account_role").values(rows).execute();
        });
        await people.access.refresh();
        const lists = subjectLists.map((list) => [...new Set(list)].map((n) => `e${n}`));
        const byCedar = lists.map((subjects) => people.access.may(actor, "alerts.read", alert(...subjects)));
        const values = sql.join(lists.map((list, i) => sql`(${i}::int, ${list}::text[])`));
        const shown = await reader
          .selectFrom(sql<{ n: number; subjects: string[] }>`(VALUES ${values})`.as(sql`alert(n, subjects)`))
          .select(sql<number>`n`.as("n"))
          .where(suspicionVisibleTo(actor, sql.ref<string[]>("alert.subjects")))
          .execute();
        const numbers = new Set(shown.map(({ n }) => n));
        expect(lists.map((_, i) => numbers.has(i))).toEqual(byCedar);
        for (const allowed of byCedar) seen[allowed ? "allowed" : "refused"]++;
      },
    ),
    { numRuns: 150 },
  );
  // Both answers came often enough for the comparison to mean something.
  expect(Math.min(seen.allowed, seen.refused)).toBeGreaterThan(100);
});

describe("the org chart", () => {
  test("no circle goes in, and every chart without one does", () => {
    fc.assert(
      fc.property(charts, fc.nat(), fc.nat(), (chart, from, to) => {
        const rows = chart.map(([employeeId, managerId]) => ({
          employeeId,
          ...(managerId ? { managerId } : {}),
        }));
        expect(orgChartProblems(rows)).toEqual([]);
        // Put somebody under one of their own people, or under themselves.
        const below = rows[from % rows.length];
        const chain: string[] = [];
        for (let id = below?.employeeId; id; id = rows.find((row) => row.employeeId === id)?.managerId)
          chain.push(id);
        const top = chain[to % chain.length];
        const bent = rows.map((row) =>
          row.employeeId === top ? { employeeId: row.employeeId, managerId: below?.employeeId ?? "" } : row,
        );
        expect(orgChartProblems(bent)).toHaveLength(1);
      }),
    );
  });
});

describe("the policies", () => {
  test("a misspelt attribute does not load", () => {
    const { texts } = people.access.policies;
    expect(texts.size).toBeGreaterThan(10);
    const schema =
      'entity Account { roles: Set<String> }; action "x" appliesTo { principal: [Account], resource: [Account] };';
    const policies =
      '@id("a") permit (principal is Account, action, resource) when { principal.rolls.contains("x") };';
    expect(() => loadPolicies([{ room: "test", policies, schema }])).toThrow(/rolls/);
  });

  test("a policy without an id does not load", () => {
    const schema = 'entity Account; action "x" appliesTo { principal: [Account], resource: [Account] };';
    const policies = "permit (principal, action, resource);";
    expect(() => loadPolicies([{ room: "test", policies, schema }])).toThrow("no @id");
  });

  test("an action that no policy knows is a bug, not a permission", async () => {
    const id = await people.add(["administrator"]);
    const context = await people.as(id);
    expect(() => context.require("house.burn", house)).toThrow();
  });

  test("what changes reaches jobs too, which send no request", async () => {
    const id = await people.add(["administrator"]);
    const context = await people.as(id);
    context.require("accounts.create", house);
    const { writer } = people.database;
    await writer.deleteFrom("account_role").where("account_id", "=", id).execute();
    await vi.waitFor(() => expect(() => context.require("accounts.create", house)).toThrow(), {
      timeout: 30_000,
    });
  });

  test("a disabled account may nothing, also where it was signed in before", async () => {
    const id = await people.add(["administrator"]);
    const context = await people.as(id);
    expect(() => context.require("accounts.create", house)).not.toThrow();
    const { writer } = people.database;
    await writer.updateTable("account").set({ disabled_at: new Date() }).where("id", "=", id).execute();
    await people.access.refresh();
    expect(() => context.require("accounts.create", house)).toThrow("not permitted");
  });
});
