import { setTimeout as sleep } from "node:timers/promises";
import type { Kysely } from "kysely";
import type pg from "pg";
import type { Logger } from "../telemetry/logger.ts";
import { databaseName } from "./cluster.ts";
import { type Address, openPools, openSession } from "./connect.ts";
import { type EmbeddedPostgres, openEmbedded } from "./embedded.ts";
import { enterHouse, type Role, sessionName } from "./house.ts";
import { keepPlace } from "./keep-place.ts";
import { type Migration, migrate, type Pending, readPending } from "./migrate.ts";
import type { Reader, Tables } from "./tables.ts";

export interface Database {
  /** For reading; the server itself refuses writes on these sessions. */
  readonly reader: Reader;
  /** For `platform` and for migrations of data: rooms write through `Context.commit`. */
  readonly writer: Kysely<Tables>;
  readonly address: Address;
  /** A session of its own, for locks and LISTEN; end it yourself. */
  session(onBroken: (error: Error) => void): Promise<pg.Client>;
  /** Ends every session; the last to leave an embedded database stops it. */
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** The data folder; used where `databaseUrl` is absent. */
  readonly data: string;
  readonly databaseUrl?: string | undefined;
  readonly role: Role;
  readonly log: Logger;
  /** All that this version knows unless given; "none" leaves the tables as they are. */
  readonly migrations?: readonly Migration[] | "none";
  /** Called before a database that holds something is changed; migration waits for it, and does not happen if it throws. */
  readonly beforeMigrating?: (database: Pick<Database, "session">, what: Pending) => Promise<void>;
  /** Another server has taken the database while our connection was broken; SIGTERM to ourselves unless given. */
  readonly onTaken?: () => void;
}

/** Opens the database, alone if as the server, and brings its tables up to date. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const { data, databaseUrl, role } = options;
  const name = sessionName(role);
  if (databaseUrl !== undefined) {
    const address = { connectionString: databaseUrl };
    return finishOpening(options, address, undefined, await openSession(address, name, ignore));
  }
  // A server that is just stopping ends our session while we enter: start over.
  for (let attempt = 1; ; attempt++) {
    const embedded = await openEmbedded(data);
    const address: Address = {
      host: "127.0.0.1",
      port: embedded.port,
      user: databaseName,
      password: embedded.password,
      database: databaseName,
    };
    try {
      return await finishOpening(options, address, embedded, await openSession(address, name, ignore));
    } catch (error) {
      if (attempt >= 5 || !isEnding(error)) throw error;
      await sleep(200);
    }
  }
}

// The session that keeps our place is watched by `keepPlace`.
const ignore = () => undefined;

/** The connection was refused or ended by a shutdown. */
function isEnding(error: unknown): boolean {
  const code = (error as { code?: unknown }).code;
  return ["ECONNREFUSED", "ECONNRESET", "57P01", "57P02", "57P03"].includes(String(code));
}

async function finishOpening(
  options: DatabaseOptions,
  address: Address,
  embedded: EmbeddedPostgres | undefined,
  first: pg.Client,
): Promise<Database> {
  const { role, log, data, databaseUrl, migrations } = options;
  const name = sessionName(role);
  const place = databaseUrl === undefined ? data : "DATABASE_URL";
  try {
    await enterHouse(first, role, place);
    if (migrations !== "none") {
      const what = await readPending(first, migrations);
      if (what.applied > 0 && what.pending.length > 0) {
        const session = (onBroken: (error: Error) => void) => openSession(address, name, onBroken);
        await options.beforeMigrating?.({ session }, what);
      }
      await migrate(first, migrations);
    }
  } catch (error) {
    await first.end().catch(() => undefined);
    throw error;
  }
  const kept = keepPlace({ ...options, address, place, embedded }, first);
  const pools = openPools(address, name, log);
  let closed: Promise<void> | undefined;
  return {
    reader: pools.reader,
    writer: pools.writer,
    address,
    session: (onBroken) => openSession(address, name, onBroken),
    close() {
      closed ??= pools.close().then(() => kept.leave());
      return closed;
    },
  };
}
