import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Browser, Role } from "../../people/index.ts";
import { aFinding, openTestAlerts, type TestAlerts } from "./test-alerts.ts";
import { alertResource } from "./visible-alert.ts";

/** E1 leads E2 and E3, E2 leads E4; E9 stands apart. */
const chart = [
  { id: "E1" },
  { id: "E2", manager: "E1" },
  { id: "E3", manager: "E1" },
  { id: "E4", manager: "E2" },
  { id: "E9" },
];
const employees = chart.map(({ id }) => id);

let house: TestAlerts;
const people: { browser: Browser & { readonly id: string }; roles: readonly Role[]; employee?: string }[] =
  [];
let alerts: ReadonlyMap<string, string>;
const found = fc
  .sample(fc.uniqueArray(fc.constantFrom(...employees, "E7"), { maxLength: 3 }), { numRuns: 40, seed: 7 })
  .map((subjects, i) => aFinding(`S-${i}`, { subjects }));

beforeAll(async () => {
  house = await openTestAlerts();
  await house.database.writer
    .insertInto("org_employee")
    .values(chart.map(({ id, manager }) => ({ id, manager_id: manager ?? null })))
    .execute();
  const add = async (roles: readonly Role[], employee?: string) => {
    people.push({ browser: await house.signedIn(roles, employee), roles, ...(employee ? { employee } : {}) });
  };
  for (const employee of employees) await add(["auditor"], employee);
  await add(["lead-auditor"], "E7");
  await add(["lead-auditor"]);
  await add(["administrator"], "E20");
  await add(["finance"], "E21");
  await add(["manager"], "E22");
  await add(["salesperson"], "E23");
  alerts = await house.find(...found);
});
afterAll(() => house?.close());

const subjectsOf = new Map(found.map(({ finding, subjects }) => [finding.key, subjects]));
const listed = async (browser: Browser): Promise<string[]> =>
  (await browser.send("GET", "/api/alerts?limit=200")).body.rows.map(
    ({ subject }: { subject: { id: string } }) => subject.id,
  );

describe("who sees which alert", () => {
  test("is the same in the list, its counts, its export and by Cedar", async () => {
    for (const { browser, roles, employee } of people) {
      const actor = { kind: "person", id: browser.id } as const;
      const may = [...alerts].filter(([key, id]) =>
        house.access.may(actor, "alerts.read", alertResource({ id, subjects: subjectsOf.get(key) ?? [] })),
      );
      const isAudit = roles.some((role) => role === "auditor" || role === "lead-auditor");
      if (!isAudit || employee === undefined) {
        expect(may).toEqual([]);
        continue;
      }
      const keys = may.map(([key]) => key).sort();
      expect((await listed(browser)).sort()).toEqual(keys);
      expect((await browser.send("GET", "/api/alerts/counts")).body.total).toBe(keys.length);
      const { body } = await browser.send("GET", "/api/alerts/export");
      expect(body.trim().split("\r\n")).toHaveLength(keys.length + 1);
    }
    // The rules must have something to decide: who stands apart sees more than who leads everybody.
    const [top, apart] = [people[0]?.browser as Browser, people[4]?.browser as Browser];
    const [few, many] = [await listed(top), await listed(apart)];
    expect(few.length).toBeGreaterThan(0);
    expect(few.length).toBeLessThan(many.length);
    expect(many.length).toBeLessThan(alerts.size);
  });

  test("tells nobody else that there is one: not by its page, nor by work, nor by a search", async () => {
    const subject = people[3]?.browser as Browser;
    const [key, id] = [...alerts].find(([one]) => subjectsOf.get(one)?.includes("E4")) ?? [];
    const none = await subject.send("GET", "/api/alerts/00000000-0000-4000-8000-000000000000");
    const hidden = await subject.send("GET", `/api/alerts/${id}`);
    expect(none.status).toBe(404);
    expect({ ...hidden.body, request: "" }).toEqual({ ...none.body, request: "" });
    const step = { items: [{ id, revision: 0 }], step: { kind: "noted", text: "x" } };
    expect((await subject.send("POST", "/api/alerts/actions", step)).status).toBe(404);
    expect((await subject.send("GET", `/api/alerts?q=${key}`)).body.rows).toEqual([]);
  });

  const routes: [string, string, object?][] = [
    ["GET", "/api/alerts"],
    ["GET", "/api/alerts/counts"],
    ["GET", "/api/alerts/export"],
    ["GET", "/api/alerts/assignees"],
    ["GET", "/api/alerts/events"],
    [
      "POST",
      "/api/alerts/actions",
      { items: [{ id: "00000000-0000-4000-8000-000000000000", revision: 0 }], step: { kind: "reviewed" } },
    ],
  ];
  test.each(routes)("%s %s is for audit alone", async (method, url, payload) => {
    for (const { browser, roles } of people.filter(
      ({ roles }) => !roles.some((role) => role.includes("auditor")),
    )) {
      expect([roles, (await browser.send(method, url, payload)).status]).toEqual([roles, 403]);
    }
    expect((await house.browser().send(method, url, payload)).status).toBe(403);
  });

  test("an auditor without an employee is told why the list is closed", async () => {
    const { browser } =
      people.find(({ roles, employee }) => roles.includes("lead-auditor") && !employee) ?? {};
    const refused = await browser?.send("GET", "/api/alerts");
    expect(refused).toMatchObject({
      status: 403,
      body: { message: expect.stringMatching(/not linked to an employee/) },
    });
  });

  test("detection is run by audit, and set up by the lead auditor alone", async () => {
    const settings = { revision: 0, falseDiscoveryRate: 0.1, minutesPerAlert: 60 };
    for (const { browser, roles } of people) {
      const isAudit = roles.some((role) => role.includes("auditor"));
      expect((await browser.send("GET", "/api/runs")).status).toBe(isAudit ? 200 : 403);
      expect((await browser.send("GET", "/api/detection-settings")).status).toBe(isAudit ? 200 : 403);
      if (!isAudit) expect((await browser.send("POST", "/api/runs")).status).toBe(403);
      if (roles.includes("lead-auditor")) continue;
      expect((await browser.send("PUT", "/api/detection-settings", settings)).status).toBe(403);
    }
    const lead = people.find(({ roles }) => roles.includes("lead-auditor"))?.browser as Browser;
    const saved = await lead.send("PUT", "/api/detection-settings", settings);
    expect(saved).toMatchObject({ status: 200, body: { revision: 1, falseDiscoveryRate: 0.1 } });
    expect((await lead.send("PUT", "/api/detection-settings", settings)).status).toBe(409);
    const wrong = { revision: 1, falseDiscoveryRate: 0.1, minutesPerAlert: 0 };
    expect((await lead.send("PUT", "/api/detection-settings", wrong)).status).toBe(422);
  });
});

describe("the list", () => {
  test("goes on where the page before ended, in every order, and loses and repeats none", async () => {
    const auditor = people[4]?.browser as Browser;
    for (const sort of ["risk", "amount", "newest"]) {
      const whole = (await auditor.send("GET", `/api/alerts?sort=${sort}&limit=200`)).body.rows;
      const pieces: { id: string }[] = [];
      let after = "";
      do {
        const { body } = await auditor.send(
          "GET",
          `/api/alerts?sort=${sort}&limit=7${after && `&after=${after}`}`,
        );
        pieces.push(...body.rows);
        after = body.next ?? "";
      } while (after);
      expect(pieces.map(({ id }) => id)).toEqual(whole.map(({ id }: { id: string }) => id));
    }
  });

  test("refuses a place that it did not give", async () => {
    const auditor = people[4]?.browser as Browser;
    for (const after of ["x", Buffer.from('["1; DROP","a"]').toString("base64url")]) {
      expect((await auditor.send("GET", `/api/alerts?after=${after}`)).status).toBe(422);
    }
  });
});
