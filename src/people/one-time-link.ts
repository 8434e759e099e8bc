import { createHash, randomBytes } from "node:crypto";
import type { Reader, Tx } from "../platform/index.ts";

// A link that works once. Who holds its token may do one thing; the database holds only the token's SHA-256.

const lifetime = 7 * 24 * 60 * 60 * 1_000; // milliseconds

export interface OneTimeLink {
  readonly accountId: string | null;
}

/** Makes a new token for the account (null: the set-up) in place of any earlier one. */
export async function issueLink(tx: Tx, accountId: string | null, now: Date): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  const expires_at = new Date(now.getTime() + lifetime);
  await withdrawLink(tx, accountId);
  await tx
    .insertInto("one_time_link")
    .values({ hash: hashOf(token), account_id: accountId, expires_at })
    .execute();
  return token;
}

export async function withdrawLink(tx: Tx, accountId: string | null): Promise<void> {
  await tx
    .deleteFrom("one_time_link")
    .where("account_id", accountId === null ? "is" : "=", accountId)
    .execute();
}

/** Undefined where the token is unknown, used, replaced or too old. */
export async function findLink(db: Reader, token: string, now: Date): Promise<OneTimeLink | undefined> {
  const row = await db
    .selectFrom("one_time_link")
    .select("account_id")
    .where("hash", "=", hashOf(token))
    .where("expires_at", ">", now)
    .executeTakeFirst();
  return row && { accountId: row.account_id };
}

function hashOf(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}
