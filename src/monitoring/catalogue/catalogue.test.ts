import { afterAll, beforeAll, expect, test } from "vitest";
import { loadDetectors } from "../../detection/index.ts";
import type { Browser } from "../../people/index.ts";
import { openTestAlerts, type TestAlerts } from "../alerts/test-alerts.ts";
import { testCompany } from "../boards/test-company.ts";

let house: TestAlerts;
let lead: Browser;
let auditor: Browser;

beforeAll(async () => {
  house = await openTestAlerts();
  await house.import("demo", testCompany());
  lead = await house.signedIn(["lead-auditor"], "AUD");
  auditor = await house.signedIn(["auditor"], "AUD2");
}, 120_000);
afterAll(async () => house?.close());

const read = async (id: string) => (await lead.send("GET", `/api/detectors/${id}`)).body;
const change = async (id: string, payload: object, who = lead) => {
  const { revision, isOff } = await read(id);
  const given = { revision, isOff, params: {}, reason: "because", ...payload };
  return who.send("PUT", `/api/detectors/${id}/parameters`, given);
};

test("every detector file is in the catalogue", async () => {
  const { rows } = (await auditor.send("GET", "/api/detectors")).body;
  expect(rows.map(({ id }: { id: string }) => id)).toEqual((await loadDetectors()).map(({ id }) => id));
});

test("a detector tells what it asks for, with the values of now in its formula", async () => {
  const before = await read("split-order");
  expect(before.formula.en).toContain("within 1, 3 or 7 days");
  expect((await change("split-order", { params: { windowDays: 10 } })).status).toBe(200);
  const after = await read("split-order");
  expect(after.formula.en).toContain("within 1, 3 or 10 days");
  expect(after.parameters).toContainEqual(
    expect.objectContaining({ name: "windowDays", usual: 7, value: 10, least: 1, most: 90 }),
  );
  expect(after.history[0]).toMatchObject({
    revision: before.revision + 1,
    params: { windowDays: 10 },
    reason: "because",
  });
});

test("a change is an event, and the next run goes by it", async () => {
  await change("one-off-customer", { params: {} });
  await house.told();
  await change("one-off-customer", { params: { minRatio: 7, quietDays: 90 } });
  expect(await house.told()).toEqual(["detector.parameters-changed"]);
  const id = await house.run();
  const run = await house.database.reader
    .selectFrom("detection_run")
    .select("params")
    .where("id", "=", id)
    .executeTakeFirstOrThrow();
  // What says the same as the default is not kept.
  expect(run.params).toMatchObject({ "one-off-customer": { minRatio: 7 } });
});

test("one that is switched off does not run until it is switched on, each with its reason", async () => {
  await house.told();
  await change("benford", { isOff: true });
  expect(await house.told()).toEqual(["detector.switched-off"]);
  await house.run();
  expect((await read("benford")).lastRun).toMatchObject({ state: "not-run", reason: { en: "switched off" } });
  await house.told();
  await change("benford", { isOff: false });
  expect(await house.told()).toEqual(["detector.switched-on"]);
});

test.each([
  [{ params: { windowDays: -5 } }, 422, "windowDays: expected a whole number from 1 to 90."],
  [{ params: { windowDay: 5 } }, 422, "There is no parameter windowDay."],
  [{ params: { windowDays: 12 }, reason: " " }, 422, ""],
  [
    { params: { windowDays: 12 }, revision: 99 },
    409,
    "The parameters of this detector were changed meanwhile",
  ],
])("%o is refused", async (payload, status, why) => {
  const answer = await change("split-order", payload);
  expect(answer.status).toBe(status);
  expect(JSON.stringify(answer.body)).toContain(why);
});

test("a save that changes nothing is refused", async () => {
  const { parameters } = await read("cut-off");
  const params = Object.fromEntries(
    parameters.map(({ name, value }: { name: string; value: unknown }) => [name, value]),
  );
  expect((await change("cut-off", { params })).status).toBe(422);
});

test("an auditor reads and does not change; others do neither", async () => {
  expect((await change("cut-off", { params: { windowDays: 9 } }, auditor)).status).toBe(403);
  for (const role of ["administrator", "finance", "manager", "salesperson"] as const) {
    const other = await house.signedIn([role], `E-${role}`);
    expect((await other.send("GET", "/api/detectors")).status).toBe(403);
    expect((await change("cut-off", { params: { windowDays: 9 } }, other)).status).toBe(403);
  }
  expect((await lead.send("GET", "/api/detectors/nothing")).status).toBe(404);
});
