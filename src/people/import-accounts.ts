import { randomUUID } from "node:crypto";
import { z } from "zod";
import { type Bilingual, type Context, type Event, Refusal } from "../platform/index.ts";
import { type Account, house, newAccount, subjectOf } from "./account.ts";
import { issueLink } from "./one-time-link.ts";
import { getAccount, insertAccount } from "./queries.ts";

export const importAccountsInput = z.object({ rows: z.array(newAccount).min(1).max(5_000) });
export type ImportAccountsInput = z.infer<typeof importAccountsInput>;

export interface ImportedAccounts {
  /** With the token of each one's invitation link. */
  readonly created: readonly { readonly account: Account; readonly token: string }[];
  /** Rows whose address already had an account, which stays as it is. */
  readonly present: number;
}

/** Makes accounts for the rows that have none: all of them or, where one is wrong, none. */
export function importAccounts(context: Context, { rows }: ImportAccountsInput): Promise<ImportedAccounts> {
  return context.commit(async (tx) => {
    context.require("accounts.import", house);
    insistOnDifferent(rows);
    const emails = rows.map(({ email }) => email);
    const found = await tx.selectFrom("auth_user").select("email").where("email", "in", emails).execute();
    const present = new Set(found.map(({ email }) => email));
    const created: { account: Account; token: string }[] = [];
    const events: Event[] = [];
    for (const row of rows.filter(({ email }) => !present.has(email))) {
      const id = randomUUID();
      await insertAccount(tx, id, row, context.now);
      const token = await issueLink(tx, id, context.now);
      created.push({ account: await getAccount(tx, id), token });
      events.push({ type: "account.created", subject: subjectOf(id), after: row });
    }
    const imported = { type: "accounts.imported", subject: "house", seals: { rows: created.length } };
    return { result: { created, present: present.size }, event: [imported, ...events] };
  });
}

function insistOnDifferent(rows: ImportAccountsInput["rows"]): void {
  const problems: Bilingual[] = [];
  for (const key of ["email", "employeeId"] as const) {
    const first = new Map<string, number>();
    rows.forEach((row, i) => {
      const value = row[key];
      if (value === undefined) return;
      const earlier = first.get(value);
      if (earlier === undefined) first.set(value, i + 1);
      else {
        problems.push({
          zh: `第 ${i + 1} 行的 ${key} ${value} 与第 ${earlier} 行重复。`,
          en: `Row ${i + 1}: ${key} ${value} is that of row ${earlier} too.`,
        });
      }
    });
  }
  if (problems.length > 0) throw new Refusal("invalid", problems);
}
