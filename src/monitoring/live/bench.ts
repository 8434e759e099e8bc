import {
  awakeDetectors,
  companionsOf,
  type Detector,
  digestOfBaseline,
  loadBaseline,
  loadDetectors,
  localDetectors,
  type Party,
  readParties,
  recentDays,
  runLocal,
  suspectsOf,
  together,
} from "../../detection/index.ts";
import { type Database, openWarehouse, sql, type Warehouse } from "../../platform/index.ts";
import {
  buildFacts,
  createTables,
  dropFacts,
  type GivenRow,
  openRowLoader,
  type RowLoader,
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
  together(customers: readonly string[]): string[];
  /** Each of those given, with whoever is judged as one with it. */
  companionsOf(customers: readonly string[]): ReturnType<typeof companionsOf>;
  /** Puts these rows in the place of those before; facts are built of them then. */
  lay(rows: readonly GivenRow[]): Promise<void>;
  /** The last day that counts: of these rows, of the baseline, or of what was judged here before. */
  asOf(latest: string): string;
  /** Builds the facts as of a day; only the tables that are wanted, if these are told. */
  build(asOf: string, wanted?: ReadonlySet<string>): Promise<void>;
  judge(customers: readonly string[], options: JudgingOptions): ReturnType<typeof runLocal>;
  /** Days around a new row that have to be laid for `suspects`. */
  readonly recentDays: number;
  /** Of these customers, told from recent rows, those whom a new row may bring something to light about. */
  suspects(
    customers: readonly string[],
    options: JudgingOptions & { readonly restingOn: number },
  ): ReturnType<typeof suspectsOf>;
  /** Whether so much is left behind of what it held that a fresh one should take its place. */
  isWornOut(): Promise<boolean>;
  close(): void;
}

const megabyte = 1_000_000;
/** After so many rows the room of those that were taken away is given back, which takes some 25 ms. */
const rowsBetween = 100_000;
const memoryLimit = 1_000 * megabyte;

interface JudgingOptions {
  readonly asOf: string;
  readonly fiscalYearStart: number;
  readonly only?: readonly Detector[];
  readonly restingOn?: number;
}

/** `undefined` while there is no baseline. One thread: slices are small, and the server has other work. */
export async function openBench({ reader }: Pick<Database, "reader">): Promise<LiveBench | undefined> {
  const baseline = await newestBaseline(reader);
  if (!baseline) return undefined;
  const detectors = await loadDetectors();
  let local: readonly Detector[];
  let parties: readonly Party[];
  let loader: RowLoader;
  let beside: Awaited<ReturnType<Warehouse["beside"]>>;
  const warehouse = await openWarehouse({
    threads: 1,
    memoryLimit: `${memoryLimit / megabyte}MB`,
    keepsPlans: true,
  });
  try {
    await createTables(warehouse);
    const relations = await relationsOf(reader, baseline.run);
    if (digestOfBaseline(relations) !== baseline.digest)
      throw new Error(`Baseline ${baseline.number} is not what its run sealed.`);
    await loadBaseline(warehouse, relations);
    local = await awakeDetectors(warehouse, localDetectors(detectors, baseline.ran), baseline.params);
    parties = await readParties(warehouse, local);
    loader = await openRowLoader(warehouse);
    beside = await warehouse.beside();
  } catch (error) {
    warehouse.close();
    throw error;
  }
  let builtAsOf: string | undefined;
  let laid = 0;
  const localOptions = (customers: readonly string[], { asOf, fiscalYearStart }: JudgingOptions) => ({
    run: { asOf, fiscalYearStart },
    params: baseline.params,
    customers: new Set(customers),
    mostP: baseline.mostP,
    beside,
  });
  return {
    baseline,
    warehouse,
    detectors,
    local,
    together: (customers) => together(parties, customers),
    companionsOf: (customers) => companionsOf(parties, customers),
    async lay(rows) {
      laid += rows.length;
      if (laid > rowsBetween) {
        laid = 0;
        await warehouse.run(sql`CHECKPOINT`);
      }
      await loader.lay(rows);
    },
    // Facts of another day are built anew, which takes as long as a slice; days only go on.
    asOf: (latest) => [latest, baseline.asOf, builtAsOf ?? latest].sort().at(-1) ?? latest,
    async build(asOf, wanted) {
      if (asOf === builtAsOf) await buildFacts(warehouse, asOf, baseline.shape, "again", wanted);
      else {
        builtAsOf = undefined;
        await dropFacts(warehouse);
        await buildFacts(warehouse, asOf, baseline.shape, "first");
        builtAsOf = asOf;
      }
    },
    judge: (customers, options) =>
      runLocal(warehouse, options.only ?? local, {
        ...localOptions(customers, options),
        ...(options.restingOn === undefined ? {} : { restingOn: options.restingOn }),
      }),
    recentDays: recentDays(local, baseline.params),
    suspects: (customers, options) =>
      suspectsOf(warehouse, options.only ?? local, {
        ...localOptions(customers, options),
        restingOn: options.restingOn,
      }),
    async isWornOut() {
      const used = await warehouse.first<{ bytes: number }>(
        sql`SELECT CAST(sum(memory_usage_bytes) AS BIGINT) AS bytes FROM duckdb_memory()`,
      );
      return Number(used?.bytes) > memoryLimit / 2;
    },
    close: () => warehouse.close(),
  };
}
