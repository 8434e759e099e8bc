import { type Reader, Refusal } from "../platform/index.ts";
import type { ApiKey } from "./api-key.ts";

/** All keys, revoked ones too, the newest first. */
export async function listKeys(db: Reader): Promise<ApiKey[]> {
  return (await keyRows(db).orderBy("made_at", "desc").orderBy("id").execute()).map(toKey);
}

export async function getKey(db: Reader, id: string): Promise<ApiKey> {
  const row = await keyRows(db).where("id", "=", id).executeTakeFirst();
  if (!row) throw new Refusal("not-found", { zh: "没有这个接口密钥。", en: "There is no such API key." });
  return toKey(row);
}

const keyRows = (db: Reader) =>
  db
    .selectFrom("api_key")
    .select(["id", "name", "prefix", "scopes", "source", "made_at", "expires_at", "revoked_at"]);

type KeyRow = Awaited<ReturnType<ReturnType<typeof keyRows>["executeTakeFirstOrThrow"]>>;

const toKey = ({ made_at, expires_at, revoked_at, ...key }: KeyRow): ApiKey => ({
  ...key,
  madeAt: made_at,
  expiresAt: expires_at,
  revokedAt: revoked_at,
});
