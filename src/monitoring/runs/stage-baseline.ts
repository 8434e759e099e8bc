import { z } from "zod";
import {
  type Detection,
  type Detector,
  digestOfBaseline,
  type Population,
  type Relation,
  saveBaseline,
} from "../../detection/index.ts";
import { type Database, type Reader, sql, type Warehouse } from "../../platform/index.ts";
import { type FactShape, factShape } from "../../records/index.ts";

const numbers = z.record(z.string(), z.number());

interface Run {
  readonly run: string;
  readonly shape: FactShape;
  readonly detectors: readonly Detector[];
  readonly detection: Detection;
  readonly population: Population;
}

/** Keeps what the run read of everybody; it gets its number when the run is committed. Gives its digest. */
export async function stageBaseline(
  { writer }: Pick<Database, "writer">,
  warehouse: Warehouse,
  { run, shape, detectors, detection, population }: Run,
): Promise<string> {
  const ran = new Set(detection.runs.flatMap(({ id, state }) => (state === "ran" ? [id] : [])));
  const relations = await saveBaseline(
    warehouse,
    detectors.filter(({ id }) => ran.has(id)),
  );
  const kept = detection.findings.flatMap(({ pValue }) => pValue ?? []);
  const digest = digestOfBaseline(relations);
  await discardUnnumbered({ writer });
  await writer
    .insertInto("detection_baseline")
    .values({
      run,
      number: null,
      shape: JSON.stringify(shape),
      typical_amounts: JSON.stringify([...population.typicalAmounts]),
      most_p: kept.reduce((most, p) => Math.max(most, p), 0),
      digest,
    })
    .execute();
  for (const relation of relations)
    await writer
      .insertInto("baseline_relation")
      .values({ run, ...relation })
      .execute();
  return digest;
}

/** Runs go one at a time: what has no number was left by one that broke. */
async function discardUnnumbered({ writer }: Pick<Database, "writer">): Promise<void> {
  await writer.deleteFrom("detection_baseline").where("number", "is", null).execute();
}

/** A baseline as live detection reads it, with what its run went by. */
export interface Baseline {
  readonly number: bigint;
  readonly run: string;
  readonly asOf: string;
  readonly version: string;
  readonly params: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Numbers of the versions that detectors went by, where they did not go as they ship. */
  readonly rules: Readonly<Record<string, number>>;
  /** Detectors that ran. */
  readonly ran: ReadonlySet<string>;
  readonly shape: FactShape;
  readonly typicalAmounts: ReadonlyMap<string, number>;
  readonly mostP: number;
  readonly tests: bigint;
  readonly falseDiscoveryRate: number;
  readonly digest: string;
}

/** The newest; `undefined` where no whole run has been committed since baselines are kept, or its own was erased. */
export async function newestBaseline(db: Reader): Promise<Baseline | undefined> {
  const row = await db
    .selectFrom("detection_baseline as b")
    .innerJoin("detection_run as r", "r.id", "b.run")
    .select(["b.number", "b.run", "b.shape", "b.typical_amounts", "b.most_p", "b.digest"])
    .select(["r.as_of", "r.version", "r.detectors", "r.rules", "r.tests", "r.false_discovery_rate"])
    .where("r.state", "=", "committed")
    .where("b.number", "is not", null)
    .orderBy("b.number", "desc")
    .limit(1)
    .executeTakeFirst();
  if (!row || row.number === null) return undefined;
  const runs = row.detectors as readonly { id: string; state: string; params: Record<string, unknown> }[];
  return {
    number: row.number,
    run: row.run,
    asOf: row.as_of ?? "",
    version: row.version ?? "",
    params: Object.fromEntries(runs.map(({ id, params }) => [id, params])),
    rules: numbers.parse(row.rules ?? {}),
    ran: new Set(runs.flatMap(({ id, state }) => (state === "ran" ? [id] : []))),
    shape: factShape.parse(row.shape),
    typicalAmounts: new Map(row.typical_amounts as [string, number][]),
    mostP: row.most_p,
    digest: row.digest,
    tests: row.tests ?? 0n,
    falseDiscoveryRate: row.false_discovery_rate ?? 0,
  };
}

export async function relationsOf(db: Reader, run: string): Promise<Relation[]> {
  return db
    .selectFrom("baseline_relation")
    .select(["detector", "name", "content"])
    .where("run", "=", run)
    .orderBy(sql`detector, name`)
    .execute();
}
