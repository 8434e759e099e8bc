import type pg from "pg";
import { type Bilingual, copyIn, type Tx } from "../../platform/index.ts";
import type { RefusedRow } from "../reading/raw-table.ts";

/** Refused rows that are kept of one import; beyond them they are only counted. */
export const refusedKept = 100_000;

export interface NewRun {
  readonly id: string;
  readonly byJob: boolean;
  readonly source: string;
  readonly complete: boolean;
  readonly actor: string;
  readonly now: Date;
}

/** An attempt begins; who asked for it earlier has left the run waiting. */
export async function beginRun(session: pg.Client, { id, byJob, source, complete, actor, now }: NewRun) {
  await session.query(
    `INSERT INTO import_run (id, by_job, source, complete, actor, state, asked_at) VALUES ($1, $2, $3, $4, $5, 'running', $6)
     ON CONFLICT (id) DO UPDATE SET state = 'running' WHERE import_run.state <> 'done'`,
    [id, byJob, source, complete, actor, now],
  );
}

/** It has come to nothing, and will not be tried again. */
export async function endRun(
  session: pg.Client,
  id: string,
  { state, words }: { readonly state: "failed" | "cancelled"; readonly words: Bilingual | undefined },
): Promise<void> {
  await session.query(
    "UPDATE import_run SET state = $2, words = $3, ended_at = now() WHERE id = $1 AND state <> 'done'",
    [id, state, words ? JSON.stringify(words) : null],
  );
}

/** In the transaction that commits the batch. */
export async function finishRun(
  tx: Tx,
  id: string,
  { batch, words, refusedTotal, now }: FinishedRun,
): Promise<void> {
  await tx
    .updateTable("import_run")
    .set({
      state: "done",
      batch,
      words: JSON.stringify(words),
      refused_total: BigInt(refusedTotal),
      ended_at: now,
    })
    .where("id", "=", id)
    .execute();
}

interface FinishedRun {
  readonly batch: bigint;
  readonly words: Bilingual;
  readonly refusedTotal: number;
  readonly now: Date;
}

/** Runs without a job that were cut off by a kill: nobody will go on with them. Asked by who holds the imports. */
export async function endCutOff(session: pg.Client): Promise<void> {
  await session.query(
    `UPDATE import_run SET state = 'failed', words = $1, ended_at = now() WHERE state = 'running' AND NOT by_job`,
    [JSON.stringify(cutOff)],
  );
}

const cutOff: Bilingual = {
  zh: "导入中途被打断，没有写入任何记录。",
  en: "The import was cut off; no record was written.",
};

/** Keeps what was refused for people to download; what an earlier attempt kept is replaced. */
export async function keepRefused(
  session: pg.Client,
  run: string,
  refused: readonly RefusedRow[],
): Promise<void> {
  await session.query("DELETE FROM refused_row WHERE run = $1", [run]);
  if (refused.length === 0) return;
  async function* lines(): AsyncGenerator<string> {
    for (let from = 0; from < refused.length; from += chunkSize) {
      yield refused
        .slice(from, from + chunkSize)
        .map((row, i) => refusedLine(run, from + i + 1, row))
        .join("");
    }
  }
  await copyIn(session, `COPY refused_row FROM STDIN (FORMAT csv)`, lines());
}

const chunkSize = 2_000;

function refusedLine(run: string, number: number, row: RefusedRow): string {
  const { path, member, column, value, expected } = row;
  const cells = [run, String(number), path, member, row.row?.toString(), column, value];
  return `${[...cells, JSON.stringify(expected)].map(csvCell).join(",")}\n`;
}

/** An empty cell is NULL, an empty text stands in quotes; PostgreSQL's text has no character zero. */
function csvCell(text: string | undefined): string {
  return text === undefined ? "" : `"${text.replaceAll("\0", "").replaceAll('"', '""')}"`;
}
