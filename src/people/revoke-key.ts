import { type Context, Refusal } from "../platform/index.ts";
import { house } from "./account.ts";
import { type ApiKey, programId } from "./api-key.ts";
import { getKey } from "./list-keys.ts";

/** From now on nobody comes in with it. What was done with it stays told. */
export function revokeKey(context: Context, { id }: { readonly id: string }): Promise<ApiKey> {
  return context.commit(async (tx) => {
    context.require("keys.revoke", house);
    const before = await getKey(tx, id);
    if (before.revokedAt) {
      throw new Refusal("conflict", { zh: "该密钥已吊销。", en: "This key is revoked already." });
    }
    await tx.updateTable("api_key").set({ revoked_at: context.now }).where("id", "=", id).execute();
    const after = await getKey(tx, id);
    return { result: after, event: { type: "key.revoked", subject: programId(id), before, after } };
  });
}
