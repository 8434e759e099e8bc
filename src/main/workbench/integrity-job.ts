import { randomUUID } from "node:crypto";
import { z } from "zod";
import {
  checkHistory,
  checkOwnLog,
  type IntegrityFault,
  noteWholeAgain,
  pastRoots,
  reportFault,
} from "../../ledger/index.ts";
import type { RoomParts } from "../../people/index.ts";
import { type AnyJob, atOneMoment, type Context, defineJob } from "../../platform/index.ts";
import { checkTables } from "./check-tables.ts";

const checkingLog = { zh: "核对账本文件与日志", en: "checking the log's files against the log" };

/** Walks the log and the sealed tables against each other; each difference becomes a fault that people are told of. */
export function integrityJob({ database, events, ledger }: Omit<RoomParts, "jobs" | "visitors">): AnyJob {
  return defineJob({
    name: "house.check",
    input: z.object({}),
    checkpoint: z.object({}),
    retries: 1,
    async run({ signal, context, progress }) {
      if (!ledger) return;
      const startedAt = context().now;
      const log = await checkOwnLog({ ledger, events, signal }, (share) => progress(40 * share, checkingLog));
      const history = await checkHistory(ledger, await pastRoots(database.reader, ledger.origin), signal);
      const tables = await atOneMoment(database, (session) =>
        checkTables(session, signal, (percent, doing) => progress(40 + 0.6 * percent, doing)),
      );
      const faults: readonly IntegrityFault[] = [...log.faults, ...history, ...tables.faults];
      for (const fault of faults) await reportFault(context(), fault);
      await writeCheck(context(), {
        startedAt,
        entries: log.entries,
        rows: tables.rows,
        faults,
      });
    },
  });
}

/** Every night, when nobody waits for the machine. */
export function scheduleIntegrity(parts: RoomParts): void {
  const when = { cron: "40 3 * * *", timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone };
  const actor = { kind: "system", id: "system:check" } as const;
  // A database that fails now fails the server too; the schedule of the last start stands.
  void parts.jobs.schedule(integrityJob(parts), when, {}, actor).catch(() => undefined);
}

interface Check {
  readonly startedAt: Date;
  readonly entries: number;
  readonly rows: number;
  readonly faults: readonly IntegrityFault[];
}

function writeCheck(context: Context, { startedAt, faults: found, ...looked }: Check): Promise<void> {
  return context.commit(async (tx) => {
    context.require("integrity.report", { type: "House", id: "house" });
    const counts = { ...looked, faults: found.length };
    const { entries, rows, faults } = counts;
    const values = { entries: BigInt(entries), rows: BigInt(rows), faults: BigInt(faults) };
    const id = randomUUID();
    await tx
      .insertInto("integrity_check")
      .values({ id, started_at: startedAt, finished_at: context.now, ...values })
      .execute();
    await noteWholeAgain(tx, { found, now: context.now });
    return { result: undefined, event: { type: "integrity.checked", subject: `check:${id}`, seals: counts } };
  });
}
