import type { Tx } from "../platform/index.ts";

/** The library takes a code one step of 30 s before and after its own as well; this is longer. */
const memory = 2 * 60 * 1_000; // milliseconds

/** False where the code has opened something before: RFC 6238, section 5.2, forbids the second time. */
export async function spendCode(tx: Tx, accountId: string, code: string, now: Date): Promise<boolean> {
  const past = new Date(now.getTime() - memory);
  await tx.deleteFrom("totp_spent").where("spent_at", "<", past).execute();
  const spent = await tx
    .insertInto("totp_spent")
    .values({ account_id: accountId, code, spent_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return spent.numInsertedOrUpdatedRows === 1n;
}
