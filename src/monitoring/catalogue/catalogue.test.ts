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
  return who.send("PUT", `/api/detectors/${id}/switch`, { revision, isOff, reason: "because", ...payload });
};

test("every detector file is in the catalogue", async () => {
  const { rows } = (await auditor.send("GET", "/api/detectors")).body;
  expect(rows.map(({ id }: { id: string }) => id)).toEqual((await loadDetectors()).map(({ id }) => id));
});

test("a detector tells what it asks for, with the values of now in its formula", async () => {
  const before = await read("split-order");
  expect(before.formula.en).toContain("within 1, 3 or 7 days");
  await house.putInForce("split-order", { windowDays: 10 });
  const after = await read("split-order");
  expect(after).toMatchObject({ rule: 1, changed: 1 });
  expect(after.formula.en).toContain("within 1, 3 or 10 days");
  expect(after.parameters).toContainEqual(
    expect.objectContaining({ name: "windowDays", usual: 7, value: 10, least: 1, most: 90 }),
  );
  const id = await house.run();
  const run = await house.database.reader
    .selectFrom("detection_run")
    .select("params")
    .where("id", "=", id)
    .executeTakeFirstOrThrow();
  expect(run.params).toEqual({ "split-order": { windowDays: 10 } });
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

test("a switch without a reason, from an older page, or to where it stands is refused", async () => {
  expect((await change("split-order", { isOff: true, reason: " " })).status).toBe(422);
  expect((await change("split-order", { isOff: true, revision: 99 })).status).toBe(409);
  expect((await change("split-order", {})).status).toBe(422);
});

test("an auditor reads and does not change; others do neither", async () => {
  expect((await change("cut-off", { isOff: true }, auditor)).status).toBe(403);
  for (const role of ["administrator", "finance", "manager", "salesperson"] as const) {
    const other = await house.signedIn([role], `E-${role}`);
    expect((await other.send("GET", "/api/detectors")).status).toBe(403);
    expect((await change("cut-off", { isOff: true }, other)).status).toBe(403);
  }
  expect((await lead.send("GET", "/api/detectors/nothing")).status).toBe(404);
});
