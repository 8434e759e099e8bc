import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Browser } from "../../people/index.ts";
import { sql } from "../../platform/index.ts";
import { aFinding, openTestAlerts, type TestAlerts } from "../alerts/test-alerts.ts";
import { readDetectionConcerns } from "../honesty/concerns.ts";
import { checkInspections } from "../integrity/check-inspections.ts";
import { checkRanking } from "../integrity/check-ranking.ts";
import { inWarehouse } from "../runs/in-warehouse.ts";
import { eraseRanking } from "./erase-ranking.ts";
import { readJudgements } from "./judgements.ts";
import { readModelInService } from "./models.ts";
import { judgeOrders, rankedCompany } from "./ranking-fixture.ts";
import { findingsReader } from "./row-findings.ts";
import { labelReader } from "./row-labels.ts";
import { readSalesAsOf } from "./score-all.ts";
import { trainAll } from "./train-all.ts";

const orders = 1_440;
const { files, falsified } = rankedCompany(orders);
const ids = Array.from({ length: orders }, (_, i) => `SO-${(i * 1_007) % orders}`);

let house: TestAlerts;
let auditor: Browser & { readonly id: string };
/** An auditor above S01 to S06. */
let above: Browser;
/** When the first inspections were judged, a second apart. */
let begun: number;

beforeAll(async () => {
  house = await openTestAlerts();
  await house.database.writer
    .insertInto("org_employee")
    .values([
      { id: "M1", manager_id: null },
      ...Array.from({ length: 12 }, (_, i) => ({
        id: `S${String(i + 1).padStart(2, "0")}`,
        manager_id: i < 6 ? "M1" : null,
      })),
    ])
    .execute();
  auditor = await house.signedIn(["auditor"], "A1");
  above = await house.signedIn(["auditor"], "M1");
  await house.import("erp", files);
  // What was judged is what had been imported by then.
  await sql`UPDATE import_batch SET committed_at = committed_at - interval '1 day'`.execute(
    house.database.writer,
  );
  begun = Date.now() - 10_000_000;
}, 120_000);
afterAll(() => house?.close());

const judge = (orders: readonly string[], from: number, lies = false) =>
  judgeOrders(house.database, { orders, falsified, from, lies });

async function finished(path: string) {
  const { status, body } = await auditor.send("POST", path);
  expect(status).toBe(202);
  for (;;) {
    const job = await house.parts.jobs.read(body.id);
    if (job?.state === "failed") throw new Error(JSON.stringify(job.words));
    if (job?.state === "done") {
      await house.events.settled();
      return { id: body.id as string, words: job.words };
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const models = async () => (await auditor.send("GET", "/api/ranking/models")).body;
const page = async (unit: string, who: Browser = auditor, more = "") =>
  (await who.send("GET", `/api/ranking?unit=${unit}&limit=100${more}`)).body;

const training = (moment: number) =>
  trainAll(
    house.database,
    { inService: 0, today: "2026-11-30", moment: new Date(moment).toISOString() },
    new AbortController().signal,
    () => undefined,
  );

async function drawn(asked: object) {
  const { status, body } = await auditor.send("POST", "/api/inspections", asked);
  expect(status).toBe(201);
  return (await auditor.send("GET", `/api/inspections/${body.id}`)).body;
}

/** Sellers as a run would have left them. */
const sellersOfRun = () =>
  sql`INSERT INTO summary_party (run, kind, id, seller, sellers, currency, sales, returns, documents, search, figures)
    SELECT r.id, 'seller', e.id, e.id, ARRAY[e.id], 'CNY', 0, 0, 0, '', '[]' FROM detection_run r, org_employee e WHERE e.id LIKE 'S%'`.execute(
    house.database.writer,
  );

/** Of lists that were drawn; those that a fixture has written have no entry. */
async function faultsOfLists() {
  await house.events.settled();
  const session = await house.database.session(() => undefined);
  const { faults } = await checkInspections(session);
  await session.end();
  const fixtures = await house.database.reader
    .selectFrom("inspection_list")
    .select("id")
    .where("drawn_by", "=", "test")
    .execute();
  return faults.map(({ place }) => place).filter((place) => !fixtures.some(({ id }) => place.includes(id)));
}

describe("before anybody has inspected anything", () => {
  test("nothing is ranked yet, and there is nothing to teach a model with: a sentence says so, and nothing failed", async () => {
    expect(await page("transaction")).toEqual({ rows: [], total: 0 });
    const { words } = await finished("/api/ranking/train");
    expect(words?.en).toMatch(
      /Too little has been inspected.*0 falsified, 0 honest \(10 of each are needed\)/,
    );
    expect(await models()).toMatchObject({ inService: 0, models: [], steps: [] });
  });

  test("transactions, documents, customers and sellers are ranked by how unusual they are, and why, twice the same", async () => {
    const [first, second] = [await finished("/api/ranking/score"), await finished("/api/ranking/score")];
    const rankings = await house.database.reader.selectFrom("ranking").selectAll().execute();
    expect(rankings.map(({ digest }) => digest)).toEqual([rankings[0]?.digest, rankings[0]?.digest]);
    const rowsOf = async ({ id }: { id: string }) =>
      (
        await sql<object>`SELECT unit, rank, kind, id, record, name, score, chance, outcome, told, subjects FROM ranking_row
          WHERE ranking = ${id}::uuid ORDER BY unit, rank`.execute(house.database.writer)
      ).rows;
    expect(JSON.stringify(await rowsOf(first))).toBe(JSON.stringify(await rowsOf(second)));
    const transactions = await page("transaction");
    expect(transactions).toMatchObject({
      total: orders,
      ranking: { model: 0, transactions: orders, leftOut: 0 },
    });
    const [most] = transactions.rows;
    expect(most).toMatchObject({
      ...{ rank: 1, kind: "order-line", record: expect.any(String), document: { kind: "order" } },
      ...{ seller: { id: expect.stringMatching(/^S\d\d$/) }, nearest: { record: expect.any(String) } },
    });
    expect(most.chance).toBeUndefined();
    expect(most.reasons[0].words.zh).toMatch(/单价 .*，同产品/);
    expect((await page("deal")).rows[0]).toMatchObject({
      kind: "order",
      record: expect.any(String),
      leading: { of: 1 },
    });
    const sellers = await page("seller");
    expect(sellers.total).toBe(12);
    expect(sellers.rows[0]).toMatchObject({ leading: { of: orders / 12 }, nearest: { kind: "seller" } });
    expect(sellers.rows[0].top).toHaveLength(3);
    expect((await page("customer")).total).toBe(90);
  });

  test("a list of inspections goes by it where it is asked to: by how unusual, which is no chance, with what made it so", async () => {
    // A run that found nothing: what can be inspected is of its twelve months.
    await house.find();
    await sellersOfRun();
    const choices = (await auditor.send("GET", "/api/inspections/choices")).body;
    expect(choices.document).toMatchObject({ usual: "findings", ranking: { model: 0, isChance: false } });
    const { rows, ranking, ...list } = await drawn({ unit: "document", capacity: 10, goesBy: "ranking" });
    expect(ranking).toMatchObject({ model: 0, isChance: false });
    expect(list).toMatchObject({ fittedTo: 0, others: orders - 8 });
    const [first] = rows;
    expect(rows.slice(0, 8).map(({ why }: { why: string }) => why)).toEqual(Array(8).fill("unusual"));
    const deals = (await page("deal")).rows.slice(0, 8);
    expect(rows.slice(0, 8).map(({ item }: { item: string }) => item)).toEqual(
      deals.map(({ id }: { id: string }) => id),
    );
    expect(first).toMatchObject({ kind: "order", leading: 0.001, suspected: false });
    expect(first.chance).toBeUndefined();
    expect(first.reasons[0].zh).toMatch(/单价 .*，同产品/);
    expect(rows[9]).toMatchObject({ why: "random", reasons: [] });
    const usual = await drawn({ unit: "document", capacity: 10 });
    expect(usual.ranking).toBeUndefined();
    const sellers = await drawn({ unit: "seller", capacity: 3, randomShare: 0, goesBy: "ranking" });
    const ranked = (await page("seller")).rows.slice(0, 3).map(({ id }: { id: string }) => id);
    expect(sellers.rows.map(({ item }: { item: string }) => item)).toEqual(ranked);
    expect(sellers.rows[0].reasons[0].en).toMatch(/of 120 transactions stand among the first/);
    expect(await faultsOfLists()).toEqual([]);
  });

  test("scoring is cancelled once: the log says so, and the ranking before stays", async () => {
    const before = (await page("transaction")).ranking;
    await house.told();
    const { body } = await auditor.send("POST", "/api/ranking/score");
    const cancel = () => auditor.send("POST", `/api/ranking/jobs/${body.id}/cancel`);
    expect((await cancel()).body).toEqual({ cancelled: true });
    // One that had begun already is over only when its process is.
    await expect.poll(async () => (await house.parts.jobs.read(body.id))?.state).toBe("cancelled");
    expect((await cancel()).status).toBe(409);
    expect(await house.told()).toEqual(expect.arrayContaining(["ranking.score-cancelled"]));
    expect((await page("transaction")).ranking).toEqual(before);
  });

  test("what is about somebody below the reader is neither listed nor counted, and nobody else reads any of it", async () => {
    expect((await page("seller", above)).rows.map(({ id }: { id: string }) => id).sort()).toEqual([
      "S07",
      "S08",
      "S09",
      "S10",
      "S11",
      "S12",
    ]);
    const theirs = await page("transaction", above);
    expect(theirs.total).toBe(orders / 2);
    expect(theirs.rows.map(({ rank }: { rank: number }) => rank)).toEqual(
      Array.from({ length: 100 }, (_, i) => i + 1),
    );
    const next = await page("transaction", above, "&from=100");
    expect(next.rows[0].rank).toBe(101);
    const finance = await house.signedIn(["finance"], "F1");
    const calls = [
      "GET /api/ranking",
      "GET /api/ranking/models",
      "POST /api/ranking/score",
      "POST /api/ranking/train",
      `POST /api/ranking/jobs/${randomUUID()}/cancel`,
    ];
    for (const call of calls) {
      const [method = "", path = ""] = call.split(" ");
      expect([call, (await finance.send(method, path)).status]).toEqual([call, 403]);
    }
  });
});

describe("with inspections", () => {
  beforeAll(() => judge(ids.slice(0, 600), begun));

  test("the same labels teach the same model, and what is found after the moment of training has no part in it", async () => {
    const moment = begun + 700_000;
    const before = await training(moment);
    expect(before.enough).toMatchObject({ isEnough: true });
    await judge(ids.slice(0, 300), moment + 1_000, true);
    const after = await training(moment);
    expect(after.trained?.labels).toEqual(before.trained?.labels);
    expect(after.trained?.content === before.trained?.content).toBe(true);
    // Learned until the cut-off alone: what is held out lies between it and the moment.
    expect(Date.parse(after.trained?.knownAt ?? "")).toBeLessThan(moment - 100_000);
    await sql`ALTER TABLE inspection_outcome DISABLE TRIGGER inspection_outcomes_only_grow`.execute(
      house.database.writer,
    );
    await sql`DELETE FROM inspection_outcome WHERE judged_at > ${new Date(moment)} AND list IN (
      SELECT list FROM inspection_outcome GROUP BY list HAVING count(*) = 300)`.execute(
      house.database.writer,
    );
  });

  test("a model that does better on what it has not seen takes over, is sealed, and ranks with chances", async () => {
    const { words } = await finished("/api/ranking/train");
    expect(words?.en).toMatch(/it takes over/);
    const {
      inService,
      models: [model],
      steps,
    } = await models();
    expect(inService).toBe(1);
    expect(model.contest).toMatchObject({ against: 0, takesOver: true });
    expect(model.contest.candidate).toBeGreaterThan(model.contest.inService);
    expect(model.labels.learned.falsified + model.labels.learned.honest).toBe(400);
    expect(model.labels.heldOut.falsified + model.labels.heldOut.honest).toBe(200);
    expect(steps).toMatchObject([{ revision: 1, model: 1, step: "took-over" }]);
    await finished("/api/ranking/score");
    const { ranking, rows } = await page("transaction");
    expect(ranking.model).toBe(1);
    expect(rows[0].chance).toBe(rows[0].score);
    const top = rows.map(({ document }: { document: { id: string } }) => document.id);
    expect(top.filter((id: string) => falsified.has(id)).length).toBeGreaterThan(85);
    const inspected = rows.find(({ outcome }: { outcome?: string }) => outcome === "falsified");
    expect(inspected).toBeDefined();
    const sellers = (await page("seller")).rows.slice(0, 2).map(({ id }: { id: string }) => id);
    expect(sellers.sort()).toEqual(["S11", "S12"]);
  });

  test("a list of documents goes by the model that has taken over, unless told otherwise, and not by what it learned from", async () => {
    const list = await drawn({ unit: "document", capacity: 60, randomShare: 0.5 });
    expect(list).toMatchObject({ ranking: { model: 1, isChance: true }, fittedTo: 400 });
    const first = list.rows.filter(({ why }: { why: string }) => why === "expected-loss");
    expect(first).toHaveLength(30);
    const losses = first.map(
      ({ chance, amount }: { chance: number; amount: string }) => chance * Number(amount),
    );
    expect(losses).toEqual(losses.toSorted((a: number, b: number) => b - a));
    const inspected = new Set(ids.slice(0, 600));
    expect(first.filter(({ item }: { item: string }) => inspected.has(item))).toEqual([]);
    expect(first.filter(({ item }: { item: string }) => falsified.has(item)).length).toBeGreaterThan(25);
    // Whoever may not see a part has no place that tells of it.
    const part = (await above.send("GET", `/api/inspections/${list.id}`)).body.rows;
    expect(part.length).toBeLessThan(60);
    const outcome = { revision: 0, outcome: "falsified", reason: "a trial" };
    const judged = `/api/inspections/${list.id}/items/${first[0].number}/outcome`;
    expect((await auditor.send("POST", judged, outcome)).status).toBe(200);
    const next = await drawn({ unit: "document", capacity: 5, randomShare: 0 });
    expect(next.rows[0].item).toBe(first[1].item);
    const byFindings = await drawn({ unit: "document", capacity: 5, goesBy: "findings" });
    expect(byFindings.ranking).toBeUndefined();
    const file = await auditor.send("GET", `/api/inspections/${list.id}/export?format=csv&language=zh`);
    expect(file.body.split("\r\n")[1]).toMatch(
      /^1,按预计损失,订单,SO-\d+,,,[\d.]+,CNY,0\.\d+,.*单价 .*造假,a trial,/,
    );
    expect(await faultsOfLists()).toEqual([]);
    const { writer } = house.database;
    await sql`UPDATE ranking SET model = 7 WHERE id = (SELECT ranking FROM inspection_list WHERE id = ${list.id})`.execute(
      writer,
    );
    expect(await faultsOfLists()).toContain(`inspections:${list.id}/inspection`);
    await sql`UPDATE ranking SET model = 1 WHERE id = (SELECT ranking FROM inspection_list WHERE id = ${list.id})`.execute(
      writer,
    );
    await sql`ALTER TABLE inspection_list DISABLE TRIGGER USER`.execute(writer);
    await sql`UPDATE inspection_list SET ranking = NULL WHERE id = ${list.id}`.execute(writer);
    expect(await faultsOfLists()).toEqual([`inspections:${list.id}/inspection`]);
    // A list that was judged would teach, and the tests that follow know what is taught.
    await sql`ALTER TABLE inspection_outcome DISABLE TRIGGER inspection_outcomes_only_grow`.execute(writer);
    await sql`DELETE FROM inspection_outcome WHERE list = ${list.id}`.execute(writer);
  });

  test("without anything new to learn, nothing is taught", async () => {
    const { words } = await finished("/api/ranking/train");
    expect(words?.en).toMatch(/Nothing has been found since the last training/);
    expect((await models()).models).toHaveLength(1);
  });

  test("a candidate that does worse stays out, with the reason, and the one in service stays", async () => {
    // Somebody judges the wrong way round for a while; what comes after is judged rightly again.
    await judge(ids.slice(600, 900), begun + 1_000_000, true);
    await judge(ids.slice(900, 1_200), begun + 2_000_000);
    const { words } = await finished("/api/ranking/train");
    expect(words?.zh).toMatch(/沿用现有模型/);
    const { inService, models: list } = await models();
    expect(inService).toBe(1);
    expect(list[0]).toMatchObject({ number: 2, contest: { against: 1, takesOver: false } });
    expect(list[0].contest.candidate).toBeLessThan(list[0].contest.inService);
  });

  test("somebody puts another in service with a reason; whoever looked at an older page is refused", async () => {
    const back = (number: number, body: object) =>
      auditor.send("POST", `/api/ranking/models/${number}/put-back`, body);
    expect((await back(0, { revision: 0, reason: "a trial" })).status).toBe(409);
    expect((await back(7, { revision: 1, reason: "a trial" })).status).toBe(404);
    expect((await back(0, { revision: 1, reason: " " })).status).toBe(422);
    expect((await back(0, { revision: 1, reason: "a trial" })).body).toEqual({ revision: 2, model: 0 });
    expect(await models()).toMatchObject({
      inService: 0,
      steps: [{ model: 0, step: "put-back", reason: "a trial", by: { id: auditor.id } }, { model: 1 }],
    });
    expect(await house.told()).toEqual(
      expect.arrayContaining(["ranking.read", "model.trained", "model.took-over", "model.put-back"]),
    );
  });

  test("the check of the house finds what was sealed, and whatever is changed from outside", async () => {
    const lost = { of: () => undefined };
    const session = await house.database.session(() => undefined);
    const places = async () => (await checkRanking(session, lost)).faults.map(({ place }) => place);
    try {
      expect(await places()).toEqual([]);
      const { writer } = house.database;
      const newest = sql`(SELECT id FROM ranking ORDER BY scored_at DESC LIMIT 1)`;
      await sql`UPDATE ranking_row SET score = score + 0.001 WHERE unit = 'seller' AND rank = 1 AND ranking = ${newest}`.execute(
        writer,
      );
      expect(await places()).toEqual([expect.stringMatching(/^ranking:.*\/ranking$/)]);
      await sql`UPDATE ranking_row SET score = score - 0.001 WHERE unit = 'seller' AND rank = 1 AND ranking = ${newest}`.execute(
        writer,
      );
      await sql`UPDATE ranking_model SET content = replace(content, '"S11"', '"S99"') WHERE number = 1`.execute(
        writer,
      );
      expect(await places()).toContain("ranking-model:1/ranking");
      await sql`UPDATE ranking_model SET content = replace(content, '"S99"', '"S11"') WHERE number = 1`.execute(
        writer,
      );
      // Nobody ranks by a model that is not what was sealed, and that it failed is said.
      await auditor.send("POST", "/api/ranking/models/1/put-back", { revision: 2, reason: "a trial" });
      await sql`UPDATE ranking_model SET content = replace(content, '"S11"', '"S99"') WHERE number = 1`.execute(
        writer,
      );
      await expect(finished("/api/ranking/score")).rejects.toThrow(/not the one that was sealed/);
      expect((await readDetectionConcerns(house.database.reader)).map(({ en }) => en)).toEqual([
        expect.stringMatching(/The last scoring of the ranking .* failed/),
      ]);
      await sql`UPDATE ranking_model SET content = replace(content, '"S99"', '"S11"') WHERE number = 1`.execute(
        writer,
      );
      await sql`INSERT INTO ranking_service (revision, model, step, actor, at) VALUES (9, 2, 'took-over', 'nobody', now())`.execute(
        writer,
      );
      expect(await places()).toContain("ranking-service:9/ranking");
    } finally {
      await session.end();
    }
  });

  test("who is erased leaves rankings and models, and what is left lies under commitments of its own", async () => {
    const before = await house.database.reader
      .selectFrom("ranking_model")
      .select(["number", "digest"])
      .execute();
    const erased = { parties: [{ kind: "seller", id: "S11" }], records: [], values: ["S11"] };
    const leaves = await house.database.writer.transaction().execute((tx) => eraseRanking(tx, erased));
    expect(leaves.map(({ place }) => place.split(":")[0])).toContain("ranking");
    expect(leaves.filter(({ place }) => place.startsWith("ranking-model:"))).toHaveLength(before.length);
    const { rows } = await sql<{
      content: string;
    }>`SELECT content FROM ranking_model UNION ALL SELECT told::text FROM ranking_row`.execute(
      house.database.writer,
    );
    expect(rows.filter(({ content }) => content.includes("S11"))).toEqual([]);
    const after = await house.database.reader
      .selectFrom("ranking_model")
      .select(["number", "digest"])
      .execute();
    expect(after.some(({ digest }) => before.some((one) => one.digest === digest))).toBe(false);
    await readModelInService(house.database.reader, 1);
  });

  test("alerts label what they are about and are a feature of it; what was opened again, corrected since or found after the fact is neither", async () => {
    const [subject, twin, first, second, cleared, opened, corrected, kept] = ids.slice(1_200);
    const records = await house.database.reader
      .selectFrom("record_version")
      .select(["record", "key"])
      .where("kind", "=", "order")
      .execute();
    const recordOf = new Map(records.map(({ record, key }) => [key, record]));
    const evidence = (...keys: (string | undefined)[]) => ({
      evidence: keys.map((key = "") => ({ record: recordOf.get(key) ?? "", version: 1, kind: "order", key })),
      evidenceTotal: keys.length,
    });
    const about = (id = "") => ({ subject: { kind: "order", id } });
    await judge([corrected ?? "", kept ?? ""], Date.now() - 5_000);
    const alerts = await house.find(
      aFinding("late", { ...about(kept), ...evidence(kept) }),
      aFinding("twins", { ...about(subject), ...evidence(subject, twin) }),
      aFinding("seller", { subject: { kind: "seller", id: "S01" }, ...evidence(first, second) }),
      aFinding("pattern", { subject: { kind: "seller", id: "S02" }, ...evidence(twin), evidenceTotal: 21 }),
      aFinding("cleared", { ...about(cleared), ...evidence(cleared) }),
      aFinding("opened", { ...about(opened), ...evidence(opened) }),
    );
    const take = async (key: string, kind: string, revision = 0) => {
      const items = [{ id: alerts.get(key), revision }];
      const step = { kind, reason: "a trial" };
      expect((await auditor.send("POST", "/api/alerts/actions", { items, step })).status).toBe(200);
    };
    for (const key of ["twins", "seller", "pattern", "opened"]) await take(key, "confirmed");
    await take("cleared", "cleared");
    await take("opened", "reopened", 1);
    const line = `${corrected}-1,${corrected},P0,1,2.00,2.00`;
    await house.import("erp", {
      "order_lines.csv": ["line_id,order_id,product_id,quantity,unit_price,gross", line].join("\n"),
    });
    const { labelled, found } = await inWarehouse("plumbline-test-", async (warehouse) => {
      const { reader } = house.database;
      const asked = { dataIndex: undefined, today: "2026-11-30" };
      const stop = new AbortController().signal;
      const { sales } = await readSalesAsOf(warehouse, house.database, asked, stop, () => undefined);
      const now = new Date();
      const judged = await readJudgements(reader, now);
      const known = (await labelReader(reader, warehouse, sales, judged))(now.getTime());
      const findings = await findingsReader(reader, warehouse, sales, { moment: now, at: known.at });
      const byOrder = <Value>(told: (row: number) => Value) =>
        new Map(
          sales.ids.map((_, row) => [sales.documentNames[sales.documents[row] as number]?.id, told(row)]),
        );
      return {
        labelled: byOrder((row) => (known.labels[row] === -1 ? undefined : known.labels[row])),
        found: byOrder((row) => findings.words(row)?.en),
      };
    });
    const of = (...keys: (string | undefined)[]) => keys.map((key) => labelled.get(key));
    expect(of(subject, twin, first, second)).toEqual([1, undefined, 1, 1]);
    expect(of(cleared, opened, corrected)).toEqual([0, undefined, undefined]);
    expect(labelled.get(kept)).toBeDefined();
    expect(found.get(subject)).toMatch(/a detector found: Something about twins/);
    expect([found.get(twin), found.get(kept)]).toEqual([expect.stringContaining("2 findings"), undefined]);
  });
});
