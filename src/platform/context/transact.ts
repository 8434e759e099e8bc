import { setTimeout as sleep } from "node:timers/promises";
import type { Kysely } from "kysely";
import type { Tables } from "../database/tables.ts";
import { Refusal } from "../refusal.ts";
import type { Transact } from "./create-context.ts";

const attempts = 12;

/**
 * Serializable transactions: what a verb read and checked still holds when it commits. Where two cannot both
 * hold, PostgreSQL lets one go on and the other is run again here.
 */
export function serializable(db: Kysely<Tables>): Transact {
  return async (work) => {
    for (let attempt = 1; ; attempt++) {
      try {
        return await db.transaction().setIsolationLevel("serializable").execute(work);
      } catch (error) {
        if (!isConflict(error)) throw error;
        if (attempt >= attempts) throw tooBusy();
        // Full jitter: those that collided must not collide again in step.
        await sleep(Math.random() * Math.min(500, 4 * 2 ** attempt));
      }
    }
  };
}

/** SQLSTATE 40001 serialization_failure, 40P01 deadlock_detected. */
function isConflict(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return code === "40001" || code === "40P01";
}

const tooBusy = () =>
  new Refusal(
    "conflict",
    {
      zh: "太多人同时在修改同一内容，请稍后再试。",
      en: "Too many people are changing the same thing at once. Please try again.",
    },
    { isPassing: true },
  );
