import { type ErasedValues, erasedMark, type Reader, Refusal, sql, type Tx } from "../platform/index.ts";

export interface PersonsAccount {
  readonly id: string;
  readonly isDisabled: boolean;
}

/** Accounts of the person: linked to one of the employees, or with an address or name that is erased. */
export async function accountsOf(
  db: Reader,
  { employees, values }: { readonly employees: readonly string[]; readonly values: ErasedValues },
): Promise<PersonsAccount[]> {
  const named = values.distinctive.map((value) => value.toLowerCase());
  const found = sql<PersonsAccount>`(SELECT a.id, a.disabled_at IS NOT NULL AS "isDisabled" FROM account a JOIN auth_user u ON u.id = a.id
    WHERE a.employee_id = ANY(${[...employees]}::text[]) OR lower(u.email) = ANY(${named}::text[]) OR lower(u.name) = ANY(${named}::text[]))`;
  return db.selectFrom(found.as("found")).selectAll().execute();
}

/**
 * Who had the account is forgotten; its id stays, for the log says by it what was done. An account in use is refused:
 * nobody loses their access unawares, and who works here is known here.
 */
export async function eraseAccounts(tx: Tx, accounts: readonly PersonsAccount[]): Promise<void> {
  if (accounts.some(({ isDisabled }) => !isDisabled)) throw inUse();
  for (const { id } of accounts) {
    await tx
      .updateTable("auth_user")
      .set({ name: erasedMark, email: `${id.toLowerCase()}@erased.invalid`, two_factor_enabled: false })
      .where("id", "=", id)
      .execute();
    await sql`UPDATE auth_user SET image = NULL WHERE id = ${id}`.execute(tx);
    await tx.deleteFrom("auth_session").where("user_id", "=", id).execute();
    await tx.deleteFrom("auth_credential").where("user_id", "=", id).execute();
    await tx.deleteFrom("auth_two_factor").where("user_id", "=", id).execute();
    await tx.updateTable("account").set({ employee_id: null }).where("id", "=", id).execute();
  }
  // Keys of what is being verified are addresses.
  await sql`DELETE FROM auth_verification`.execute(tx);
}

const inUse = () =>
  new Refusal("conflict", {
    zh: "此人在本系统有正在使用的账号。请先停用账号，再删除其个人信息。",
    en: "This person has an account here that is in use. Disable it first, then erase.",
  });
