import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { writeCompany } from "../demo/index.ts";
import {
  type Detection,
  type Detector,
  type Finding,
  isTold,
  loadBaseline,
  loadDetectors,
  localDetectors,
  readParties,
  recentDays,
  runDetectors,
  runLocal,
  saveBaseline,
  suspectsOf,
  together,
} from "../detection/index.ts";
import { readInput } from "../monitoring/testing/index.ts";
import { openWarehouse, sql, type Warehouse, withTemporaryFolder } from "../platform/index.ts";
import {
  buildFacts,
  createTables,
  customersOf,
  daysBefore,
  type FactShape,
  type FindRows,
  fieldsOf,
  type GivenRow,
  kinds,
  type LinkedRow,
  neighbourhoodOf,
  openRowLoader,
  recentOf,
} from "../records/index.ts";

const run = { asOf: "2026-01-01", fiscalYearStart: 1 };
const all = await loadDetectors();
/** Looser than usual, so that the company has something to compare of as many detectors as may be. */
const params = {
  "one-off-customer": { minRatio: 1, quietDays: 1, minSales: 1 },
  "changed-after-approval": { maxShare: 1, minChange: 0 },
  "changed-and-changed-back": { maxShare: 1, days: 365 },
  "sold-outside-territory": { minRows: 1, minOrders: 1, minShare: 0.001, maxShare: 1 },
  "complaint-of-unknown-goods": { lookBack: 30, maxShare: 1 },
  "below-floor-price": { tolerance: 0, minRows: 1, minCount: 1, minPeers: 2, leastRatio: 1 },
  "free-goods": { maxShare: 0.5, minRows: 1, minCount: 1, minPeers: 2, leastRatio: 1 },
  "over-credit-limit": { minRows: 1, minCount: 1, minPeers: 2, leastRatio: 1 },
  "shipped-while-overdue": { minRows: 1, minCount: 1, minPeers: 2, leastRatio: 1 },
};

const customer = (id: string, name: string, address: string, region: string) => ({
  kind: "customer",
  fields: { customer_id: id, name, address, region, created_at: "2025-03-20 09:00:00", owner_id: "EX" },
});
const order = (id: string, of: string, day: string, net: string) => ({
  kind: "order",
  fields: {
    ...{ order_id: id, customer_id: of, seller_id: "EX", net, gross: net, currency: "CNY" },
    ...{
      ordered_at: `${day} 10:00:00`,
      approved_at: `${day} 11:00:00`,
      ship_to_address: "武汉市江汉区解放大道1号",
    },
  },
});
const change = (
  id: string,
  subject: string,
  kind: string,
  field: string,
  from: string,
  to: string,
  at: string,
) => ({
  kind: "change",
  fields: {
    ...{ change_id: id, subject_id: subject, subject_kind: kind, field, old_value: from, new_value: to },
    ...{ changed_at: `${at} 15:00:00`, changed_by: "EX" },
  },
});
/** What the invented company has none of. */
const planted: readonly GivenRow[] = [
  customer("CX1", "临安试验贸易有限公司", "杭州市西湖区文三路1号", "华东"),
  customer("CX2", "江汉试验贸易有限公司", "武汉市江汉区解放大道9号", "华中"),
  customer("CX3", "一次性客户贸易有限公司", "宁波市海曙区中山路3号", "华东"),
  ...["2025-04-02", "2025-05-06", "2025-06-10"].map((day, i) =>
    order(`OX${i}`, "CX1", day, `${1_000_000 + i}`),
  ),
  order("OX9", "CX3", "2025-03-30", "990000000"),
  {
    kind: "order-line",
    fields: {
      order_id: "OX0",
      line_no: "1",
      product_id: "PX",
      quantity: "1",
      net: "1000000",
      currency: "CNY",
    },
  },
  change("H1", "OX0", "order", "客户", "CX1", "CX2", "2025-07-20"),
  change("H2", "CX1", "customer", "银行账号", "6222000011112222", "6222999988887777", "2025-05-03"),
  change("H3", "CX1", "customer", "银行账号", "6222999988887777", "6222000011112222", "2025-05-20"),
  {
    kind: "complaint",
    fields: {
      ...{ complaint_id: "KX", customer_id: "CX1", product_id: "PY", received_at: "2025-08-01 09:00:00" },
      ...{ category: "质量", description: "买来的货在你们系统里查不到，没有发票也没有出库单" },
    },
  },
].map((row, i) => ({ id: 5_000_000 + i, batch: 0, row: i, ...row }));

describe("a detector that says a customer's rows are enough", () => {
  let whole: Warehouse;
  let shape: FactShape;
  let detection: Detection;
  let find: FindRows;
  let customers: string[];
  let detectors: readonly Detector[];
  let relations: Awaited<ReturnType<typeof saveBaseline>>;
  const rows = new Map<number, GivenRow>();
  const days = new Map<number, string>();

  beforeAll(async () => {
    whole = await openWarehouse();
    await withTemporaryFolder("plumbline-locality-", async (folder) => {
      await writeCompany(folder, { seed: 5, sellers: 8, months: 8 });
      await readInput(whole, folder, { paths: [folder], today: run.asOf, version: "test", command: "test" });
    });
    await (await openRowLoader(whole)).lay(planted);
    shape = await buildFacts(whole, run.asOf);
    const local = all.filter(({ locality }) => locality.unit === "customer");
    // Whatever its p: more findings to compare.
    detection = await runDetectors(whole, local, { run, params, falseDiscoveryRate: 1 });
    const ran = new Set(detection.runs.flatMap(({ id, state }) => (state === "ran" ? [id] : [])));
    detectors = localDetectors(all, ran);
    relations = await saveBaseline(whole, detectors);
    find = await linksOf(whole, rows, days);
    const named = await whole.all<{ id: string }>(sql`SELECT DISTINCT customer AS id FROM sales ORDER BY 1`);
    customers = named.map(({ id }) => id);
  }, 120_000);
  afterAll(() => whole?.close());

  test("finds, customer by customer, just what a run over everything finds about them", async () => {
    const compared = new Set<string>();
    // One warehouse for all of them, as live detection has it: what was planned over some rows serves for the next.
    const few = await openWarehouse({ threads: 1, keepsPlans: true });
    await createTables(few);
    await loadBaseline(few, relations);
    const parties = await readParties(few, detectors);
    const loader = await openRowLoader(few);
    const beside = await few.beside();
    await buildFacts(few, run.asOf, shape, "first");
    await fc.assert(
      fc.asyncProperty(fc.subarray(customers, { maxLength: 25 }), async (some) => {
        const asked = together(parties, some);
        const near = await neighbourhoodOf(asked, find);
        await loader.lay([...near.keys()].flatMap((id) => rows.get(id) ?? []));
        await buildFacts(few, run.asOf, shape, "again");
        const options = { run, params, customers: new Set(asked), mostP: 1, beside };
        const { findings, failed } = await runLocal(few, detectors, options);
        expect(failed).toEqual(new Map());
        const expected = detection.findings.filter((finding) => isAbout(finding, asked));
        for (const { detector } of expected) compared.add(detector);
        expect(told(findings)).toEqual(told(expected));
      }),
      // None at first: a plan that was made over no rows must not have it that there never are any.
      {
        numRuns: 10,
        seed: 7,
        examples: [[[]], [[]], [["CX3"]], [customers.slice(0, 2)], [customers], [customers]],
      },
    );
    few.close();
    // What nothing was found by was not compared: the company has enough of these.
    expect([...compared].sort()).toMatchSnapshot();
  }, 240_000);

  test("asks by recent rows for every customer about whom a new row brings something to light", async () => {
    const few = await openWarehouse({ threads: 1, keepsPlans: true });
    await createTables(few);
    await loadBaseline(few, relations);
    const parties = await readParties(few, detectors);
    const loader = await openRowLoader(few);
    await buildFacts(few, run.asOf, shape, "first");
    const compared = new Set<string>();
    let spared = 0;
    const span = recentDays(detectors, params);
    // Two findings of each detector, as though what they rest on had come in last.
    const byDetector = Map.groupBy(detection.findings, ({ detector }) => detector);
    const dayOf = (id: number) => days.get(id) ?? days.get(headOf(rows.get(id), rows) ?? -1) ?? [];
    const newests = [...byDetector.values()].flatMap((found) =>
      found.slice(0, 2).flatMap(({ evidence }) => evidence.flatMap(dayOf).sort().at(-1) ?? []),
    );
    for (const newest of new Set(newests)) {
      const isNew = new Set(
        [...days].flatMap(([id, day]) => (day > daysBefore(newest, span) && day <= newest ? [id] : [])),
      );
      const dated = (await find(customers.map((id) => `customer:${id}`))).filter(({ id }) => isNew.has(id));
      // Lines have the day of their document.
      const lines = (await find(dated.map(({ kind, key }) => `${kind}:${key}`))).filter(
        ({ id }) => !days.has(id),
      );
      for (const { id } of lines) isNew.add(id);
      const touched = [...dated, ...lines];
      const asked = together(parties, await customersOf(touched, find));
      const near = await recentOf(touched, asked, daysBefore(newest, 2 * span), find);
      const laid = [...near.keys()].flatMap((id) => rows.get(id) ?? []);
      await loader.lay(laid.map((row) => (isNew.has(row.id) ? { ...row, id: row.id + restingOn } : row)));
      await buildFacts(few, run.asOf, shape, "again");
      const options = { run, params, customers: new Set(asked), mostP: 1, restingOn };
      const { by, failed } = await suspectsOf(few, detectors, options);
      expect(failed).toEqual(new Map());
      const brought = detection.findings.filter(
        (finding) => isAbout(finding, asked) && finding.evidence.some((id) => isNew.has(id)),
      );
      for (const { detector } of brought) compared.add(detector);
      const missed = brought.filter(({ detector, customer = "" }) => !by.get(detector)?.has(customer));
      expect(missed.map(({ key }) => key)).toEqual([]);
      spared += asked.length - new Set([...by.values()].flatMap((some) => [...some])).size;
    }
    few.close();
    expect([...compared].sort()).toMatchSnapshot();
    // What spares nobody is no help.
    expect(spared).toBeGreaterThan(0);
  }, 240_000);
});

/** The order that a line belongs to. */
const headOf = (line: GivenRow | undefined, rows: ReadonlyMap<number, GivenRow>): number | undefined =>
  [...rows.values()].find(({ kind, fields }) => kind === "order" && fields.order_id === line?.fields.order_id)
    ?.id;

const restingOn = 100_000_000;
const byId = new Map(all.map((detector) => [detector.id, detector]));

function isAbout({ detector, key, subject, customer }: Finding, customers: readonly string[]): boolean {
  const one = byId.get(detector);
  return one !== undefined && isTold(one, key, subject.kind) && customers.includes(customer ?? "");
}

/** All that is said; the false discovery control is a matter of the whole. */
const told = (findings: readonly Finding[]) =>
  findings.map(({ qValue: _, ...said }) => said).sort((a, b) => (a.key < b.key ? -1 : 1));

/** The rows of a warehouse by their ids, and how they lead to each other: what the store's indexes answer. */
async function linksOf(
  warehouse: Warehouse,
  rows: Map<number, GivenRow>,
  days: Map<number, string>,
): Promise<FindRows> {
  const links = new Map<string, LinkedRow[]>();
  for (const kind of kinds) {
    const fields = fieldsOf(kind).map(([name]) => name);
    const texts = fields.map((name) => sql`CAST(${sql.ref(name)} AS VARCHAR) AS ${sql.ref(name)}`);
    for (const { rid: id, ...given } of await warehouse.all<Record<string, string> & { rid: string }>(
      sql`SELECT CAST(rid AS VARCHAR) AS rid, ${sql.join(texts)} FROM ${sql.table(kind.table)}`,
    )) {
      const said = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
      rows.set(Number(id), { id: Number(id), kind: kind.name, batch: 0, row: Number(id), fields: said });
      const time = fieldsOf(kind).find(
        ([name, { type }]) => (type === "time" || type === "date") && said[name],
      );
      if (time) days.set(Number(id), (said[time[0]] ?? "").slice(0, 10));
      const refs = ["customer", "order", "invoice", "contract"].flatMap((other) => {
        const key = other === kind.name ? undefined : said[`${other}_id`];
        return key === undefined ? [] : [`${other}:${key}`];
      });
      const key = said[kind.key[0] ?? ""] ?? "";
      const row = { id: Number(id), kind: kind.name, key, refs, subject: said.subject_id };
      const subjects = ["customer", "order", "invoice", "contract"].map((other) => `${other}:${row.subject}`);
      for (const one of [`${kind.name}:${key}`, ...refs, ...(row.subject === undefined ? [] : subjects)])
        links.set(one, [...(links.get(one) ?? []), row]);
    }
  }
  return async (asked, since = "") =>
    asked.flatMap((one) =>
      (links.get(one) ?? []).filter(
        (row) => `${row.kind}:${row.key}` === one || (days.get(row.id) ?? "") >= since,
      ),
    );
}
