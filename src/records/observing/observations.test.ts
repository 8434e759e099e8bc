import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { issueKey, openTestHouse, type TestHouse } from "../../people/index.ts";
import { atOneMoment, sql } from "../../platform/index.ts";
import { followVersions } from "../browse/follow-versions.ts";
import { recordsPolicies } from "../policies.ts";
import { checkSealedRecords } from "../store/check-sealed.ts";
import { followBatches } from "../store/follow-batches.ts";
import { findRecords, readHistory } from "../store/get-record.ts";
import { addObservationRoutes } from "./observation-routes.ts";

let house: TestHouse;
let erp: string;
let crm: string;
let asking: string;
let administrator: string;

beforeAll(async () => {
  house = await openTestHouse({ rooms: [recordsPolicies], addRoutes: addObservationRoutes });
  followBatches(house.events);
  followVersions(house.events);
  administrator = await house.add(["administrator"]);
  const issue = async (source: string, scope: "observations:write" | "decisions:ask") =>
    issueKey(await house.as(administrator), { name: source, source, scopes: [scope] });
  erp = (await issue("erp", "observations:write")).secret;
  crm = (await issue("crm", "observations:write")).secret;
  asking = (await issue("asks", "decisions:ask")).secret;
});
afterAll(() => house?.close());

const tell = (key: string, body: object, type = "application/json") =>
  house
    .browser()
    .send("POST", "/api/observations", body, { authorization: `Bearer ${key}`, "content-type": type });

const order = (order_id: string, gross: string | number, more: object = {}) => ({
  kind: "order",
  fields: { order_id, gross, currency: "CNY", ordered_at: "2026-03-05", seller_id: "E-1", ...more },
});

async function versionsOf(key: string): Promise<string[]> {
  const [found] = await findRecords(house.database.reader, "order", key);
  const history = found && (await readHistory(house.database.reader, found.record));
  return (history?.versions ?? []).map(({ gone, fields }) => (gone ? "gone" : String(fields.gross)));
}

const outcomes = ({ body }: { body: { results: { outcome: string }[] } }) =>
  body.results.map(({ outcome }) => outcome);

describe("what a program tells", () => {
  test("is a new version where it differs, and nothing where it does not", async () => {
    expect(outcomes(await tell(erp, order("A-1", "10000")))).toEqual(["added"]);
    expect(outcomes(await tell(erp, order("A-1", 10_000)))).toEqual(["unchanged"]);
    expect(outcomes(await tell(erp, order("A-1", "9000")))).toEqual(["changed"]);
    const gone = { kind: "order", fields: { order_id: "A-1" }, gone: true };
    expect(outcomes(await tell(erp, gone))).toEqual(["gone"]);
    expect(outcomes(await tell(erp, gone))).toEqual(["unchanged"]);
    expect(outcomes(await tell(erp, order("A-1", "9000")))).toEqual(["returned"]);
    expect(await versionsOf("A-1")).toEqual(["10000", "9000", "gone", "9000"]);
  });

  test("is taken in the order in which it stands in one request", async () => {
    const answer = await tell(erp, [
      order("A-2", "1"),
      order("A-2", "2"),
      order("A-2", "2"),
      order("A-3", "7"),
    ]);
    expect(outcomes(answer)).toEqual(["added", "changed", "unchanged", "added"]);
    expect(answer.body.results.map(({ version }: { version: number }) => version)).toEqual([1, 2, 2, 1]);
    expect(await versionsOf("A-2")).toEqual(["1", "2"]);
  });

  test("changes nothing when its message comes again, however late", async () => {
    const first = { id: "m-1", ...order("A-4", "1") };
    await tell(erp, first);
    await tell(erp, { id: "m-2", ...order("A-4", "2") });
    expect(outcomes(await tell(erp, first))).toEqual(["repeated"]);
    expect(outcomes(await tell(erp, [first, { id: "m-2", ...order("A-4", "3") }]))).toEqual([
      "repeated",
      "repeated",
    ]);
    expect(await versionsOf("A-4")).toEqual(["1", "2"]);
    // The same id from another source is another message.
    expect(outcomes(await tell(crm, first))).toEqual(["added"]);
  });

  test("may come as CloudEvents, one or many, each with its id", async () => {
    const event = (id: string, data: object) => ({
      specversion: "1.0",
      id,
      source: "/erp/orders",
      type: "com.example.order.saved",
      time: "2026-03-05T10:00:00Z",
      data,
    });
    const one = event("e-1", order("A-5", "5"));
    expect(outcomes(await tell(erp, one, "application/cloudevents+json"))).toEqual(["added"]);
    const both = [one, event("e-2", order("A-5", "6"))];
    const answer = await tell(erp, both, "application/cloudevents-batch+json; charset=utf-8");
    expect(outcomes(answer)).toEqual(["repeated", "changed"]);
  });

  test("is written whole or not at all, and every mistake is told by its place", async () => {
    const wrong = [
      order("B-1", "1"),
      order("B-2", "12.50"),
      { kind: "orders", fields: {} },
      order("B-3", "3", { grosss: "4" }),
      { kind: "order", fields: { gross: "5", currency: "CNY" } },
    ];
    const { status, body } = await tell(erp, wrong);
    expect(status).toBe(422);
    expect(body.issues.map(({ path }: { path: string }) => path)).toEqual([
      "1.fields.gross",
      "2.kind",
      "3.fields.grosss",
      "4.fields.order_id",
    ]);
    expect(await findRecords(house.database.reader, "order", "B-1")).toEqual([]);
  });

  test("by many at once is none of it lost and none of it twice", async () => {
    const each = Array.from({ length: 60 }, (_, i) =>
      tell(i % 3 === 0 ? crm : erp, [
        order(`M-${i % 20}`, String(i)),
        { id: `many-${i}`, ...order(`N-${i}`, "1") },
      ]),
    );
    const answers = await Promise.all(each);
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    const { rows } = await sql<{ n: bigint; records: bigint }>`
      SELECT count(*) AS n, count(DISTINCT (source, key)) AS records FROM record_version WHERE key LIKE 'N-%'`.execute(
      house.database.writer,
    );
    expect(rows).toEqual([{ n: 60n, records: 60n }]);
    const gaps =
      await sql`SELECT record FROM record_version GROUP BY record HAVING max(version) <> count(*)`.execute(
        house.database.writer,
      );
    expect(gaps.rows).toEqual([]);
  });

  test("is sealed: every batch leads to the root in its event, and what is changed behind our back is found", async () => {
    await house.events.settled();
    const { signal } = new AbortController();
    const places = () =>
      atOneMoment(house.database, async (session) => {
        const { faults } = await checkSealedRecords(session, signal);
        return faults.map(({ place }) => place.replace(/\d+/g, "n"));
      });
    expect(await places()).toEqual([]);
    const { writer } = house.database;
    await sql`UPDATE import_count SET added = added + 1 WHERE batch = (SELECT min(batch) FROM import_count)`.execute(
      writer,
    );
    expect(await places()).toEqual(["batch:n/list"]);
    await sql`UPDATE import_count SET added = added - 1 WHERE batch = (SELECT min(batch) FROM import_count)`.execute(
      writer,
    );
    await sql`ALTER TABLE record_version DISABLE TRIGGER versions_only_grow`.execute(writer);
    await sql`UPDATE record_version SET fields = fields || '{"gross": "1000000"}' WHERE key = 'N-7'`.execute(
      writer,
    );
    expect(await places()).toContain("batch:n/version:n");
  });
});

describe("refused", () => {
  const refusals: [string, () => Promise<{ status: number }>][] = [
    ["nobody", () => house.browser().send("POST", "/api/observations", order("Z-1", "1"))],
    ["an unknown key", () => tell(`plumbline_${"x".repeat(43)}`, order("Z-1", "1"))],
    ["a key of another scope", () => tell(asking, order("Z-1", "1"))],
    [
      "a lead auditor, who has a form for that",
      async () =>
        (await house.signedIn(["lead-auditor"])).send("POST", "/api/observations", order("Z-1", "1")),
    ],
  ];
  test.each(refusals)("%s", async (_, ask) => {
    expect((await ask()).status).toBe(403);
    expect(await findRecords(house.database.reader, "order", "Z-1")).toEqual([]);
  });

  test("more than a request may hold", async () => {
    const many = Array.from({ length: 1_001 }, (_, i) => order(`Y-${i}`, "1"));
    expect((await tell(erp, many)).status).toBe(422);
  });
});
