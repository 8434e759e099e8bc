import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { sql, type Warehouse, withTemporaryFolder } from "../platform/index.ts";
import type { Detector } from "./define-detector.ts";
import { baselineTable } from "./locality.ts";

/** What one detector read of everybody in a whole run: a relation as a Parquet file. */
export interface Relation {
  readonly detector: string;
  readonly name: string;
  readonly content: Buffer;
}

/** The relations that a whole run has left in its warehouse; of detectors that did not run there are none. */
export function saveBaseline(warehouse: Warehouse, detectors: readonly Detector[]): Promise<Relation[]> {
  return inFolder(async (file) => {
    const relations: Relation[] = [];
    for (const { id, locality } of detectors) {
      if (locality.unit === "all") continue;
      for (const name of Object.keys(locality.baseline ?? {})) {
        const table = sql.ref(baselineTable(id, name));
        await warehouse.run(sql`COPY (FROM ${table}) TO ${sql.lit(file)} (FORMAT parquet)`);
        relations.push({ detector: id, name, content: await readFile(file) });
      }
    }
    return relations;
  });
}

export function loadBaseline(warehouse: Warehouse, relations: readonly Relation[]): Promise<void> {
  return inFolder(async (file) => {
    for (const { detector, name, content } of relations) {
      await writeFile(file, content);
      const table = sql.ref(baselineTable(detector, name));
      await warehouse.run(sql`CREATE OR REPLACE TABLE ${table} AS FROM read_parquet(${sql.lit(file)})`);
    }
  });
}

/** SHA-256 over all of it, in whatever order it is given; hex. */
export function digestOfBaseline(relations: readonly Relation[]): string {
  const lines = relations.map(
    ({ detector, name, content }) =>
      `${detector} ${name} ${createHash("sha256").update(content).digest("hex")}\n`,
  );
  return createHash("sha256").update(lines.sort().join("")).digest("hex");
}

const inFolder = <Result>(work: (file: string) => Promise<Result>) =>
  withTemporaryFolder("plumbline-baseline-", (folder) => work(join(folder, "relation.parquet")));
