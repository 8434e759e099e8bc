import { setTimeout as sleep } from "node:timers/promises";
import type { Kysely } from "kysely";
import type pg from "pg";
import type { Bilingual } from "../language.ts";
import { Refusal } from "../refusal.ts";
import type { Logger } from "../telemetry/logger.ts";
import { databaseName } from "./cluster.ts";
import { type Address, openPools, openSession } from "./connect.ts";
import { type EmbeddedPostgres, openEmbedded } from "./embedded.ts";
import { enterHouse, isServed, type Role, sessionName } from "./house.ts";
import { keepPlace } from "./keep-place.ts";
import { type Migration, migrate, type Pending, readPending } from "./migrate.ts";
import type { Reader, Tables } from "./tables.ts";

export interface Database {
  /** For reading; the server itself refuses writes on these sessions. */
  readonly reader: Reader;
  /** The same for what people ask for freely: a statement of more than five seconds ends (see `isTooLong`). */
  readonly limited: Reader;
  /** For `platform` and for migrations of data: rooms write through `Context.commit`. */
  readonly writer: Kysely<Tables>;
  readonly address: Address;
  /** Whether a server works on it now; a command beside it leaves its work to the server. */
  isServed(): Promise<boolean>;
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
    const session = await openSession(address, name, ignore).catch((error) => {
      throw cannotConnect(error);
    });
    return finishOpening(options, address, undefined, session);
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

/** Of a server that is somebody else's; the address is not told, for it holds a password. */
function cannotConnect(error: NodeJS.ErrnoException): Error {
  const reason = unreachable[error.code ?? ""];
  if (!reason) return error;
  return new Refusal("invalid", {
    zh: `无法连接 DATABASE_URL 指定的数据库：${reason.zh}。`,
    en: `The database that DATABASE_URL names cannot be reached: ${reason.en}.`,
  });
}

const wrongSignIn = { zh: "用户名或密码不正确", en: "the user or the password is wrong" };
const silent = { zh: "该地址没有响应", en: "nothing answers at that address" };
const unreachable: Readonly<Record<string, Bilingual>> = {
  ENOTFOUND: { zh: "主机名不存在", en: "there is no such host" },
  EAI_AGAIN: { zh: "主机名暂时无法解析", en: "its host name cannot be resolved at present" },
  ECONNREFUSED: silent,
  ECONNRESET: silent,
  EHOSTUNREACH: silent,
  ENETUNREACH: silent,
  ETIMEDOUT: silent,
  "28P01": wrongSignIn,
  "28000": wrongSignIn,
  "3D000": { zh: "数据库不存在", en: "there is no such database" },
  "53300": { zh: "连接数已达上限", en: "it has no connection left" },
  "57P03": { zh: "数据库正在启动", en: "it is starting up" },
};

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
    limited: pools.limited,
    writer: pools.writer,
    address,
    isServed: () => isServed(pools.writer),
    session: (onBroken) => openSession(address, name, onBroken),
    close() {
      closed ??= pools.close().then(() => kept.leave());
      return closed;
    },
  };
}
