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

/** An account with its name, where it has one. */
export function partyOf(id: string, names: ReadonlyMap<string, string>) {
  const name = names.get(id);
  return name === undefined ? { id } : { id, name };
}

/** Accounts of audit that can come in, by name. Whether one may see a particular alert is asked when it is assigned. */
export async function readAssignees(db: Reader): Promise<{ id: string; name: string }[]> {
  return db
    .selectFrom("account")
    .innerJoin("auth_user", "auth_user.id", "account.id")
    .select(["account.id", "auth_user.name"])
    .where("account.disabled_at", "is", null)
    .where("account.employee_id", "is not", null)
    .where("account.id", "in", (eb) =>
      eb.selectFrom("account_role").select("account_id").where("role", "in", ["lead-auditor", "auditor"]),
    )
    .orderBy("auth_user.name")
    .execute();
}
