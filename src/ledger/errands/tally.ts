import { type Database, type Logger, type Reader, sql } from "../../platform/index.ts";

/** How often something happened, over all starts. It is derived, so it is written without an event. */
export interface Tally {
  readonly count: number;
  readonly lastAt: Date | undefined;
}

export interface Tallies {
  /** Counts one more; what cannot be written is logged, and lost. */
  add(name: TallyName): void;
  /** When all that was counted is written. */
  settled(): Promise<void>;
}

/** - `failed-open`: checkpoints published without the witnesses' quorum. The others: attempts that failed. */
export type TallyName = "failed-open" | "stamp-failed" | "anchor-failed" | "mirror-failed";

export function openTallies(database: Pick<Database, "writer">, log: Logger): Tallies {
  let last: Promise<unknown> = Promise.resolve();
  const write = (name: TallyName) =>
    sql`
      INSERT INTO ledger_tally (name, count, last_at) VALUES (${name}, 1, now())
      ON CONFLICT (name) DO UPDATE SET count = ledger_tally.count + 1, last_at = now()`.execute(
      database.writer,
    );
  return {
    add(name) {
      last = last.then(() => write(name)).catch((err: unknown) => log.warn({ err, name }, "not counted"));
    },
    settled: async () => void (await last),
  };
}

export async function readTallies(db: Reader): Promise<Readonly<Record<TallyName, Tally>>> {
  const rows = await db.selectFrom("ledger_tally").selectAll().execute();
  const found = new Map(
    rows.map(({ name, count, last_at: lastAt }) => [name, { count: Number(count), lastAt }]),
  );
  const of = (name: TallyName): Tally => found.get(name) ?? { count: 0, lastAt: undefined };
  return {
    "failed-open": of("failed-open"),
    "stamp-failed": of("stamp-failed"),
    "anchor-failed": of("anchor-failed"),
    "mirror-failed": of("mirror-failed"),
  };
}
