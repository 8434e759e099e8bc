import { setTimeout as sleep } from "node:timers/promises";
import type { Kysely } from "kysely";
import type pg from "pg";
import type { Logger } from "../telemetry/logger.ts";
import { databaseName } from "./cluster.ts";
import { type Address, openPools, openSession } from "./connect.ts";
import { type EmbeddedPostgres, openEmbedded } from "./embedded.ts";
import { enterHouse, leaveHouse, type Role, sessionName } from "./house.ts";
import { migrate } from "./migrate.ts";
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
  /** Another server has taken the database while our connection was broken: end at once. */
  readonly onTaken?: (error: unknown) => void;
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

// The session that keeps our place tells of its end by `keep`, below.
const ignore = () => undefined;

/** The connection was refused or ended by a shutdown. */
function isEnding(error: unknown): boolean {
  const code = (error as { code?: unknown }).code;
  return ["ECONNREFUSED", "ECONNRESET", "57P01", "57P02", "57P03"].includes(String(code));
}

async function finishOpening(
  { role, log, data, databaseUrl, onTaken }: DatabaseOptions,
  address: Address,
  embedded: EmbeddedPostgres | undefined,
  first: pg.Client,
): Promise<Database> {
  const name = sessionName(role);
  const place = databaseUrl === undefined ? data : "DATABASE_URL";
  let session = first;
  try {
    await enterHouse(session, role, place);
    await migrate(session);
  } catch (error) {
    await session.end().catch(() => undefined);
    throw error;
  }
  const pools = openPools(address, name, log);
  let closing = false;

  // The place in the house is kept for as long as we live, also over a restart of PostgreSQL.
  const keep = (client: pg.Client) => client.once("end", () => void regain());
  const regain = async () => {
    if (!closing) log.warn("the database is gone; waiting for it");
    for (let wait = 50; !closing; wait = Math.min(wait * 2, 2_000)) {
      let next: pg.Client | undefined;
      try {
        await embedded?.revive();
        next = await openSession(address, name, ignore);
        await enterHouse(next, role, place);
        session = next;
        keep(next);
        log.info("the database is back");
        return;
      } catch (error) {
        await next?.end().catch(() => undefined);
        if ((error as { code?: unknown }).code === "conflict") return onTaken?.(error);
        log.warn({ err: error }, "the database is not back yet");
        await sleep(wait);
      }
    }
  };
  keep(session);

  return {
    reader: pools.reader,
    writer: pools.writer,
    address,
    session: (onBroken) => openSession(address, name, onBroken),
    async close() {
      if (closing) return;
      closing = true;
      await pools.close();
      try {
        if ((await leaveHouse(session)) && embedded) await embedded.stop();
      } catch (error) {
        log.warn({ err: error }, "the database was gone before it was closed");
      }
      await session.end().catch(() => undefined);
    },
  };
}
