import { randomUUID } from "node:crypto";
import { z } from "zod";
import { type Context, type Event, Refusal, type Tx } from "../platform/index.ts";
import { newAccount, subjectOf } from "./account.ts";
import { breached } from "./independence.ts";
import { findLink, withdrawLink } from "./one-time-link.ts";
import { makePassword } from "./password.ts";
import { addRole, hasAccounts, insertAccount, setPassword } from "./queries.ts";
import type { Role } from "./role.ts";

const firstAccount = newAccount.extend({ password: z.string().max(1_000) });
type FirstAccount = z.infer<typeof firstAccount>;

export const setUpInput = z.object({
  token: z.string().max(200),
  administrator: firstAccount,
  /** Left out: the administrator is the lead auditor too, which is shown and logged until a second exists. */
  leadAuditor: firstAccount.optional(),
});
export type SetUpInput = z.infer<typeof setUpInput>;

export interface SetUpResult {
  readonly administrator: string;
  readonly leadAuditor: string;
}

/** Makes the first accounts. Works once, with the token that the server printed. */
export async function setUp(context: Context, input: SetUpInput): Promise<SetUpResult> {
  const people = input.leadAuditor ? [input.administrator, input.leadAuditor] : [input.administrator];
  // Asked before hashing, so that nobody makes the server work without the token, and again in the commit.
  await insistOnToken(context, context.db, input.token);
  const ready: { readonly person: FirstAccount; readonly id: string; readonly hash: string }[] = [];
  for (const person of people) {
    ready.push({ person, id: randomUUID(), hash: await makePassword(person.password, person) });
  }
  return context.commit(async (tx) => {
    await insistOnToken(context, tx, input.token);
    await withdrawLink(tx, null);
    const events: Event[] = [];
    for (const { person, id, hash } of ready) {
      const { password: _, ...account } = person;
      await insertAccount(tx, id, account, context.now);
      await setPassword(tx, id, hash, context.now);
      events.push({ type: "account.created", subject: subjectOf(id), after: account });
    }
    const administrator = ready[0]?.id ?? "";
    const leadAuditor = ready[1]?.id ?? administrator;
    events.push(await grantFirst(tx, administrator, "administrator", context.now));
    events.push(await grantFirst(tx, leadAuditor, "lead-auditor", context.now));
    if (administrator === leadAuditor) events.push(breached(administrator));
    return {
      result: { administrator, leadAuditor },
      event: [{ type: "set-up.completed", subject: "house" }, ...events],
    };
  });
}

async function insistOnToken(context: Context, db: Context["db"], token: string): Promise<void> {
  const link = await findLink(db, token, context.now);
  const isOpen = link !== undefined && link.accountId === null && !(await hasAccounts(db));
  if (!isOpen) throw new Refusal("forbidden", linkSpent);
  context.require("set-up.complete", { type: "SetUp", id: "set-up", isOpen });
}

const linkSpent = {
  zh: "设置链接无效或已使用。重启服务器可获得新链接。",
  en: "The set-up link is wrong or has been used. Restarting the server prints a new one.",
};

async function grantFirst(tx: Tx, id: string, role: Role, now: Date): Promise<Event> {
  await addRole(tx, id, role, now);
  return { type: "role.granted", subject: subjectOf(id), after: { role } };
}
