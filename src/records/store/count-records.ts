import { type Reader, sql } from "../../platform/index.ts";
import { kinds } from "../kinds/kinds.ts";

export interface RecordCount {
  readonly kind: string;
  /** Every version of every record, tombstones among them. */
  readonly versions: number;
  /** Records that are there now. */
  readonly records: number;
  /** Records that their source has no more. */
  readonly gone: number;
}

/** The kinds that have any record, in the order in which pages list them. Reads no version. */
export async function countRecords(db: Reader): Promise<RecordCount[]> {
  const rows = await db
    .selectFrom("import_count")
    .innerJoin("import_batch", "import_batch.id", "import_count.batch")
    .where("import_batch.state", "=", "committed")
    .groupBy("kind")
    .select([
      "kind",
      sql<bigint>`sum(added + changed + gone + returned)::bigint`.as("versions"),
      sql<bigint>`sum(added + returned - gone)::bigint`.as("records"),
      sql<bigint>`sum(gone - returned)::bigint`.as("gone"),
    ])
    .execute();
  const erased = await db
    .selectFrom("record_expiry")
    .groupBy("kind")
    .select([
      "kind",
      sql<bigint>`sum(records)::bigint`.as("records"),
      sql<bigint>`sum(gone)::bigint`.as("gone"),
    ])
    .execute();
  const less = new Map(erased.map(({ kind, ...counts }) => [kind, counts]));
  return kinds.flatMap(({ name }) =>
    rows
      .filter(({ kind, versions }) => kind === name && versions > 0n)
      .map(({ kind, versions, records, gone }) => ({
        kind,
        versions: Number(versions),
        records: Number(records - (less.get(kind)?.records ?? 0n)),
        gone: Number(gone - (less.get(kind)?.gone ?? 0n)),
      })),
  );
}
