import { sql } from "kysely";
import { type Reader, Refusal, type Tx } from "../platform/index.ts";
import { type Account, type NewAccount, noSuchAccount, sortRoles } from "./account.ts";
import type { Role } from "./role.ts";

/** All accounts, disabled ones too, by name. */
export async function listAccounts(db: Reader): Promise<Account[]> {
  const rows = await accountRows(db).orderBy("auth_user.name").orderBy("account.id").execute();
  return rows.map(toAccount);
}

export async function getAccount(db: Reader, id: string): Promise<Account> {
  const row = await accountRows(db).where("account.id", "=", id).executeTakeFirst();
  if (!row) throw new Refusal("not-found", noSuchAccount);
  return toAccount(row);
}

function accountRows(db: Reader) {
  return db
    .selectFrom("account")
    .innerJoin("auth_user", "auth_user.id", "account.id")
    .select([
      "account.id",
      "account.employee_id",
      "account.created_at",
      "account.disabled_at",
      "auth_user.name",
      "auth_user.email",
      "auth_user.two_factor_enabled",
      sql<Role[]>`ARRAY(SELECT role FROM account_role WHERE account_id = account.id)`.as("roles"),
      sql<boolean>`EXISTS (SELECT 1 FROM auth_credential WHERE user_id = account.id)`.as("has_sign_in"),
    ]);
}

type AccountRow = Awaited<ReturnType<ReturnType<typeof accountRows>["executeTakeFirstOrThrow"]>>;

function toAccount(row: AccountRow): Account {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    employeeId: row.employee_id,
    roles: sortRoles(row.roles),
    hasSignIn: row.has_sign_in,
    hasTotp: row.two_factor_enabled === true,
    createdAt: row.created_at,
    disabledAt: row.disabled_at,
  };
}

export async function hasAccounts(db: Reader): Promise<boolean> {
  return (await db.selectFrom("account").select("id").limit(1).executeTakeFirst()) !== undefined;
}

/** Refuses an address or an employee that another account has. */
export async function insertAccount(tx: Tx, id: string, account: NewAccount, now: Date): Promise<void> {
  const { name, email } = account;
  const taken = await tx.selectFrom("auth_user").select("id").where("email", "=", email).executeTakeFirst();
  if (taken) {
    throw new Refusal("conflict", { zh: `${email} 已有账号。`, en: `${email} already has an account.` });
  }
  const times = { created_at: now, updated_at: now };
  // Verified: whoever made the account vouches for the address, and OIDC may only reach such ones.
  const user = { id, name, email, email_verified: true, two_factor_enabled: false, ...times };
  await tx.insertInto("auth_user").values(user).execute();
  await tx
    .insertInto("account")
    .values({ id, employee_id: null, created_at: now, disabled_at: null })
    .execute();
  if (account.employeeId !== undefined) await setEmployee(tx, id, account.employeeId);
}

export async function setEmployee(tx: Tx, id: string, employeeId: string | null): Promise<void> {
  const other = await tx
    .selectFrom("account")
    .select("id")
    .where("employee_id", "=", employeeId)
    .where("id", "<>", id)
    .executeTakeFirst();
  if (other) {
    throw new Refusal("conflict", {
      zh: `员工 ${employeeId} 已关联其他账号。`,
      en: `Employee ${employeeId} belongs to another account.`,
    });
  }
  await tx.updateTable("account").set({ employee_id: employeeId }).where("id", "=", id).execute();
}

/** `hash` as `makePassword` gives it. Ends the sessions, but for `keep`: whoever knew the old password is out. */
export async function setPassword(tx: Tx, id: string, hash: string, now: Date, keep?: string): Promise<void> {
  const credential = tx.deleteFrom("auth_credential").where("user_id", "=", id);
  await credential.where("provider_id", "=", "credential").execute();
  const key = { id: `password-${id}`, user_id: id, account_id: id, provider_id: "credential" };
  await tx
    .insertInto("auth_credential")
    .values({ ...key, password: hash, created_at: now, updated_at: now })
    .execute();
  await endSessions(tx, id, keep);
}

/** How many were ended. */
export async function endSessions(tx: Tx, accountId: string, keep = ""): Promise<number> {
  const ended = await tx
    .deleteFrom("auth_session")
    .where("user_id", "=", accountId)
    .where("id", "<>", keep)
    .executeTakeFirst();
  return Number(ended.numDeletedRows);
}

/** False where the account holds it already. */
export async function addRole(tx: Tx, accountId: string, role: Role, now: Date): Promise<boolean> {
  const added = await tx
    .insertInto("account_role")
    .values({ account_id: accountId, role, granted_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return added.numInsertedOrUpdatedRows === 1n;
}

/** False where the account does not hold it. */
export async function removeRole(tx: Tx, accountId: string, role: Role): Promise<boolean> {
  const removed = await tx
    .deleteFrom("account_role")
    .where("account_id", "=", accountId)
    .where("role", "=", role)
    .executeTakeFirst();
  return removed.numDeletedRows === 1n;
}

/** Accounts with the role that can act: not disabled. */
export async function holdersOf(db: Reader, role: Role): Promise<string[]> {
  const rows = await db
    .selectFrom("account_role")
    .innerJoin("account", "account.id", "account_role.account_id")
    .select("account.id")
    .where("account_role.role", "=", role)
    .where("account.disabled_at", "is", null)
    .orderBy("account.id")
    .execute();
  return rows.map(({ id }) => id);
}
