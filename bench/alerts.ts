import { aFinding, openTestAlerts, type TestAlerts } from "../src/monitoring/alerts/test-alerts.ts";
import type { Browser } from "../src/people/index.ts";
import type { Result } from "./result.ts";

const alerts = 100_000;
const detectors = ["split-order", "duplicate-sale", "cut-off", "document-mismatch", "never-paid-customer"];
const schemes = ["splitting", "duplicate", "timing", "document-mismatch", "fictitious-sale"];

/** A hundred thousand alerts over five hundred sellers, each with five records. */
export function found(i: number) {
  const seller = `E${String(i % 500).padStart(3, "0")}`;
  const detector = detectors[i % 5] ?? "";
  const digits = String(i).padStart(12, "0");
  const evidence = Array.from({ length: 5 }, (_, n) => ({
    record: `00000000-0000-4000-800${n}-${digits}`,
    version: 1,
    kind: "order",
    key: `SO-${i}-${n}`,
  }));
  return aFinding(`${detector}:${i}`, {
    subjects: [seller],
    detector,
    scheme: schemes[i % 5] ?? "",
    severity: 1 + (i % 3),
    subject: { kind: "order", id: `SO-${i}` },
    seller: { id: seller, name: `销售员${i % 500}` },
    customer: { id: `C${i % 7_000}`, name: `上海第${i % 7_000}贸易有限公司` },
    score: 0.5 + ((i * 7919) % 5_000) / 10_000,
    weight: 0.3 + ((i * 104_729) % 70_000) / 100_000,
    amount: String(1_000_00 + ((i * 48_271) % 90_000_000)),
    sentence: {
      zh: `销售员 ${seller} 在 7 天内与客户 C${i % 7_000} 签下 3 张单据，每张都低于审批限额 ¥50,000.00，合计 ¥120,000.00。`,
      en: `3 documents by seller ${seller} with customer C${i % 7_000} within 7 days, each below the approval limit of ¥50,000.00, add up to ¥120,000.00.`,
    },
    evidence,
    evidenceTotal: 5,
  });
}

/** What lists cost at the API, every request with its event, when there are as many alerts as nobody should have. */
export async function benchAlerts(): Promise<Result[]> {
  const house = await openTestAlerts();
  try {
    const auditor = await house.signedIn(["auditor"], "E900");
    const all = Array.from({ length: alerts }, (_, i) => found(i));
    const started = performance.now();
    await house.find(...all);
    const committed = (performance.now() - started) / 1_000;
    return [
      { what: "100,000 alerts: staged, committed, listed", value: committed, unit: "s" },
      ...(await lists(house, auditor)),
    ];
  } finally {
    await house.close();
  }
}

async function lists(house: TestAlerts, auditor: Browser): Promise<Result[]> {
  const { rows } = (await auditor.send("GET", "/api/alerts")).body;
  const urls: Readonly<Record<string, () => string>> = {
    "first page": () => "/api/alerts",
    "open, one scheme, by amount": () => "/api/alerts?status=open&scheme=timing&sort=amount",
    "of one seller": () => `/api/alerts?seller=E${Math.floor(100 + Math.random() * 399)}`,
    "of one record": () => "/api/alerts?record=00000000-0000-4000-8002-000000012345",
    "search for a name": () =>
      `/api/alerts?q=${encodeURIComponent(`第${Math.floor(Math.random() * 7_000)}贸易`)}`,
    "search that finds nothing": () => "/api/alerts?q=nothing-of-this-name",
    "counts for the facets": () => "/api/alerts/counts",
    "page of one alert": () => `/api/alerts/${rows[Math.floor(Math.random() * rows.length)].id}`,
  };
  const results: Result[] = [];
  for (const [what, url] of Object.entries(urls)) {
    const times: number[] = [];
    // What was just written is read once before it counts: the first reading pays for the writing.
    for (let n = 0; n < 5; n++) await auditor.send("GET", url());
    for (let n = 0; n < 40; n++) {
      const from = performance.now();
      const { status } = await auditor.send("GET", url());
      if (status !== 200) throw new Error(`${what}: ${status}`);
      times.push(performance.now() - from);
    }
    times.sort((a, b) => a - b);
    const limit = { most: 200 };
    results.push({ what: `100,000 alerts: ${what}, p95`, value: times[37] ?? 0, unit: "ms", limit });
  }
  await house.events.settled();
  return results;
}
