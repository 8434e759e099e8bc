import { join } from "node:path";
import type { ContextMaker, Database, EventLog, Logger } from "../../platform/index.ts";
import { type ErrandView, startErrand } from "../errands/errand.ts";
import { hasNews } from "../errands/has-news.ts";
import type { Tallies } from "../errands/tally.ts";
import { openDisk } from "../sealing/disk.ts";
import type { Ledger } from "../sealing/open-ledger.ts";
import type { TimestampSettings } from "../settings.ts";
import { askAuthority, readAuthorities } from "./ask-authority.ts";
import { keepStamp } from "./keep-stamp.ts";
import { lastStamp } from "./read-stamps.ts";
import { writeMissingStamps } from "./stamp-files.ts";

/** Has published checkpoints stamped, by each authority of the configuration. */
export interface Stamping {
  views(): readonly ({ readonly url: string } & ErrandView)[];
  stop(): Promise<void>;
}

export interface StampingOptions {
  readonly ledger: Ledger;
  readonly database: Database;
  readonly events: EventLog;
  readonly contexts: ContextMaker;
  readonly tallies: Tallies;
  readonly log: Logger;
  /** The data folder. */
  readonly data: string;
  readonly settings: TimestampSettings;
  /** Milliseconds an authority has to answer, and before the first further attempt. */
  readonly patience?: number;
  readonly retryAfter?: number;
}

const minute = 60_000;
/** Until the first checkpoint is published. */
const lookAgain = 1_000;

export async function startStamping(options: StampingOptions): Promise<Stamping> {
  const { settings, database, log, tallies, retryAfter } = options;
  const every = settings.everyMinutes * minute;
  const errands: { readonly url: string; readonly errand: ReturnType<typeof startErrand> }[] = [];
  // What is wrong with the configuration is told at the start.
  for (const authority of settings.authorities) await readAuthorities(authority);
  for (const authority of settings.authorities) {
    const errand = startErrand({
      name: `stamp by ${new URL(authority.url).host}`,
      log,
      every,
      last: (await lastStamp(database.reader, authority.url))?.stampedAt,
      overdueAfter: 3 * every,
      ...(retryAfter === undefined ? {} : { retryAfter }),
      run: (signal) => stampOnce(options, authority, signal),
      onFailure: () => tallies.add("stamp-failed"),
    });
    errands.push({ url: authority.url, errand });
  }
  return {
    views: () => errands.map(({ url, errand }) => ({ url, ...errand.view() })),
    stop: async () => void (await Promise.all(errands.map(({ errand }) => errand.stop()))),
  };
}

async function stampOnce(
  options: StampingOptions,
  authority: TimestampSettings["authorities"][number],
  signal: AbortSignal,
): Promise<number | undefined> {
  const { ledger, database, events, contexts, data, patience } = options;
  // First what an earlier attempt may not have come to.
  await writeMissingStamps(database.reader, join(data, "ledger-stamps"), openDisk());
  const published = ledger.published();
  if (!published) return lookAgain;
  const { origin, size } = published.checkpoint;
  const last = await lastStamp(database.reader, authority.url);
  const { base } = ledger.ring();
  const from = last?.origin === origin ? last.size : 0;
  if (!(await hasNews(events, { from: base + from, to: base + size }))) return undefined;
  const wait = patience === undefined ? {} : { patience };
  const { token, verified } = await askAuthority(authority, published.note, { signal, ...wait });
  const context = contexts.contextFor({ kind: "system", id: "system:ledger" });
  await keepStamp(context, { authority: authority.url, published, token, verified });
  await writeMissingStamps(database.reader, join(data, "ledger-stamps"), openDisk());
  return undefined;
}
