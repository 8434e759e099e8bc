import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Browser, Role } from "../../people/index.ts";
import { aFinding, openTestAlerts, type TestAlerts } from "../alerts/test-alerts.ts";
import { testCompany } from "../boards/test-company.ts";
import { inspectionResource } from "../inspections/inspection.ts";
import { checkInspections } from "../integrity/check-inspections.ts";
import { readDetectionConcerns } from "./concerns.ts";

let house: TestAlerts;
let lead: Browser & { readonly id: string };
/** An auditor who is above S01 to S06. */
let above: Browser & { readonly id: string };
let others: [string, Browser][];

beforeAll(async () => {
  house = await openTestAlerts();
  const sellers = Array.from({ length: 12 }, (_, i) => `S${String(i + 1).padStart(2, "0")}`);
  await house.database.writer
    .insertInto("org_employee")
    .values([
      { id: "M1", manager_id: null },
      ...sellers.map((id, i) => ({ id, manager_id: i < 6 ? "M1" : null })),
    ])
    .execute();
  lead = await house.signedIn(["lead-auditor"], "A1");
  above = await house.signedIn(["auditor"], "M1");
  const other: [Role, string?][] = [
    ["administrator", "B1"],
    ["finance", "F1"],
    ["manager", "M2"],
    ["salesperson", "S12"],
  ];
  others = await Promise.all(
    other.map(
      async ([role, employee]): Promise<[string, Browser]> => [role, await house.signedIn([role], employee)],
    ),
  );
  others.push(
    ["auditor without an employee", await house.signedIn(["auditor"])],
    ["nobody", house.browser()],
  );
  await house.import("erp", testCompany());
}, 120_000);
afterAll(() => house?.close());

const nowhere = "/api/inspections/00000000-0000-4000-8000-000000000000";
const routes: [string, string, object?][] = [
  ["GET", "/api/honesty"],
  ["GET", "/api/inspections"],
  ["POST", "/api/inspections", { unit: "seller", capacity: 5 }],
  ["GET", "/api/inspections/choices"],
  ["GET", nowhere],
  ["GET", `${nowhere}/export?format=csv`],
  ["POST", `${nowhere}/items/1/outcome`, { revision: 0, outcome: "honest", reason: "x" }],
];

test.each(routes)("%s %s is for audit alone", async (method, url, payload) => {
  for (const [who, browser] of others)
    expect([who, (await browser.send(method, url, payload)).status]).toEqual([who, 403]);
});

test("before anything ran, nothing is claimed and nothing can be drawn", async () => {
  const { status, body } = await lead.send("GET", "/api/honesty");
  expect(status).toBe(200);
  expect(body).toMatchObject({ alerts: 0, detectors: [], missed: [], groups: [], runs: [], lists: 0 });
  const refused = await lead.send("POST", "/api/inspections", { unit: "seller", capacity: 5 });
  expect(refused.status).toBe(409);
  expect(refused.body.message).toMatch(/No detection run has ended/);
});

describe("after a run", () => {
  beforeAll(() => house.run(), 120_000);

  test("the run has left its profile, and what follows is told by it", async () => {
    const { profile, problem } = await house.database.reader
      .selectFrom("run_profile")
      .selectAll()
      .executeTakeFirstOrThrow();
    expect(problem).toBeNull();
    // Fifteen months of orders up to December 2025, of which the last order is of the 15th: that month is not whole.
    expect((profile as { rows: { table: string; months: unknown[] }[] }).rows[0]).toMatchObject({
      table: "sales",
    });
    const { body } = await lead.send("GET", "/api/honesty");
    expect(body.runs).toHaveLength(1);
    expect(body.failures).toEqual([]);
  });

  test("a draw is sealed with its seed, has the lots it says, and is on record for everybody of audit", async () => {
    const drawn = await lead.send("POST", "/api/inspections", {
      unit: "document",
      capacity: 20,
      randomShare: 0.5,
    });
    expect(drawn.status).toBe(201);
    const { body: list } = await lead.send("GET", `/api/inspections/${drawn.body.id}`);
    expect(list.rows).toHaveLength(20);
    expect(list.rows.map(({ number }: { number: number }) => number)).toEqual(
      Array.from({ length: 20 }, (_, i) => i + 1),
    );
    expect(new Set(list.rows.map(({ record }: { record: string }) => record)).size).toBe(20);
    const byLoss = list.rows.filter(({ why }: { why: string }) => why === "expected-loss").length;
    expect(byLoss).toBeLessThanOrEqual(10);
    // Twelve sellers with two orders a month, twelve months, and two of the shared customer.
    expect(list.others + byLoss).toBe(12 * 24 + 2);
    await house.events.settled();
    const entries = await house.events.readEntries(0, 10_000);
    const [entry] = entries.filter(({ type }) => type === "inspections.drawn");
    expect(entry).toMatchObject({ subject: `inspections:${drawn.body.id}`, actor: lead.id });
    const { after } = await house.events.readOpenings(entry as NonNullable<typeof entry>);
    const told = JSON.parse(after?.value ?? "{}");
    expect(String(told.seed)).toBe(list.seed);
    expect(told.items).toHaveLength(20);
    expect(told.frameDigest).toBe(list.frameDigest);
    expect((await above.send("GET", "/api/inspections")).body).toMatchObject([{ id: drawn.body.id }]);
  });

  test("what one may not see is neither listed, nor counted, nor judged, the same by Cedar and in SQL", async () => {
    const drawn = await lead.send("POST", "/api/inspections", {
      unit: "seller",
      capacity: 12,
      randomShare: 1,
    });
    const url = `/api/inspections/${drawn.body.id}`;
    const whole = (await lead.send("GET", url)).body;
    const part = (await above.send("GET", url)).body;
    expect(whole.rows).toHaveLength(12);
    const rows = await house.database.reader
      .selectFrom("inspection_item")
      .selectAll()
      .where("list", "=", drawn.body.id)
      .execute();
    const actor = { kind: "person", id: above.id } as const;
    const may = rows.filter((row) =>
      house.access.may(actor, "inspections.judge", inspectionResource(row.list, row)),
    );
    expect(part.rows.map(({ number }: { number: number }) => number)).toEqual(
      may.map(({ number }) => number).sort((a, b) => a - b),
    );
    expect(may.length).toBeLessThan(12);
    expect(may.length).toBeGreaterThan(0);
    expect(part).toMatchObject({ items: may.length, others: may.length });
    const hidden = rows.find((row) => !may.includes(row));
    const judged = { revision: 0, outcome: "honest", reason: "照章核对" };
    const refused = await above.send("POST", `${url}/items/${hidden?.number}/outcome`, judged);
    expect(refused.status).toBe(404);
  });

  test("without a ranking a list goes by what detectors found, and says so", async () => {
    const { body } = await lead.send("GET", "/api/inspections/choices");
    const findings = { usual: "findings" };
    expect(body).toEqual({ seller: findings, document: findings, alert: findings });
    for (const unit of ["seller", "document", "alert"]) {
      const asked = { unit, capacity: 3, goesBy: "ranking" };
      const refused = await lead.send("POST", "/api/inspections", asked);
      expect(refused.status).toBe(409);
      expect(refused.body.message).toMatch(
        unit === "alert" ? /does not score alerts/ : /There is no ranking to go by/,
      );
    }
  });

  test("a list leaves as a file of what its reader may see, counted anew, no cell a formula; an event tells of it", async () => {
    const drawn = { unit: "seller", capacity: 12, randomShare: 0.5 };
    const { id } = (await lead.send("POST", "/api/inspections", drawn)).body;
    const url = `/api/inspections/${id}`;
    const mine = (await above.send("GET", url)).body.rows;
    const judged = { revision: 0, outcome: "falsified", reason: "=HYPERLINK(1)" };
    await lead.send("POST", `${url}/items/${mine[0].number}/outcome`, judged);
    await house.told();
    const file = async (who: Browser, language: string) => {
      const { status, body, headers } = await who.send(
        "GET",
        `${url}/export?format=csv&language=${language}`,
      );
      expect([status, headers["content-type"]]).toEqual([200, "text/csv; charset=utf-8"]);
      return body.replace("\ufeff", "").trimEnd().split("\r\n") as string[];
    };
    const [head, first, ...others] = await file(above, "en");
    expect(others).toHaveLength(mine.length - 1);
    expect(head).toMatch(/^number,chosen_by,kind,item,name,what_was_seen,amount,currency,chance,score,/);
    const how = mine[0].why === "random" ? "drawn at random" : "by expected loss";
    expect(first).toMatch(new RegExp(`^1,${how},seller,${mine[0].item},`));
    expect(first).toMatch(/,falsified,'=HYPERLINK\(1\),/);
    const whole = await file(lead, "zh");
    expect(whole).toHaveLength(13);
    expect(whole[12]).toMatch(/^12,随机抽取,销售员,/);
    expect((await lead.send("GET", `${url}/export?format=xlsx`)).headers["content-type"]).toMatch(
      /spreadsheetml/,
    );
    expect(await house.told()).toEqual(Array(3).fill("inspections.exported"));
  });

  test("outcomes are revised in the open, and a stale one is refused", async () => {
    const { id } = (await lead.send("POST", "/api/inspections", { unit: "seller", capacity: 3 })).body;
    const url = `/api/inspections/${id}/items/1/outcome`;
    const judge = (revision: number, outcome: string, reason: string) =>
      lead.send("POST", url, { revision, outcome, reason });
    expect((await judge(0, "honest", "  ")).status).toBe(422);
    expect(await judge(0, "honest", "回访属实")).toMatchObject({ status: 200, body: { revision: 1 } });
    expect((await judge(0, "falsified", "发货单系伪造")).status).toBe(409);
    expect(await judge(1, "falsified", "发货单系伪造")).toMatchObject({ status: 200, body: { revision: 2 } });
    const { rows } = (await lead.send("GET", `/api/inspections/${id}`)).body;
    expect(rows[0]).toMatchObject({ revision: 2, outcome: "falsified", reason: "发货单系伪造" });
    const kept = await house.database.reader
      .selectFrom("inspection_outcome")
      .select(["revision", "outcome"])
      .where("list", "=", id)
      .orderBy("revision")
      .execute();
    expect(kept.map(({ outcome }) => outcome)).toEqual(["honest", "falsified"]);
    const change = sql`UPDATE inspection_outcome SET outcome = 'honest'`.execute(house.database.writer);
    await expect(change).rejects.toThrow(/append-only/);
  });

  test("what the lots found bounds what was missed", async () => {
    const { id } = (
      await lead.send("POST", "/api/inspections", { unit: "document", capacity: 24, randomShare: 1 })
    ).body;
    const { rows, others } = (await lead.send("GET", `/api/inspections/${id}`)).body;
    const plain = rows.filter(({ suspected }: { suspected: boolean }) => !suspected);
    for (const [i, { number }] of plain.entries()) {
      const body = { revision: 0, outcome: i === 0 ? "falsified" : "honest", reason: "逐笔核对" };
      await lead.send("POST", `/api/inspections/${id}/items/${number}/outcome`, body);
    }
    const { missed } = (await lead.send("GET", `/api/inspections/${id}`)).body;
    expect(plain.length).toBeGreaterThanOrEqual(5);
    expect(missed).toMatchObject({ drawn: plain.length, falsified: 1, honest: plain.length - 1, waiting: 0 });
    expect(missed.population).toBeLessThanOrEqual(others);
    expect(missed.least).toBeGreaterThanOrEqual(1);
    expect(missed.most).toBeGreaterThan(missed.estimate);
    const { body } = await lead.send("GET", "/api/honesty");
    expect(body.missed.map(({ list }: { list: { id: string } }) => list.id)).toContain(id);
  });
});

test("decisions make precision, of what the reader may see; an inspection of an alert is a decision", async () => {
  const keys = Array.from({ length: 12 }, (_, i) => `P-${i}`);
  const found = await house.find(
    ...keys.map((key, i) => aFinding(key, { weight: 0.9 - i / 100, subjects: [i < 6 ? "S02" : "S09"] })),
  );
  const step = (from: number, to: number, step: object) =>
    lead.send("POST", "/api/alerts/actions", {
      items: keys.slice(from, to).map((key) => ({ id: found.get(key), revision: 0 })),
      step,
    });
  await step(0, 6, { kind: "confirmed", reason: "属实" });
  await step(6, 10, { kind: "cleared", reason: "有合同" });
  const split = async (who: Browser) =>
    (await who.send("GET", "/api/honesty")).body.detectors.find(
      ({ key }: { key: string }) => key === "split-order",
    );
  expect(await split(lead)).toMatchObject({ undecided: 2, precision: { hits: 6, trials: 10, share: 0.6 } });
  // Four decided alerts are left to whoever may not see S02's: too few to say.
  expect((await split(above)).precision).toEqual({ hits: 0, trials: 4 });
  const { id } = (await lead.send("POST", "/api/inspections", { unit: "alert", capacity: 2, randomShare: 0 }))
    .body;
  const body = { revision: 0, outcome: "falsified", reason: "与客户核对" };
  await lead.send("POST", `/api/inspections/${id}/items/1/outcome`, body);
  // Whoever is to inspect an alert is told what it says, and no longer once it concerns somebody near to them.
  const said = async (who: Browser) =>
    (await who.send("GET", `/api/inspections/${id}`)).body.rows.map(
      ({ sentence }: { sentence?: { en: string } }) => sentence?.en,
    );
  const both = ["Something about P-10.", "Something about P-11."];
  expect([await said(lead), await said(above)]).toEqual([both, both]);
  await sql`UPDATE alert SET subjects = ARRAY['S02'] WHERE id = ${found.get("P-11")}`.execute(
    house.database.writer,
  );
  expect([await said(lead), await said(above)]).toEqual([both, [both[0], undefined]]);
  expect(await split(lead)).toMatchObject({ undecided: 1, precision: { hits: 7, trials: 11 } });
});

test("lists and outcomes are held against the log: one that was changed from outside is a fault", async () => {
  const check = async () => {
    const session = await house.database.session(() => undefined);
    const { rows, faults } = await checkInspections(session);
    await session.end();
    return { rows, places: faults.map(({ place }) => place) };
  };
  const whole = await check();
  expect(whole.rows).toBeGreaterThan(10);
  expect(whole.places).toEqual([]);
  const { writer } = house.database;
  await sql`ALTER TABLE inspection_item DISABLE TRIGGER USER`.execute(writer);
  const changed = await sql<{ list: string }>`
    UPDATE inspection_item SET item = 'S11' WHERE (list, number) = (SELECT list, number FROM inspection_item ORDER BY list, number LIMIT 1) RETURNING list`.execute(
    writer,
  );
  expect((await check()).places).toEqual([`inspections:${changed.rows[0]?.list}/inspection`]);
});

test("a detector that failed is told with its run until a run in which it succeeds", async () => {
  const run = async (state: string, minute: number) => {
    await house.database.writer
      .insertInto("detection_run")
      .values({
        id: `00000000-0000-4000-8000-0000000000${minute}`,
        state: "committed",
        cause: "person",
        asked_by: "system:test",
        started_at: new Date(),
        finished_at: new Date(Date.now() + 60_000 * minute),
        params: "{}",
        detectors: JSON.stringify([
          { id: "benford", state, kept: 0, reason: { zh: "检测器出错：'张三'", en: "failed: 'Zhang'" } },
        ]),
        amounts: "[]",
      })
      .execute();
  };
  await run("failed", 10);
  const { body } = await lead.send("GET", "/api/honesty/notices");
  expect(body.failures).toMatchObject([{ part: "benford", reason: { en: "failed: 'Zhang'" }, runs: 1 }]);
  expect(body.failures[0].sentence.zh).toMatch(/最近一次运行失败.*张三/);
  const [concern] = await readDetectionConcerns(house.database.reader);
  expect(concern?.en).toMatch(/failed in the last run it took part in/);
  expect(`${concern?.zh} ${concern?.en}`).not.toMatch(/张三|Zhang/);
  await run("ran", 11);
  expect((await lead.send("GET", "/api/honesty/notices")).body.failures).toEqual([]);
});
