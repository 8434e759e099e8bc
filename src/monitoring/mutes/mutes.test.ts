import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Browser } from "../../people/index.ts";
import { sql } from "../../platform/index.ts";
import { aFinding, openTestAlerts, type TestAlerts } from "../alerts/test-alerts.ts";
import { mutedKeys } from "./loud-findings.ts";
import { covers, type MuteInForce, muteScopes } from "./mute.ts";
import { isMuted, mutesInForce } from "./muted-sql.ts";
import { muteResource } from "./set-mute.ts";

let house: TestAlerts;
let lead: Browser;
let auditor: Browser;

const begun = Date.now();
const day = (ahead: number) =>
  new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai" }).format(begun + ahead * 86_400_000);

const found = [
  aFinding("k:one", { subjects: ["E1"] }),
  aFinding("k:two", { subjects: ["E2"], legalEntities: ["HL01"], customer: { id: "C2" } }),
  aFinding("k:product", { subjects: ["E2"], subject: { kind: "product", id: "P1" }, detector: "benford" }),
  aFinding("k:seller", {
    subjects: ["E3"],
    subject: { kind: "seller", id: "E3" },
    legalEntities: ["HL01", "HL02"],
  }),
];

beforeAll(async () => {
  house = await openTestAlerts();
  lead = await house.signedIn(["lead-auditor"], "AUD1");
  auditor = await house.signedIn(["auditor"], "AUD2");
  await house.find(...found);
  // E2 is under E1; AUD9 is under E3.
  await sql`INSERT INTO org_employee (id, manager_id) VALUES ('E1', NULL), ('E2', 'E1'), ('E3', NULL), ('AUD9', 'E3')
    ON CONFLICT (id) DO UPDATE SET manager_id = EXCLUDED.manager_id`.execute(house.database.writer);
}, 120_000);
afterAll(() => house?.close());

const mute = (given: object, who = lead) =>
  who.send("POST", "/api/mutes", {
    scope: "customer",
    scopeId: "C1",
    reason: "known",
    until: day(30),
    ...given,
  });
const keys = async (query = "", who = auditor) =>
  (await who.send("GET", `/api/alerts?limit=50${query}`)).body.rows.map(
    ({ subject }: { subject: { id: string } }) => subject.id,
  );

test("what a mute covers is kept and marked, and is in no list of what is to be looked at", async () => {
  await house.told();
  const { status, body } = await mute({ detector: "split-order" });
  expect(status).toBe(201);
  expect(await house.told()).toEqual(["mute.set"]);

  expect((await keys("&muted=no")).sort()).toEqual(["P1", "k:two"]);
  expect((await keys("&muted=yes")).sort()).toEqual(["E3", "k:one"]);
  const counts = (await auditor.send("GET", "/api/alerts/counts?muted=no")).body;
  expect(counts).toMatchObject({
    total: 2,
    muted: [
      { value: "no", alerts: 2 },
      { value: "yes", alerts: 2 },
    ],
  });
  const [{ id }] = (await auditor.send("GET", "/api/alerts?muted=yes")).body.rows;
  expect((await auditor.send("GET", `/api/alerts/${id}`)).body.muted).toMatchObject({
    reason: "known",
    until: day(30),
  });
  // Neither do rankings go by it.
  const findings = found.map(({ finding }) => finding);
  expect([...(await mutedKeys(house.database.reader, findings))].sort()).toEqual(["k:one", "k:seller"]);
  expect((await auditor.send("GET", "/api/mutes")).body.rows).toMatchObject([
    { id: body.id, state: "in-force", alerts: 2, scope: "customer", scopeId: "C1" },
  ]);
});

test("what people have decided about is told, whatever is muted", async () => {
  const { rows } = (await auditor.send("GET", "/api/alerts?muted=yes")).body;
  const one = rows.find(({ subject }: { subject: { id: string } }) => subject.id === "k:one");
  const items = [{ id: one.id, revision: one.revision }];
  await auditor.send("POST", "/api/alerts/actions", { items, step: { kind: "confirmed", reason: "true" } });
  expect(await keys("&muted=no")).toContain("k:one");
});

test("a mute ends by itself after its last day, and before it by a decision", async () => {
  const { writer } = house.database;
  await sql`UPDATE mute SET until = ${day(-1)}::date`.execute(writer);
  expect(await keys("&muted=yes")).toEqual([]);
  expect((await auditor.send("GET", "/api/mutes")).body.rows).toMatchObject([
    { state: "expired", alerts: 0 },
  ]);
  await sql`UPDATE mute SET until = ${day(0)}::date`.execute(writer);
  expect(await keys("&muted=yes")).toEqual(["E3"]);

  const [{ id }] = (await auditor.send("GET", "/api/mutes")).body.rows;
  await house.told();
  expect((await lead.send("POST", `/api/mutes/${id}/end`, { reason: "not any more" })).status).toBe(204);
  expect(await house.told()).toEqual(["mute.ended"]);
  expect(await keys("&muted=yes")).toEqual([]);
  expect((await lead.send("POST", `/api/mutes/${id}/end`, { reason: "again" })).status).toBe(409);
});

test.each([
  [{ until: day(-1) }, "is past"],
  [{ until: day(367) }, "366 days at most"],
  [{ scope: "all" }, "names nobody"],
  [{ scope: "all", scopeId: undefined }, "All detectors cannot be muted"],
  [{ scopeId: undefined }, "Say for whom"],
  [{ reason: " " }, ""],
])("%o is refused", async (given, why) => {
  const { status, body } = await mute(given);
  expect(status).toBe(422);
  expect(JSON.stringify(body)).toContain(why);
});

describe("a mute", () => {
  test("is set by the lead auditor alone, and by nobody whom it is near to", async () => {
    expect((await mute({}, auditor)).status).toBe(403);
    for (const role of ["administrator", "finance", "manager", "salesperson"] as const) {
      const who = await house.signedIn([role], `M-${role}`);
      expect((await mute({}, who)).status).toBe(403);
      expect((await who.send("GET", "/api/mutes")).status).toBe(403);
    }
    const near = await house.signedIn(["lead-auditor"], "AUD9");
    expect((await mute({ scope: "seller", scopeId: "E3" }, near)).status).toBe(403);
    expect((await mute({ scope: "org-unit", scopeId: "E3" }, near)).status).toBe(403);
    expect((await mute({ scope: "seller", scopeId: "E3" })).status).toBe(201);
    // Nor does whoever it is near to learn of it.
    const seen = (who: Browser) => who.send("GET", "/api/mutes").then(({ body }) => body.rows.length);
    expect(await seen(near)).toBe((await seen(lead)) - 1);
  });

  test("is seen by the same people whether Cedar or SQL is asked", async () => {
    for (const employee of ["E1", "E2", "E3"]) {
      const who = await house.signedIn(["auditor"], employee);
      const { body } = await who.send("GET", "/api/mutes");
      const shown = new Set(body.rows.map(({ id }: { id: string }) => id));
      const me = (await who.send("GET", "/api/me")).body;
      const all = await house.database.reader.selectFrom("mute").select(["id", "subjects"]).execute();
      for (const { id, subjects } of all) {
        const may = house.parts.access.may(
          { kind: "person", id: me.id },
          "mutes.read",
          muteResource(id, subjects),
        );
        expect(may, `${employee} ${id}`).toBe(shown.has(id));
      }
    }
  });
});

const anId = fc.constantFrom("E1", "E2", "E3", "C1", "C2", "P1", "HL01", "HL02", "k:one");
const aMute: fc.Arbitrary<MuteInForce> = fc.record({
  id: fc.uuid(),
  detector: fc.constantFrom(null, "split-order", "benford"),
  scope: fc.constantFrom(...muteScopes),
  scopeId: anId,
  members: fc.uniqueArray(anId, { maxLength: 3 }),
});

test("a mute covers the same findings in a run and in the lists", async () => {
  const open = {
    key: await house.database.reader
      .selectFrom("alert")
      .select(["key"])
      .where("status", "=", "open")
      .execute(),
  };
  const undecided = new Set(open.key.map(({ key }) => key));
  await fc.assert(
    fc.asyncProperty(aMute, async (one) => {
      const rows = await house.database.reader
        .selectFrom("alert")
        .select("key")
        .where(isMuted([one]))
        .execute();
      const inRun = found.filter(({ finding }) => undecided.has(finding.key) && covers(one, finding));
      expect(rows.map(({ key }) => key).sort()).toEqual(inRun.map(({ finding }) => finding.key).sort());
    }),
    { numRuns: 60 },
  );
});

test("an org unit is whoever stands above it and everyone below", async () => {
  await mute({ scope: "org-unit", scopeId: "E1" });
  const unit = (await mutesInForce(house.database.reader)).find(({ scope }) => scope === "org-unit");
  expect([...(unit?.members ?? [])].sort()).toEqual(["E1", "E2"]);
});
