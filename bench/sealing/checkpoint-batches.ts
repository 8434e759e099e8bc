import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { edgeRoot, openDisk, openTileFolder, signCheckpoint } from "../../src/ledger/index.ts";
import { generateSignerKey, noteSigner, parseSignerKey } from "../../src/ledger/note/signer.ts";
import { openCheckpointStore } from "../../src/ledger/sealing/checkpoint-store.ts";
import { grow, noGrowth } from "../../src/ledger/sealing/grow.ts";
import type { Result } from "../result.ts";
import { entriesFrom } from "./house-entries.ts";
import { perSecond } from "./statistics.ts";

const sizes = [1, 32, 256, 1_024, 4_096];
const windowFor = 1_500; // milliseconds

/** Entries a second with a checkpoint a batch, as the sealer makes it: tiles flushed, signed, swapped, published. */
export async function benchCheckpointBatches(): Promise<Result[]> {
  const results: Result[] = [];
  for (const size of sizes) {
    const { entries, checkpoints } = await sealBatches(size);
    results.push({
      what: `a checkpoint for each batch of ${size.toLocaleString("en")}`,
      value: entries,
      unit: "/s",
      note: `${perSecond(checkpoints)} checkpoints`,
    });
  }
  return results;
}

async function sealBatches(size: number): Promise<{ entries: number; checkpoints: number }> {
  const folder = mkdtempSync(join(tmpdir(), "plumbline-bench-"));
  try {
    const disk = openDisk();
    const tiles = openTileFolder(join(folder, "ledger"), disk);
    const store = await openCheckpointStore(join(folder, "keys"), disk);
    const signer = noteSigner(parseSignerKey(generateSignerKey("bench.example/log")));
    let growth = noGrowth;
    let number = 0;
    const started = performance.now();
    for (; performance.now() - started < windowFor; number++) {
      const grown = grow(growth, entriesFrom(growth.edge.size, size));
      growth = grown.after;
      await tiles.write(grown.tiles);
      const { edge } = growth;
      const checkpoint = { origin: signer.name, size: edge.size, root: edgeRoot(edge) };
      const note = signCheckpoint(checkpoint, [signer]);
      if (!(await store.append(number, note))) throw new Error("Somebody else signs here.");
      await tiles.publish(note, () => true);
    }
    const took = (performance.now() - started) / 1_000;
    return { entries: growth.edge.size / took, checkpoints: number / took };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
