import type { Reader } from "../../platform/index.ts";
import type { Kind } from "../kinds/define-kind.ts";

/** The field that says whose customer, deal or visit a record is. */
export function sellerField(kind: Kind): string | undefined {
  return ["seller_id", "owner_id", "employee_id"].find(
    (name) => kind.fields[name] !== undefined && !kind.key.includes(name),
  );
}

/** The employee in whose name somebody of sales enters records; `undefined` for everybody else. */
export async function ownSeller(db: Reader, account: string): Promise<string | undefined> {
  const found = await db
    .selectFrom("account")
    .innerJoin("account_role", "account_role.account_id", "account.id")
    .where("account.id", "=", account)
    .where("role", "in", ["manager", "salesperson"])
    .select("account.employee_id")
    .executeTakeFirst();
  return found?.employee_id ?? undefined;
}
