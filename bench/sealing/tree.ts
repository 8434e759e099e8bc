import { hash } from "node:crypto";
import { grow, noGrowth } from "../../src/ledger/sealing/grow.ts";
import type { Result } from "../result.ts";
import { entriesFrom } from "./house-entries.ts";
import { median, perSecond } from "./statistics.ts";

const count = 131_072;
const batch = 4_096;
const runs = 5;

/**
 * From entries to bundles, tiles and edges in batches, as the sealer does, against the same SHA-256 calls alone: one a
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
    let growth = noGrowth;
    for (let at = 0; at < count; at += batch) growth = grow(growth, entries.slice(at, at + batch)).after;
  };
  const times = { raw: [] as number[], built: [] as number[] };
  for (let run = 0; run <= runs; run++) {
    const [first, second] = [time(raw), time(build)];
    if (run === 0) continue;
    times.raw.push(first);
    times.built.push(second);
  }
  const ratios = times.built.map((built, i) => (times.raw[i] ?? 0) / built);
  const [fastest, built] = [count / median(times.raw), count / median(times.built)];
  return [
    {
      what: "tree of 131,072 entries ÷ the hashing alone",
      value: median(ratios),
      unit: "×",
      limit: { least: 0.5 },
      note: `${perSecond(built)} entries of ${perSecond(fastest)}, ${entries[0]?.length} bytes each`,
    },
  ];
}

function time(work: () => void): number {
  const started = performance.now();
  work();
  return (performance.now() - started) / 1_000;
}
