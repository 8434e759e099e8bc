import { hash } from "node:crypto";
import { appendLeaves, edgeRoot, emptyEdge, hashLeaves } from "../../src/ledger/index.ts";
import { grow, noGrowth } from "../../src/ledger/sealing/grow.ts";
import type { Result } from "../result.ts";
import { entriesFrom } from "./house-entries.ts";
import { median, perSecond } from "./statistics.ts";

const count = 131_072;
const batch = 4_096;
const runs = 5;

/**
 * From entries to leaf hashes, tiles, edges and the root, in batches, against the same SHA-256 calls alone: one a
 * leaf over 0x00 and the entry, one a node over 65 bytes, by the fastest call that Node has.
 */
export async function benchTree(): Promise<Result[]> {
  const entries = entriesFrom(0, count);
  const leaves = entries.map((entry) => Buffer.concat([Buffer.of(0), entry]));
  const node = Buffer.alloc(65, 1);
  const raw = () => {
    for (const leaf of leaves) hash("sha256", leaf, "binary");
    for (let i = 1; i < count; i++) hash("sha256", node, "binary");
  };
  const build = () => {
    let edge = emptyEdge;
    for (let at = 0; at < count; at += batch) {
      edge = appendLeaves(edge, hashLeaves(entries.slice(at, at + batch))).edge;
      edgeRoot(edge);
    }
  };
  const seal = () => {
    let growth = noGrowth;
    for (let at = 0; at < count; at += batch) growth = grow(growth, entries.slice(at, at + batch)).after;
  };
  const times = { raw: [] as number[], built: [] as number[], sealed: [] as number[] };
  for (let run = 0; run <= runs; run++) {
    const measured = { raw: time(raw), built: time(build), sealed: time(seal) };
    if (run === 0) continue;
    for (const what of ["raw", "built", "sealed"] as const) times[what].push(measured[what]);
  }
  const ratio = (of: readonly number[]) => median(of.map((one, i) => (times.raw[i] ?? 0) / one));
  const rate = (of: readonly number[]) => perSecond(count / median(of));
  return [
    {
      what: "tree of 131,072 entries ÷ the hashing alone",
      value: ratio(times.built),
      unit: "×",
      limit: { least: 0.5 },
      note: `${rate(times.built)} entries of ${rate(times.raw)}, ${entries[0]?.length} bytes each`,
    },
    {
      what: "the same with the bundles of entries",
      value: ratio(times.sealed),
      unit: "×",
      note: `${rate(times.sealed)} entries`,
    },
  ];
}

function time(work: () => void): number {
  const started = performance.now();
  work();
  return (performance.now() - started) / 1_000;
}
