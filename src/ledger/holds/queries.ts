import { type Reader, type Sql, sql } from "../../platform/index.ts";
import type { Hold } from "./hold.ts";

/** Those in force first, newest first. */
export function listHolds(db: Reader): Promise<Hold[]> {
  return db
    .selectFrom("hold")
    .selectAll()
    .orderBy("lifted_at", (order) => order.desc().nullsFirst())
    .orderBy("set_at", "desc")
    .limit(500)
    .execute();
}

export function holdsInForce(db: Reader): Promise<Hold[]> {
  return db.selectFrom("hold").selectAll().where("lifted_at", "is", null).orderBy("set_at").execute();
}

/** SQL that is true of a version where a hold in force keeps it from being erased. The same as `keeps`. */
export function isHeld(version: string): Sql {
  const column = (name: string) => sql.ref(`${version}.${name}`);
  return sql`EXISTS (SELECT FROM hold WHERE hold.lifted_at IS NULL AND (hold.everything
    OR hold.targets && (ARRAY[${column("record")}::text, ${column("kind")} || ':' || ${column("key")}] || ${column("refs")})))`;
}
