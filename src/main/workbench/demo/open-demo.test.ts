import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { writeCompany } from "../../../demo/index.ts";
import { listAccounts } from "../../../people/index.ts";
import { countRecords } from "../../../records/index.ts";
import type { Workbench } from "../open-workbench.ts";
import { makeTestPlace, type TestPlace } from "../test-workbench.ts";
import type { DemoPerson } from "./demo-people.ts";
import { openDemo } from "./open-demo.ts";

let place: TestPlace;
let workbench: Workbench;
let people: readonly DemoPerson[];
const unseen = () => undefined;

beforeAll(async () => {
  place = await makeTestPlace();
  // The files are taken as they are where they have been written before: here a smaller company's.
  await writeCompany(join(place.data, "demo", "company"), { seed: 1, sellers: 8, months: 3 });
  workbench = await place.open();
  people = await openDemo(workbench.parts, unseen);
  await quiet();
}, 240_000);
afterAll(() => place?.remove());

/** What the run of the demo leads to, scoring among it, is over. */
async function quiet(): Promise<void> {
  const { events, jobs } = workbench.parts;
  for (;;) {
    await events.settled();
    const busy = await jobs.newest({ limit: 1, states: ["waiting", "running"], before: undefined });
    if (busy.length === 0) return events.settled();
    await sleep(100);
  }
}

async function signIn({ email, password }: DemoPerson): Promise<string> {
  const answer = await fetch(`${workbench.url}/api/sign-in`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email, password }),
  });
  expect([email, answer.status]).toEqual([email, 200]);
  return answer.headers
    .getSetCookie()
    .map((one) => one.split(";")[0])
    .join("; ");
}

// biome-ignore lint/suspicious/noExplicitAny: tests look into whatever came
const ask = async (cookie: string, path: string): Promise<any> =>
  (await fetch(`${workbench.url}${path}`, { headers: { cookie } })).json();

test("there is a sign-in for each role, as an employee of the org chart but for the administrator", async () => {
  const employees = new Map<string, string | null>();
  for (const person of people) {
    const me = await ask(await signIn(person), "/api/me");
    expect(me.roles).toEqual([person.role]);
    employees.set(person.role, me.employeeId);
  }
  expect([...employees.keys()]).toHaveLength(6);
  expect(employees.get("administrator")).toBeNull();
  const chart = await workbench.parts.database.reader.selectFrom("org_employee").selectAll().execute();
  const managerOf = new Map(chart.map(({ id, manager_id }) => [id, manager_id]));
  for (const [role, id] of employees)
    if (id !== null) expect([role, managerOf.has(id)]).toEqual([role, true]);
  expect(managerOf.get(employees.get("salesperson") ?? "")).toBe(employees.get("manager"));
});

test("records and alerts are there, and every page is told that it is a demo", async () => {
  expect((await countRecords(workbench.parts.database.reader)).length).toBeGreaterThan(15);
  const lead = people.find(({ role }) => role === "lead-auditor");
  if (!lead) throw new Error("There is no lead auditor.");
  const cookie = await signIn(lead);
  expect((await ask(cookie, "/api/alerts")).rows.length).toBeGreaterThan(0);
  expect(await ask(cookie, "/api/house")).toMatchObject({ demo: true, mayLoadDemo: false, loading: null });
});

test("again on the same folder repeats nothing, and gives the same passwords", async () => {
  const { database, events, jobs } = workbench.parts;
  await events.settled();
  const before = [await events.state(), await listAccounts(database.reader), await jobs.list("main.demo", 9)];
  expect(await openDemo(workbench.parts, unseen)).toEqual(people);
  expect([
    await events.state(),
    await listAccounts(database.reader),
    await jobs.list("main.demo", 9),
  ]).toEqual(before);
});

test("a folder with accounts of its own is refused", async () => {
  const other = await makeTestPlace();
  try {
    const { parts, setUpLink, url } = await other.open();
    const person = { name: "Lin Qing", email: "lin@example.com", password: "violet-anchor-7-harbour" };
    const token = setUpLink?.split("#token=")[1];
    await fetch(`${url}/api/set-up`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ token, administrator: person }),
    });
    await expect(openDemo(parts, unseen)).rejects.toMatchObject({ code: "conflict" });
    expect(await countRecords(parts.database.reader)).toEqual([]);
  } finally {
    await other.remove();
  }
});
