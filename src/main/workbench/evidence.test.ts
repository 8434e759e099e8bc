import { unzipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parsePolicy, verifyEvidence, verifyPackage } from "../../ledger/index.ts";
import { sql } from "../../platform/index.ts";
import { software } from "../version.ts";
import { openRolesHouse, type RolesHouse } from "./test-roles-house.ts";

let house: RolesHouse;
let order: string;
let alert: string;

beforeAll(async () => {
  house = await openRolesHouse();
  const { database } = house.parts;
  const first = await database.reader
    .selectFrom("record_version")
    .select("record")
    .where("kind", "=", "order")
    .orderBy("id")
    .executeTakeFirstOrThrow();
  order = first.record;
  alert = (await database.reader.selectFrom("alert").select("id").executeTakeFirstOrThrow()).id;
  await sealed();
}, 240_000);
afterAll(() => house?.close());

async function sealed(): Promise<void> {
  const { events, ledger } = house.parts;
  await events.settled();
  await ledger?.sealedUpTo((await events.state()).size - 1);
}

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
    await sealed();
    const { items } = await proof(`/api/evidence/alerts/${alert}/steps/1`);
    expect(items).toMatchObject([
      { item: "event", entry: { type: "alert.confirmed", subject: `alert:${alert}` }, after: { step } },
    ]);
  });
});

describe("a package", () => {
  async function take(path: string, body: object) {
    const { size } = await house.parts.events.state();
    const { status, bytes } = await house.download("auditor", path, body);
    expect(status).toBe(200);
    const told = await house.parts.events.readEntries(size, 100);
    return { bytes, told: told.filter(({ type }) => type === "evidence.packaged") };
  }

  test("of a record holds its versions, the events that sealed them, and the names of the files", async () => {
    const reason = "合同金额录入有误";
    const correction = { version: 1, fields: { gross: "123450" }, reason };
    const corrected = `/api/records/order/${order}/corrections`;
    expect((await house.ask("auditor", "POST", corrected, correction)).status).toBe(201);
    await sealed();
    const path = `/api/evidence/records/order/${order}`;
    const choices = JSON.parse((await house.ask("auditor", "GET", path)).text);
    expect(choices.versions).toEqual([1, 2]);
    expect(choices.personal).toContainEqual({
      name: "reason",
      label: { zh: "更正理由", en: "Reason of a correction" },
    });
    const closed = await take(`${path}/package`, { versions: [2], personal: [] });
    const bare = (await verifyPackage(closed.bytes, policy(), software)).evidence;
    expect(bare.items[0]).toMatchObject({ common: { version: "2" }, personal: {} });
    expect(bare.items[0]?.withheld).toContain("personal.reason");
    expect(bare.items.map(({ entry }) => entry.type)).toEqual(["record.corrected", "record.corrected"]);
    const { bytes, told } = await take(`${path}/package`, { versions: "all", personal: ["reason"] });
    const { evidence, isPrintCompared } = await verifyPackage(bytes, policy(), software);
    expect(isPrintCompared).toBe(true);
    const [first, second, event] = evidence.items;
    if (first?.item !== "row" || event?.item !== "event") throw new Error("a row and its event");
    expect(first.personal).toEqual({});
    expect(second).toMatchObject({
      personal: { reason },
      withheld: expect.arrayContaining(["personal.own.amount"]),
    });
    expect(event.after).toMatchObject({ files: [{ sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }] });
    const { about, statement, entry, labels } = evidence.packaging ?? {};
    expect(about).toEqual({ kind: "record", id: order });
    expect(statement).toMatchObject({
      software,
      sources: [
        { record: order, version: "1", origin: "import", row: expect.any(String) },
        { record: order, version: "2", origin: "form" },
      ],
    });
    expect(labels?.order?.fields.gross).toMatchObject({ zh: expect.any(String) });
    // It was told before it left, and by whom.
    expect(told).toMatchObject([
      { index: entry?.index, subject: `record:${order}`, actor: statement?.operator },
    ]);
    expect(Buffer.from(unzipSync(bytes)["README.txt"] ?? []).toString("utf8")).toContain("从别处取得");
  });

  test("of an alert holds its versions, its steps and the records it rests on, with nothing personal unless chosen", async () => {
    const path = `/api/evidence/alerts/${alert}/package`;
    const { bytes, told } = await take(path, { findings: true, personal: [] });
    const { evidence } = await verifyPackage(bytes, policy(), software);
    const kinds = evidence.items.map((item) => (item.item === "row" ? item.kind : item.entry.type));
    expect(new Set(kinds)).toEqual(new Set(["alert", "alert.confirmed", "order", "records.imported"]));
    for (const item of evidence.items) {
      if (item.item !== "row") continue;
      expect(Object.keys(item.personal)).toEqual(item.kind === "alert" ? ["finding"] : []);
    }
    expect(told).toMatchObject([{ subject: `alert:${alert}` }]);
    const closed = await take(path, { findings: false, personal: [] });
    const { items } = (await verifyPackage(closed.bytes, policy(), software)).evidence;
    expect(items[0]).toMatchObject({ kind: "alert", personal: {}, withheld: ["personal.finding"] });
  });

  test("is refused to whoever may not have it, and nothing is told", async () => {
    const { size } = await house.parts.events.state();
    const body = { versions: "all", personal: "all" };
    const refused = await house.ask(
      "salesperson",
      "POST",
      `/api/evidence/records/order/${order}/package`,
      body,
    );
    expect(refused.status).toBeGreaterThanOrEqual(403);
    const hidden = { findings: true, personal: [] };
    expect((await house.ask("finance", "POST", `/api/evidence/alerts/${alert}/package`, hidden)).status).toBe(
      404,
    );
    await house.parts.events.settled();
    const told = await house.parts.events.readEntries(size, 100);
    expect(told.filter(({ type }) => type === "evidence.packaged")).toEqual([]);
  });

  test("of a row that was changed behind our back is refused with what is wrong", async () => {
    const { database } = house.parts;
    await sql`ALTER TABLE record_version DISABLE TRIGGER USER`.execute(database.writer);
    await sql`UPDATE record_version SET fields = jsonb_set(fields, '{gross}', '"1"')
      WHERE record = ${order} AND version = 1`.execute(database.writer);
    const answer = await house.ask("auditor", "GET", `/api/evidence/records/order/${order}/versions/1`);
    expect([answer.status, answer.text]).toEqual([
      409,
      expect.stringContaining("differs from what was sealed"),
    ]);
  });
});
