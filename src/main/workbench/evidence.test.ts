import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parsePolicy, verifyEvidence } from "../../ledger/index.ts";
import { openRolesHouse, type RolesHouse } from "./test-roles-house.ts";

let house: RolesHouse;
let order: string;
let alert: string;

beforeAll(async () => {
  house = await openRolesHouse();
  const { database, events, ledger } = house.parts;
  const first = await database.reader
    .selectFrom("record_version")
    .select("record")
    .where("kind", "=", "order")
    .orderBy("id")
    .executeTakeFirstOrThrow();
  order = first.record;
  alert = (await database.reader.selectFrom("alert").select("id").executeTakeFirstOrThrow()).id;
  await events.settled();
  await ledger?.sealedUpTo((await events.state()).size - 1);
});
afterAll(() => house?.close());

const policy = () => parsePolicy(Buffer.from(`log ${house.parts.ledger?.verifierKeys[0]}\nquorum none\n`));

async function proof(path: string) {
  const answer = await house.ask("auditor", "GET", path);
  expect([answer.status, answer.text.slice(0, 200)]).toEqual([200, expect.anything()]);
  return verifyEvidence(Buffer.from(answer.text), policy());
}

describe("the proof of a record's version", () => {
  test("opens what is not personal, and no personal field unless it is asked for", async () => {
    const { items, packaging } = await proof(`/api/evidence/records/order/${order}/versions/1`);
    expect(packaging).toBeUndefined();
    const [item] = items;
    if (item?.item !== "row") throw new Error("no row");
    expect(item).toMatchObject({ kind: "order", common: { record: order, version: "1" }, erased: [] });
    expect(item.entry).toMatchObject({ type: "records.imported", seals: { versions: expect.any(String) } });
    expect(item.personal).toEqual({});
    const all = await proof(`/api/evidence/records/order/${order}/versions/1?personal=*`);
    expect(Object.keys(all.items[0]?.item === "row" ? all.items[0].personal : {}).sort()).toEqual(
      item.withheld.map((name) => name.slice("personal.".length)).sort(),
    );
  });
});

describe("the proof of an alert", () => {
  test("opens the finding and leads to the event of its run", async () => {
    const { items } = await proof(`/api/evidence/alerts/${alert}/versions/1`);
    const [item] = items;
    if (item?.item !== "row") throw new Error("no row");
    expect(item).toMatchObject({ kind: "alert", common: { alert, change: "raised" } });
    expect(JSON.parse(String(item.personal.finding))).toMatchObject({ key: expect.any(String) });
    expect(item.entry.type).toBe("alerts.raised");
  });

  test("opens a decision with its reason", async () => {
    const step = { kind: "confirmed", reason: "合同为事后补签" };
    const body = { items: [{ id: alert, revision: 0 }], step };
    expect((await house.ask("auditor", "POST", "/api/alerts/actions", body)).status).toBe(200);
    const { events, ledger } = house.parts;
    await events.settled();
    await ledger?.sealedUpTo((await events.state()).size - 1);
    const { items } = await proof(`/api/evidence/alerts/${alert}/steps/1`);
    expect(items).toMatchObject([
      { item: "event", entry: { type: "alert.confirmed", subject: `alert:${alert}` }, after: { step } },
    ]);
  });
});
