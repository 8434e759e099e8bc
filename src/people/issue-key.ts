import { randomUUID } from "node:crypto";
import { z } from "zod";
import { type Context, Refusal } from "../platform/index.ts";
import { house } from "./account.ts";
import { type ApiKey, hashOfKey, makeKey, prefixOf, programId, scopeSchema } from "./api-key.ts";
import { getKey } from "./list-keys.ts";

export type { Scope } from "./api-key.ts";

export const issueKeyInput = z.object({
  name: z.string().trim().min(1).max(100),
  scopes: z.array(scopeSchema).min(1).max(10),
  /** Needed by whoever tells of records: each key speaks for one source. */
  source: z
    .string()
    .trim()
    .regex(/^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,99}$/u)
    .optional(),
  expiresAt: z.coerce.date().optional(),
});

export interface IssuedKey {
  readonly key: ApiKey;
  /** Shown once, stored nowhere. */
  readonly secret: string;
}

/** A key for a program. */
export function issueKey(context: Context, given: z.input<typeof issueKeyInput>): Promise<IssuedKey> {
  const { name, scopes, source, expiresAt } = issueKeyInput.parse(given);
  return context.commit(async (tx) => {
    context.require("keys.issue", house);
    if (scopes.includes("observations:write") && source === undefined) throw noSource();
    if (source !== undefined && reserved.has(source)) throw reservedSource(source);
    if (expiresAt !== undefined && expiresAt <= context.now) throw alreadyOver();
    const secret = makeKey();
    const id = randomUUID();
    await tx
      .insertInto("api_key")
      .values({
        id,
        name,
        hash: hashOfKey(secret),
        prefix: prefixOf(secret),
        scopes: [...new Set(scopes)],
        source: source ?? null,
        made_by: context.actor.id,
        made_at: context.now,
        expires_at: expiresAt ?? null,
        revoked_at: null,
      })
      .execute();
    const key = await getKey(tx, id);
    return { result: { key, secret }, event: { type: "key.issued", subject: programId(id), after: key } };
  });
}

/** What people enter by hand comes from here, and from nowhere else. */
const reserved = new Set(["form"]);

const noSource = () =>
  new Refusal("invalid", {
    zh: "可写入记录的密钥必须指明数据来源（source）。",
    en: "A key that may tell of records has to name its source.",
    path: "source",
  });

const reservedSource = (source: string) =>
  new Refusal("invalid", {
    zh: `“${source}”是系统保留的来源名称，请另取一个。`,
    en: `“${source}” is the name of a source of the house itself; choose another.`,
    path: "source",
  });

const alreadyOver = () =>
  new Refusal("invalid", {
    zh: "到期时间必须晚于现在。",
    en: "The key has to expire later than now.",
    path: "expiresAt",
  });
