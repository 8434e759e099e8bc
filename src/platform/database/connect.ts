import { CompiledQuery, Kysely, PostgresDialect } from "kysely";
import pg from "pg";
import type { Logger } from "../telemetry/logger.ts";
import type { Reader, Tables } from "./tables.ts";
import { sendTogether } from "./together.ts";

/** Where the database is and who we are there. */
export type Address = Pick<
  pg.ClientConfig,
  "connectionString" | "host" | "port" | "user" | "password" | "database"
>;

const { builtins } = pg.types;
const asText = (text: string) => text;
const parsers = new Map<number, (text: string) => unknown>([
  [builtins.INT8, BigInt], // money is a bigint of minor units
  [builtins.NUMERIC, asText],
  [builtins.DATE, asText], // a calendar day has no time zone
  [builtins.TIMESTAMP, asText],
]);

/** BIGINT is bigint, NUMERIC and DATE are text, TIMESTAMPTZ is Date, JSONB is its value. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (id: number, format?: "text" | "binary") =>
    (format !== "binary" && parsers.get(id)) || pg.types.getTypeParser(id, format as "text"),
};

export interface Pools {
  readonly reader: Reader;
  readonly limited: Reader;
  readonly writer: Kysely<Tables>;
  close(): Promise<void>;
}

const readOnly = "SET default_transaction_read_only = on";
const atMost = "SET statement_timeout = '5s'";

/** The sessions of the readers refuse to write whatever reaches them, those of the limited one to take long. */
export function openPools(address: Address, name: string, log: Logger): Pools {
  let isClosing = false;
  const open = (size: number, pipeline: boolean, ...settings: string[]) => {
    const pool = new pg.Pool({
      ...address,
      types,
      pipeline,
      max: size,
      application_name: name,
      connectionTimeoutMillis: 30_000,
    });
    const broke = (error: Error & { client?: unknown }) => {
      // The server may stop before it has read that a session of ours is at its end.
      if (isClosing) return;
      // The pool hangs the whole client on it.
      delete error.client;
      log.warn({ err: error }, "a database connection broke");
    };
    // The pool hears of idle connections only; one that breaks between two statements tells nobody else.
    pool.on("error", broke);
    pool.on("connect", (client) => client.on("error", broke));
    if (pipeline) pool.on("connect", sendTogether);
    return new Kysely<Tables>({
      dialect: new PostgresDialect({
        pool,
        onCreateConnection: async (connection) => {
          for (const setting of ["SET timezone = 'UTC'", ...settings]) {
            await connection.executeQuery(CompiledQuery.raw(setting));
          }
        },
      }),
    });
  };
  const writer = open(12, true);
  const reading = open(12, false, readOnly);
  const limited = open(8, false, readOnly, atMost);
  return {
    reader: readerOf(reading),
    limited: readerOf(limited),
    writer,
    close: async () => {
      isClosing = true;
      await Promise.all([writer.destroy(), reading.destroy(), limited.destroy()]);
    },
  };
}

/** Not the object itself: a cast must not lead to what the type hides. */
function readerOf(pool: Kysely<Tables>): Reader {
  return Object.freeze({ selectFrom: pool.selectFrom.bind(pool) }) as Reader;
}

/** One session of its own, for locks and LISTEN; `onBroken` is told once if it ends other than by `end()`. */
export async function openSession(
  address: Address,
  name: string,
  onBroken: (error: Error) => void,
): Promise<pg.Client> {
  const client = new pg.Client({ ...address, types, application_name: name, keepAlive: true });
  let told = false;
  const tell = (error: Error) => {
    if (!told) onBroken(error);
    told = true;
  };
  client.on("error", tell);
  await client.connect();
  client.on("end", () => tell(new Error("The database closed the session.")));
  const end = client.end.bind(client);
  client.end = (async () => {
    told = true;
    await end();
  }) as typeof client.end;
  return client;
}
