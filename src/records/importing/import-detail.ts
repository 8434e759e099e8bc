import { z } from "zod";
import type { Jobs, Reader } from "../../platform/index.ts";
import type { RefusedRow } from "../reading/raw-table.ts";
import { findImport, importRowSchema } from "./import-history.ts";
import { reasonSchema, refusedReasons } from "./refused-reasons.ts";
import { bilingual } from "./schemas.ts";

const fileSchema = z.object({
  path: z.string(),
  member: z.string().optional(),
  sha256: z.string(),
  bytes: z.number(),
  rows: z.int(),
});

/** All that is known of an import. */
export const importSchema = importRowSchema.extend({
  upload: z.guid().optional(),
  fileList: z.array(fileSchema),
  mapping: z.object({ name: z.string(), version: z.int() }).optional(),
  /** Merkle root over the leaves of its versions, hex, as it stands in the log. */
  root: z.string().optional(),
  notes: z.array(bilingual),
  /** Why rows were refused, from those that are kept. */
  reasons: z.array(reasonSchema),
  refusedKept: z.int(),
});

export async function describeImport(
  db: Reader,
  jobs: Pick<Jobs, "read">,
  id: string,
): Promise<z.infer<typeof importSchema> | undefined> {
  const row = await findImport(db, jobs, id);
  if (!row) return undefined;
  const run = await db.selectFrom("import_run").select("upload").where("id", "=", row.id).executeTakeFirst();
  const batch =
    row.batch === undefined
      ? undefined
      : await db
          .selectFrom("import_batch")
          .select(["files", "notes", "root", "mapping_name", "mapping_version"])
          .where("id", "=", BigInt(row.batch))
          .executeTakeFirst();
  const refused = await refusedOf(db, row.id);
  return {
    ...row,
    ...(run?.upload ? { upload: run.upload } : {}),
    fileList: (batch?.files ?? []) as z.infer<typeof fileSchema>[],
    ...(batch?.mapping_name && batch.mapping_version
      ? { mapping: { name: batch.mapping_name, version: batch.mapping_version } }
      : {}),
    ...(batch?.root ? { root: batch.root } : {}),
    notes: (batch?.notes ?? []) as z.infer<typeof bilingual>[],
    reasons: refusedReasons(refused),
    refusedKept: refused.length,
  };
}

async function refusedOf(db: Reader, run: string): Promise<RefusedRow[]> {
  const rows = await db
    .selectFrom("refused_row")
    .selectAll()
    .where("run", "=", run)
    .orderBy("number")
    .execute();
  return rows.map(refusedRow);
}

export function refusedRow(row: {
  path: string;
  member: string | null;
  row: bigint | null;
  column: string | null;
  value: string | null;
  expected: unknown;
}): RefusedRow {
  return {
    path: row.path,
    ...(row.member === null ? {} : { member: row.member }),
    ...(row.row === null ? {} : { row: Number(row.row) }),
    ...(row.column === null ? {} : { column: row.column }),
    ...(row.value === null ? {} : { value: row.value }),
    expected: row.expected as RefusedRow["expected"],
  };
}
