import {
  type Detector,
  digestOfBaseline,
  loadBaseline,
  loadDetectors,
  localDetectors,
  runLocal,
  together,
} from "../../detection/index.ts";
import { type Database, openWarehouse, sql, type Warehouse } from "../../platform/index.ts";
import {
  buildFacts,
  createTables,
  dropFacts,
  emptyTables,
  type GivenRow,
  insertRows,
} from "../../records/index.ts";
import { type Baseline, newestBaseline, relationsOf } from "../runs/stage-baseline.ts";

/** A small warehouse with the newest baseline in it, on which a few customers are judged at a time. */
export interface LiveBench {
  readonly baseline: Baseline;
  readonly warehouse: Warehouse;
  /** All of them; those that judge here are `local`. */
  readonly detectors: readonly Detector[];
  readonly local: readonly Detector[];
  /** Those given, and whoever is judged as one with any of them. */
  together(customers: readonly string[]): Promise<string[]>;
  /** Puts these rows in the place of those before; facts are built of them then. */
  lay(rows: readonly GivenRow[]): Promise<void>;
  /** Builds the facts as of a day. */
  build(asOf: string): Promise<void>;
  judge(
    customers: readonly string[],
    options: { readonly asOf: string; readonly fiscalYearStart: number; readonly only?: readonly Detector[] },
  ): ReturnType<typeof runLocal>;
  close(): void;
}

/** `undefined` while there is no baseline. One thread: slices are small, and the server has other work. */
export async function openBench({ reader }: Pick<Database, "reader">): Promise<LiveBench | undefined> {
  const baseline = await newestBaseline(reader);
  if (!baseline) return undefined;
  const detectors = await loadDetectors();
  const local = localDetectors(detectors, baseline.ran);
  const warehouse = await openWarehouse({ threads: 1, memoryLimit: "1GB" });
  try {
    // On a few rows planning is what costs: this rule alone doubles the time of the largest query, for nothing.
    await warehouse.run(sql`SET disabled_optimizers = 'cte_filter_pusher'`);
    await createTables(warehouse);
    const relations = await relationsOf(reader, baseline.run);
    if (digestOfBaseline(relations) !== baseline.digest)
      throw new Error(`Baseline ${baseline.number} is not what its run sealed.`);
    await loadBaseline(warehouse, relations);
  } catch (error) {
    warehouse.close();
    throw error;
  }
  let laid: ReadonlySet<string> = new Set();
  return {
    baseline,
    warehouse,
    detectors,
    local,
    together: (customers) => together(warehouse, local, customers),
    async lay(rows) {
      await emptyTables(warehouse, laid);
      laid = new Set(rows.map(({ kind }) => kind));
      await insertRows(warehouse, rows);
    },
    async build(asOf) {
      await dropFacts(warehouse);
      await buildFacts(warehouse, asOf, baseline.shape);
    },
    judge: (customers, { asOf, fiscalYearStart, only = local }) =>
      runLocal(warehouse, only, {
        run: { asOf, fiscalYearStart },
        params: baseline.params,
        customers: new Set(customers),
        mostP: baseline.mostP,
      }),
    close: () => warehouse.close(),
  };
}
