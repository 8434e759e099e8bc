import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * What signs session cookies and encrypts TOTP secrets, made at first use in the folder of keys: a copy of
 * the database alone opens nothing.
 */
export function readAuthSecret(keys: string): string {
  mkdirSync(keys, { recursive: true, mode: 0o700 });
  const file = join(keys, "sign-in.secret");
  try {
    const options = { mode: 0o600, flag: "wx", flush: true } as const;
    writeFileSync(file, `${randomBytes(32).toString("base64url")}\n`, options);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  const secret = readFileSync(file, "utf8").trim();
  if (secret.length < 32) throw new Error(`${file} is damaged: it must hold at least 32 characters.`);
  return secret;
}
