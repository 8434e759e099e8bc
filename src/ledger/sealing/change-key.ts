import { createHash } from "node:crypto";
import { type Context, type Reader, Refusal, sql } from "../../platform/index.ts";
import type { KeyRing } from "./key-ring.ts";

/** The type of the entry that tells of a new key. */
export const keyChanged = "ledger.key-changed";

const house = { type: "House", id: "house" };
const day = 86_400_000; // milliseconds
const longestOverlap = 366; // days

export interface ChangedKey {
  readonly verifier: string;
  readonly former: string;
  /** Both sign until then. */
  readonly until: Date;
}

/**
 * A new key that signs beside the old one for some days, and the entry that names both by the SHA-256 of their
 * verifier keys. A change that a kill cut short between the two is completed, not begun again.
 */
export async function changeKey(
  context: Context,
  { ring, rotate }: { readonly ring: KeyRing; rotate(until: Date): Promise<KeyRing> },
  overlapDays: number,
): Promise<ChangedKey> {
  context.require("ledger.rotate", house);
  if (!Number.isInteger(overlapDays) || overlapDays < 1 || overlapDays > longestOverlap) throw wrongOverlap();
  const isTold = await isNewestTold(context.db, ring);
  const until = new Date(context.now.getTime() + overlapDays * day);
  const { keys, generation } = isTold ? await rotate(until) : ring;
  const [former, newest] = keys.slice(-2);
  if (!former?.until || !newest)
    throw new Error("A ring that was rotated has two keys, and the first an end.");
  const { until: ends } = former;
  await context.commit(async () => {
    context.require("ledger.rotate", house);
    const seals = {
      generation,
      formerKey: sha256(former.verifier),
      newKey: sha256(newest.verifier),
      // Seconds since 1970.
      formerSignsUntil: Math.floor(ends.getTime() / 1000),
    };
    return { result: undefined, event: { type: keyChanged, subject: "house:ledger", seals } };
  });
  return { verifier: newest.verifier, former: former.verifier, until: ends };
}

/** A log's first key is told by nobody. */
async function isNewestTold(db: Reader, { keys }: KeyRing): Promise<boolean> {
  const newest = keys.at(-1);
  if (keys.length < 2 || !newest) return true;
  const told = `%"newKey":"${sha256(newest.verifier)}"%`;
  const found = sql<{ told: boolean }>`(SELECT EXISTS (SELECT FROM log WHERE entry LIKE ${told})
    OR EXISTS (SELECT FROM outbox WHERE after_index LIKE ${told}) AS told)`;
  return (await db.selectFrom(found.as("found")).select("told").executeTakeFirstOrThrow()).told;
}

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

const wrongOverlap = () =>
  new Refusal("invalid", {
    zh: `新旧密钥并行签署的天数应为 1 至 ${longestOverlap} 的整数。`,
    en: `Old and new key sign together for a whole number of days from 1 to ${longestOverlap}.`,
  });
