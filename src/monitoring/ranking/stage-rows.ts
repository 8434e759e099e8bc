import { type Database, sql } from "../../platform/index.ts";
import type { RankedRow } from "./ranked-row.ts";

const atOnce = 1_000;

/** Writes the lines of a ranking that is not committed yet; those of an attempt before go. */
export async function stageRows(
  { writer }: Pick<Database, "writer">,
  ranking: string,
  rows: readonly RankedRow[],
): Promise<void> {
  await sql`DELETE FROM ranking_row WHERE ranking = ${ranking}::uuid`.execute(writer);
  for (let i = 0; i < rows.length; i += atOnce) {
    await sql`
      INSERT INTO ranking_row (ranking, unit, rank, kind, id, record, name, score, chance, outcome, told, subjects)
      SELECT ${ranking}::uuid, r.* FROM jsonb_to_recordset(${JSON.stringify(rows.slice(i, i + atOnce))}::jsonb)
        AS r(unit text, rank integer, kind text, id text, record uuid, name text, score double precision, chance double precision,
          outcome text, told jsonb, subjects text[])`.execute(writer);
  }
}
