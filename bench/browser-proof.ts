import { randomFillSync } from "node:crypto";
import { join } from "node:path";
import { build } from "vite";
import {
  appendLeaves,
  buildHashTree,
  edgeRoot,
  emptyEdge,
  formatEvidence,
  formatVerifierKey,
  generateSignerKey,
  hashLeaf,
  hashLeaves,
  noteSigner,
  parseSignerKey,
  proveInclusion,
  signCheckpoint,
  tileNodes,
  tilePath,
  verifierOf,
} from "../src/ledger/index.ts";
import type * as library from "../src/ledger/library.ts";
import { canonicalJson, sealRow } from "../src/platform/index.ts";
import { chromiumPath, openChromium } from "../tools/chromium.ts";
import { browserTwins } from "../web/browser-twins.ts";
import type { Result } from "./result.ts";

declare const ledger: typeof library;

const entries = 1_000_000;
const rows = 10_000;
const rounds = 200;
const limit = { most: 100 };

/**
 * Evidence of one version of an order, from the text of the file to the log's key, verified in a real browser as the
 * pages do it: one row of a batch of 10,000, one entry of a log of a million.
 */
export async function benchBrowserProof(): Promise<Result[]> {
  if (chromiumPath === undefined) {
    process.stderr.write("browser proof: left out, for there is no browser\n");
    return [];
  }
  const { evidence, key } = await makeEvidence();
  const browser = await openChromium();
  try {
    const page = await browser.newPage();
    await page.addScriptTag({ content: await bundle() });
    const times = await page.evaluate(verifyOften, { evidence, key, rounds });
    const [first = 0, ...later] = times;
    const sorted = later.toSorted((a, b) => a - b);
    const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
    const note = `${(evidence.length / 1024).toFixed(1)} KB of evidence`;
    return [
      { what: "a proof checked in the browser, the first", value: first, unit: "ms", limit, note },
      { what: "a proof checked in the browser, p50", value: at(0.5), unit: "ms", limit },
      { what: "a proof checked in the browser, p95", value: at(0.95), unit: "ms", limit },
    ];
  } finally {
    await browser.close();
  }
}

/** In the page. */
function verifyOften({ evidence, key, rounds }: { evidence: string; key: string; rounds: number }): number[] {
  const bytes = new TextEncoder().encode(evidence);
  return Array.from({ length: rounds }, () => {
    const begun = performance.now();
    const policy = {
      logs: [{ verifier: ledger.parseVerifierKey(key) }],
      witnesses: [],
      groups: [],
      quorum: "none",
    };
    if (ledger.verifyEvidence(bytes, policy).items.length !== 1) throw new Error("Nothing was proved.");
    return performance.now() - begun;
  });
}

async function makeEvidence(): Promise<{ readonly evidence: string; readonly key: string }> {
  const row = sealRow({ kind: "order", common: order, personal: { "fields.note": "加急", reason: "更正" } });
  const place = 4_321;
  const leaves = randomFillSync(new Uint8Array(rows * 32));
  leaves.set(hashLeaf(Buffer.from(row.leaf)), place * 32);
  const batch = buildHashTree(leaves);
  const index = 654_321;
  const text = canonicalJson({
    form: "entry/1",
    id: "7d0f5f0e-3c1e-4c38-9d0b-0f6d4f3a2b1c",
    index,
    time: new Date(0),
    type: "records.imported",
    actor: "system:bench",
    subject: "batch:1",
    seals: { root: Buffer.from(batch.root).toString("hex"), versions: rows },
  });
  const log = await makeLog(index, Buffer.from(text));
  const base64 = (hashes: readonly Uint8Array[]) =>
    hashes.map((hash) => Buffer.from(hash).toString("base64"));
  const { salt, value } = row.common;
  const common = { salt: salt.toString("hex"), value };
  const evidence = formatEvidence({
    content: { items: [{ item: "row", entry: String(index), leaf: row.leaf, common }] },
    entries: {
      [index]: { text, paths: [{ checkpoint: "0", index: String(index), path: base64(log.path) }] },
    },
    trees: { 0: { index: String(place), path: base64(batch.inclusionProof(place)) } },
    checkpoints: [{ note: log.note }],
    keys: [log.key],
  });
  return { evidence: Buffer.from(evidence).toString("utf8"), key: log.key };
}

async function makeLog(index: number, entry: Uint8Array) {
  const leaves = randomFillSync(new Uint8Array(entries * 32));
  leaves.set(hashLeaves([entry]), index * 32);
  const { edge, tiles } = appendLeaves(emptyEdge, leaves);
  const files = new Map(tiles.map(({ tile, bytes }) => [tilePath(tile), bytes]));
  const readTile = async (tile: Parameters<typeof tilePath>[0]) =>
    files.get(tilePath(tile)) ?? new Uint8Array(0);
  const signer = parseSignerKey(generateSignerKey("bench.example/log"));
  const checkpoint = { origin: signer.name, size: edge.size, root: edgeRoot(edge) };
  return {
    path: await proveInclusion(index, entries, tileNodes(entries, readTile)),
    note: Buffer.from(signCheckpoint(checkpoint, [noteSigner(signer)])).toString("utf8"),
    key: formatVerifierKey(verifierOf(signer)),
  };
}

/** The library as the pages have it. */
async function bundle(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: "silent",
    plugins: [browserTwins()],
    build: {
      write: false,
      lib: {
        entry: join(import.meta.dirname, "../src/ledger/library.ts"),
        name: "ledger",
        formats: ["iife"],
      },
    },
  });
  const [script] = [built].flat().flatMap((one) => ("output" in one ? one.output : []));
  if (script?.type !== "chunk") throw new Error("The library was not built into one script.");
  return script.code;
}

const order = {
  record: "458f24d0-77b9-7701-a5e8-054aa28ce87e",
  version: 1,
  source: "erp",
  key: "SO-2026-004321",
  occurrence: 1,
  observedAt: new Date(0),
  gone: false,
  fields: {
    order_id: "SO-2026-004321",
    ordered_at: "2026-03-31",
    customer_id: "C-1042",
    customer_name: "内蒙古敕勒川生态农牧业综合开发集团有限责任公司",
    seller_id: "E-117",
    gross: "11300000",
    net: "10000000",
    tax: "1300000",
    currency: "CNY",
    status: "delivered",
  },
  own: Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`来源列${i}`, `内容 ${i}`])),
};
