import type { Reader } from "../../platform/index.ts";
import type { AlertFinding } from "../runs/alert-finding.ts";
import { covers } from "./mute.ts";
import { mutesInForce } from "./muted-sql.ts";

/** Keys of the findings that are muted now. What people have decided about counts, whatever is muted. */
export async function mutedKeys(db: Reader, findings: readonly AlertFinding[]): Promise<ReadonlySet<string>> {
  const mutes = await mutesInForce(db);
  const covered = findings.filter((finding) => mutes.some((mute) => covers(mute, finding)));
  if (covered.length === 0) return new Set();
  const decided = await db
    .selectFrom("alert")
    .select("key")
    .where("status", "not in", ["open", "in-review"])
    .execute();
  const isDecided = new Set(decided.map(({ key }) => key));
  return new Set(covered.flatMap(({ key }) => (isDecided.has(key) ? [] : [key])));
}
