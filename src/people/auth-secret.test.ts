import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readAuthSecret } from "./auth-secret.ts";

const folder = mkdtempSync(join(tmpdir(), "plumbline-test-"));
const file = join(folder, "keys", "sign-in.secret");

test("the secret is made once, for its owner alone, and not taken where it is damaged", () => {
  const secret = readAuthSecret(join(folder, "keys"));
  expect(secret).toHaveLength(43);
  expect(readAuthSecret(join(folder, "keys"))).toBe(secret);
  expect(readFileSync(file, "utf8").trim()).toBe(secret);
  if (process.platform !== "win32") expect(statSync(file).mode & 0o777).toBe(0o600);
  writeFileSync(file, "short");
  expect(() => readAuthSecret(join(folder, "keys"))).toThrow("damaged");
  rmSync(folder, { recursive: true });
});
