import { hostname } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { type Kysely, sql } from "kysely";
import type pg from "pg";
import { Refusal } from "../refusal.ts";
import { type Lock, locks } from "./locks.ts";
import type { Tables } from "./tables.ts";

/** `server` is the one that people sign in to; a `guest` is a command that works beside it or alone. */
export type Role = "server" | "guest";

/** The name a session carries, so that a refusal can say who is there. */
export function sessionName(role: Role): string {
  return `plumbline ${role} ${process.pid}@${hostname()}`.slice(0, 63);
}

/** A killed server's session lives until PostgreSQL notices: that long it may seem to be still there. */
const graceForTheDead = 3_000;

/** Makes ourselves known, and as the server alone: a second server is refused. */
export async function enterHouse(session: pg.Client, role: Role, place: string): Promise<void> {
  await session.query("SELECT pg_advisory_lock_shared($1, $2)", parametersOf(locks.presence));
  if (role === "guest") return;
  for (const deadline = Date.now() + graceForTheDead; ; await sleep(50)) {
    if (await tryLock(session, locks.server)) return;
    if (Date.now() > deadline) break;
  }
  const other = await holderOf(session, locks.server);
  throw new Refusal("conflict", {
    zh: `${place} 正由另一个 Plumbline 服务使用（${other}）。请先停止它，或为本服务另设 PLUMBLINE_DATA。`,
    en: `${place} is in use by another Plumbline server (${other}). Stop that one first, or give this one its own PLUMBLINE_DATA.`,
  });
}

/** Whether we were the last: then nobody else can enter until the session ends. */
export async function leaveHouse(session: pg.Client): Promise<boolean> {
  await session.query("SELECT pg_advisory_unlock_shared($1, $2)", parametersOf(locks.presence));
  return tryLock(session, locks.presence);
}

export async function tryLock(session: pg.Client, lock: Lock): Promise<boolean> {
  const { rows } = await session.query("SELECT pg_try_advisory_lock($1, $2) AS got", parametersOf(lock));
  return rows[0].got;
}

function parametersOf(lock: Lock): [number, number] {
  return [lock.class, lock.number];
}

/** Whether a server works on this database now. */
export async function isServed(db: Kysely<Tables>): Promise<boolean> {
  const { rows } =
    await sql`${sql.raw(holding)} AND classid = ${locks.server.class} AND objid = ${locks.server.number}`.execute(
      db,
    );
  return rows.length > 0;
}

async function holderOf(session: pg.Client, lock: Lock): Promise<string> {
  const { rows } = await session.query(`${holding} AND classid = $1 AND objid = $2`, parametersOf(lock));
  return rows[0]?.application_name ?? "?";
}

const holding = `SELECT application_name FROM pg_locks JOIN pg_stat_activity USING (pid)
  WHERE locktype = 'advisory' AND granted
    AND pg_locks.database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
