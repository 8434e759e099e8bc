import type { Reader } from "../../platform/index.ts";

/** What people call an account; the id where nobody has it. */
export async function nameOf(db: Reader, account: string): Promise<string> {
  return (await namesOfAccounts(db, [account])).get(account) ?? account;
}

export async function namesOfAccounts(db: Reader, accounts: readonly string[]): Promise<Map<string, string>> {
  const asked = [...new Set(accounts)];
  if (asked.length === 0) return new Map();
  const rows = await db.selectFrom("auth_user").select(["id", "name"]).where("id", "in", asked).execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}
