import { eraseFindings } from "../../monitoring/index.ts";
import { accountsOf, eraseAccounts } from "../../people/index.ts";
import {
  type Context,
  type Database,
  eraseOpenings,
  locks,
  Refusal,
  redactTable,
  sql,
  type Tx,
} from "../../platform/index.ts";
import {
  beginAct,
  type ErasureChoice,
  endAct,
  erasedLeaf,
  eraseRecords,
  erasureChoice,
  forgetUploads,
} from "../../records/index.ts";
import { allHeld } from "./ask-erasure.ts";
import { erasureResource, holdings } from "./parts.ts";
import { employeesIn } from "./preview-erasure.ts";

/**
 * Destroys what was approved, everywhere in the database at once, in one transaction with the entry that seals which
 * commitments are gone. `past`: it was done before, and a restored backup had brought it back. `readingHeldBy`: the
 * session that holds it, see `holdReading`.
 */
export function carryOut(
  context: Context,
  id: string,
  {
    past = false,
    readingHeldBy,
  }: { readonly past?: boolean; readonly readingHeldBy?: number | undefined } = {},
): Promise<void> {
  return context.commit(async (tx) => {
    context.require("erasures.carry-out", erasureResource(id));
    const { cause, choice } = await lockApproved(tx, id);
    await refuseWhileRead(tx, readingHeldBy);
    await beginAct(tx, id);
    const records = await eraseRecords(tx, { id, cause, choice, now: context.now, past });
    if (records.records.length === 0 && records.held[0] && !past) throw allHeld(records.held[0].hold);
    const person = { ...records, mentions: choice.mentions };
    const { distinctive, ambiguous } = records.values;
    const anywhere = choice.mentions ? [...distinctive, ...ambiguous] : distinctive;
    const findings = cause === "person" ? await eraseFindings(tx, person) : { leaves: [], alerts: 0 };
    const openings = await eraseOpenings(tx, anywhere);
    const employees = employeesIn(records.names.map(kindAndKey));
    const accounts = cause === "person" ? await accountsOf(tx, { employees, values: records.values }) : [];
    if (accounts.length > 0) await eraseAccounts(tx, accounts);
    let mentions = 0;
    for (const holding of holdings) mentions += await redactTable(tx, holding, anywhere);
    const uploads = cause === "person" ? await forgetUploads(tx) : 0;
    const opened = openings.map(({ event, side, digest }) =>
      erasedLeaf(`entry:${event}/${side}`, { [side]: digest }),
    );
    const root = await endAct(tx, id, [...records.leaves, ...findings.leaves, ...opened], context.now);
    const counts = {
      ...records.counts,
      alerts: findings.alerts,
      openings: openings.length,
      mentions,
      uploads,
      accounts: accounts.length,
    };
    const left = withoutHeld(
      choice,
      records.held.map(({ record }) => record),
    );
    await tx
      .updateTable("erasure")
      .set({
        counts: JSON.stringify(counts),
        remaining: "[]",
        held: JSON.stringify(records.held),
        choice: JSON.stringify(left),
      })
      .where("id", "=", id)
      .execute();
    const seals = { root, ...counts, held: records.held.length };
    const type = cause === "person" ? "person.erased" : "records.expired";
    return { result: undefined, event: { type, subject: `erasure:${id}`, seals } };
  });
}

async function lockApproved(
  tx: Tx,
  id: string,
): Promise<{ readonly cause: "person" | "retention"; readonly choice: ErasureChoice }> {
  const row = await tx
    .selectFrom("erasure")
    .select(["cause", "choice"])
    .where("id", "=", id)
    .where("state", "=", "approved")
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw new Error("An erasure that nobody approved, or that is done.");
  return { cause: row.cause, choice: erasureChoice.parse(row.choice) };
}

/** Longer than a slice of live detection and the questions of a second take. */
const patient = 5_000; // milliseconds

/** A session of the database's that nobody reads the records beside. */
interface Hold {
  readonly pid: number;
  letGo(): Promise<void>;
}

/**
 * Waits until nobody reads the records, and keeps everybody from it until let go. Under questions and observations
 * without an end somebody always does: whoever only tries never gets in between. `undefined` where it took too long, as
 * while a whole run reads.
 */
export async function holdReading(
  database: Pick<Database, "session">,
  patience = patient,
): Promise<Hold | undefined> {
  const session = await database.session(() => undefined);
  const letGo = () => session.end().catch(() => undefined);
  try {
    await session.query("SELECT set_config('lock_timeout', $1, false)", [String(patience)]);
    const { rows } = await session.query("SELECT pg_backend_pid() AS pid, pg_advisory_lock($1, $2)", [
      locks.reading.class,
      locks.reading.number,
    ]);
    return { pid: rows[0].pid, letGo };
  } catch (error) {
    await letGo();
    if ((error as { code?: unknown }).code === "55P03") return undefined;
    throw error;
  }
}

/** Whoever is carrying values from the records elsewhere would write them down again afterwards. */
async function refuseWhileRead(tx: Tx, heldBy: number | undefined): Promise<void> {
  const { class: lockClass, number } = locks.reading;
  // A session that was lost holds nothing any more.
  const free =
    heldBy === undefined
      ? sql`pg_try_advisory_xact_lock(${lockClass}, ${number})`
      : sql`EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND classid = ${lockClass} AND objid = ${number}
          AND pid = ${heldBy} AND mode = 'ExclusiveLock' AND granted)`;
  const { rows } = await sql<{ is_free: boolean }>`SELECT ${free} AS is_free`.execute(tx);
  const waiting =
    await sql`SELECT FROM job WHERE state = 'running' AND name IN ('records.preview', 'records.dry-run', 'main.demo') LIMIT 1`.execute(
      tx,
    );
  if (rows[0]?.is_free && waiting.rows.length === 0) return;
  throw new Refusal(
    "conflict",
    {
      zh: "检测或导入正在读取记录；结束后再删除。",
      en: "Detection or an import is reading the records; erasing waits until that has ended.",
    },
    { isPassing: true },
  );
}

const kindAndKey = (name: string) => {
  const at = name.indexOf(":");
  return { kind: name.slice(0, at), key: name.slice(at + 1) };
};

/** What a hold kept is no part of what was done, and of what is done again. */
function withoutHeld(choice: ErasureChoice, held: readonly string[]): ErasureChoice {
  return { ...choice, records: choice.records.filter(({ record }) => !held.includes(record)) };
}
