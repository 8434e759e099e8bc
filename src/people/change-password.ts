import { verifyPassword } from "better-auth/crypto";
import { z } from "zod";
import { type Context, type Reader, Refusal } from "../platform/index.ts";
import { accountResource, subjectOf } from "./account.ts";
import { makePassword } from "./password.ts";
import { getAccount, setPassword } from "./queries.ts";

export const changePasswordInput = z.object({ current: z.string().max(1_000), next: z.string().max(1_000) });
export type ChangePasswordInput = z.infer<typeof changePasswordInput>;

/** One's own. Every other session ends; the one given stays. */
export async function changePassword(
  context: Context,
  { current, next }: ChangePasswordInput,
  sessionId: string | undefined,
): Promise<void> {
  const { id } = context.actor;
  context.require("password.change", { type: "Account", id, roles: [] });
  const before = await passwordOf(context.db, id);
  if (!before || !(await verifyPassword({ hash: before, password: current })))
    throw new Refusal("forbidden", wrong);
  const hash = await makePassword(next, await getAccount(context.db, id));
  await context.commit(async (tx) => {
    context.require("password.change", accountResource(await getAccount(tx, id)));
    // Changed meanwhile: who knew only the old one must not undo that.
    if ((await passwordOf(tx, id)) !== before) throw new Refusal("forbidden", wrong);
    await setPassword(tx, id, hash, context.now, sessionId);
    return { result: undefined, event: { type: "password.changed", subject: subjectOf(id) } };
  });
}

async function passwordOf(db: Reader, id: string): Promise<string | undefined> {
  const row = await db
    .selectFrom("auth_credential")
    .select("password")
    .where("user_id", "=", id)
    .where("provider_id", "=", "credential")
    .executeTakeFirst();
  return row?.password ?? undefined;
}

const wrong = { zh: "当前密码不正确。", en: "The present password is wrong." };
