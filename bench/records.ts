import { createWriteStream, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { type Browser, openTestHouse, type TestHouse } from "../src/people/index.ts";
import {
  addRecordsRoutes,
  followRecords,
  importFiles,
  recordsPolicies,
  settingsPolicies,
} from "../src/records/index.ts";
import type { Result } from "./result.ts";

const orders = 1_000_000;
const limit = { most: 200 };

/** A million orders of seven thousand customers and five hundred sellers over two years. */
function* lines(): Generator<string> {
  yield "订单号,客户编号,客户名称,业务员,下单日期,金额\n";
  for (let from = 0; from < orders; from += 1_000) {
    const rows = Array.from({ length: 1_000 }, (_, n) => {
      const i = from + n;
      const customer = (i * 7_919) % 7_000;
      const day = new Date(Date.UTC(2024, 0, 1 + (i % 730))).toISOString().slice(0, 10);
      const amount = 100 + ((i * 48_271) % 900_000);
      return `SO-${i},C${customer},上海第${customer}贸易有限公司,E${i % 500},${day},${amount}.50\n`;
    });
    yield rows.join("");
  }
}

/** What lists and searches cost at the API with as many records as a large company has in some years. */
export async function benchRecords(): Promise<Result[]> {
  const folder = mkdtempSync(join(tmpdir(), "plumbline-bench-"));
  const house = await openTestHouse({
    rooms: [recordsPolicies, settingsPolicies],
    addRoutes: async (http, parts) => {
      await addRecordsRoutes(http, parts);
      followRecords(parts);
    },
  });
  try {
    const file = join(folder, "orders.csv");
    await pipeline(lines, createWriteStream(file));
    const imported = await fill(house, file);
    const auditor = await house.signedIn(["auditor"], "A-1");
    const seller = await house.signedIn(["salesperson"], "E7");
    return [...imported, ...(await lists(auditor, seller))];
  } finally {
    await house.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function fill({ database, contexts, parts }: TestHouse, file: string): Promise<Result[]> {
  const context = () => contexts.contextFor({ kind: "system", id: "system:bench" });
  const started = performance.now();
  await importFiles(
    database,
    { paths: [file], source: "bench" },
    { signal: new AbortController().signal, context },
  );
  const imported = performance.now();
  await parts.events.settled();
  const listed = performance.now();
  return [
    { what: "1,000,000 orders: import", value: (imported - started) / 1_000, unit: "s" },
    { what: "1,000,000 orders: until they are listed", value: (listed - imported) / 1_000, unit: "s" },
  ];
}

const any = (below: number) => Math.floor(Math.random() * below);

async function lists(auditor: Browser, seller: Browser): Promise<Result[]> {
  const deep = await pageAt(auditor, 100);
  const asked: readonly (readonly [string, Browser, () => string])[] = [
    ["first page", auditor, () => "/api/records/order"],
    ["first page of a seller's own", seller, () => "/api/records/order"],
    ["of one customer", auditor, () => `/api/records/order?filter=customer_id:is:C${any(7_000)}`],
    ["of one month", auditor, () => `/api/records/order?filter=ordered_at:from:2024-0${1 + any(9)}-01`],
    [
      "search for a name",
      auditor,
      () => `/api/records/order?search=${encodeURIComponent(`第${any(7_000)}贸易`)}`,
    ],
    ["search for a number", auditor, () => `/api/records/order?search=SO-${any(orders)}`],
    ["search in all kinds", auditor, () => `/api/search?q=${encodeURIComponent(`第${any(7_000)}贸易`)}`],
    ["search that finds nothing", auditor, () => "/api/records/order?search=nothingofthisname"],
    ["sorted by number", auditor, () => "/api/records/order?sort=key"],
    ["page 100", auditor, () => deep],
  ];
  const results: Result[] = [];
  for (const [what, browser, path] of asked) {
    results.push({
      what: `1,000,000 orders: ${what}, p95`,
      value: await p95(browser, path),
      unit: "ms",
      limit,
    });
  }
  return results;
}

/** What was just written is read some times before it counts: the first reading pays for the writing. */
async function p95(browser: Browser, path: () => string): Promise<number> {
  const times: number[] = [];
  for (let n = 0; n < 45; n++) {
    const from = performance.now();
    const { status, body } = await browser.send("GET", path());
    if (status !== 200) throw new Error(`${path()}: ${status} ${JSON.stringify(body)}`);
    if (n >= 5) times.push(performance.now() - from);
  }
  return times.sort((a, b) => a - b)[37] ?? 0;
}

async function pageAt(browser: Browser, page: number): Promise<string> {
  let path = "/api/records/order";
  for (let n = 1; n < page; n++) {
    const { body } = await browser.send("GET", path);
    path = `/api/records/order?after=${encodeURIComponent(body.next)}`;
  }
  return path;
}
