import { existsSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadDetectors, runDetectors } from "../detection/index.ts";
import {
  canonicalJson,
  createContextMaker,
  createLogger,
  type Database,
  type EventLog,
  openEventLog,
  openTestDatabase,
  openWarehouse,
  type Warehouse,
} from "../platform/index.ts";
import { buildFacts, fillWarehouse, importFiles } from "../records/index.ts";
import { scanFiles } from "./scan-files.ts";

const folder = new URL("../../../shared/data/sap-sales", import.meta.url).pathname;
const asOf = "2026-11-23";

describe.skipIf(!existsSync(folder))("sap-sales (skipped where ../shared is absent)", () => {
  let database: Database;
  let log: EventLog;
  let warehouse: Warehouse;
  beforeAll(async () => {
    database = await openTestDatabase();
    log = await openEventLog(database, createLogger({ level: "silent" }));
    warehouse = await openWarehouse({ memoryLimit: "2GB" });
  });
  afterAll(async () => {
    warehouse?.close();
    await log?.close();
    await database?.close();
  });

  test("gives the same findings through the store as straight from its files", {
    timeout: 300_000,
  }, async () => {
    const access = { require: () => undefined };
    const contexts = createContextMaker({ database, sink: log.sink, access });
    const context = () => contexts.contextFor({ kind: "system", id: "system:test" });
    await importFiles(
      database,
      { paths: [folder], source: "sap" },
      { signal: new AbortController().signal, context },
    );
    await fillWarehouse(database, warehouse);
    await buildFacts(warehouse, asOf);
    const stored = await runDetectors(warehouse, await loadDetectors(), {
      run: { asOf },
      falseDiscoveryRate: 0.05,
    });
    const { report } = await scanFiles({ paths: [folder], version: "", command: "", today: asOf, asOf });
    const told = (findings: typeof report.findings) =>
      findings
        .map(({ key, score, amount, subject }) => canonicalJson([key, score.toFixed(9), amount, subject]))
        .sort();
    expect(report.findings.length).toBeGreaterThan(0);
    expect(told(stored.findings)).toEqual(told(report.findings));
  });
});
