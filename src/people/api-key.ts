import { createHash, randomBytes } from "node:crypto";
import { z } from "zod";

/** What a program may do with its key. */
export const scopeSchema = z.enum(["observations:write", "decisions:ask"]);
export type Scope = z.infer<typeof scopeSchema>;

/** What is shown of a key; never what opens it. */
export const apiKeySchema = z.object({
  id: z.uuid(),
  name: z.string(),
  prefix: z.string(),
  scopes: z.array(scopeSchema),
  source: z.string().nullable(),
  madeAt: z.date(),
  expiresAt: z.date().nullable(),
  revokedAt: z.date().nullable(),
});
export type ApiKey = z.infer<typeof apiKeySchema>;

/** 256 random bits; the beginning lets scanners for leaked secrets know what they have found. */
export const makeKey = (): string => `plumbline_${randomBytes(32).toString("base64url")}`;

/** Of its letters people see so many, to tell keys apart. */
export const prefixOf = (key: string): string => key.slice(0, "plumbline_".length + 6);

export const hashOfKey = (key: string): Buffer => createHash("sha256").update(key).digest();

/** As an actor and as an event's subject. */
export const programId = (id: string): string => `key:${id}`;
