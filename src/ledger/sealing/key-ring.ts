import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from "node:crypto";
import { join } from "node:path";
import { z } from "zod";
import { parsedOrNothing, Refusal } from "../../platform/index.ts";
import { generateSignerKey, parseSignerKey, type SignerKey, verifierOf } from "../note/signer.ts";
import { formatVerifierKey } from "../note/verifier.ts";
import type { Disk } from "./disk.ts";

/** What opens the signing keys: a passphrase, or a file of 32 random bytes, which may lie on another medium. */
export type KeyOpener =
  | { readonly passphrase: string }
  | { readonly keyFile: string; readonly mayMake: boolean };

/** The keys of this installation's log. All that are in force sign, under one name. */
export interface KeyRing {
  /** The log's name: first line of its checkpoints. */
  readonly origin: string;
  /** Index in the database's log of the first entry of this Merkle log: 0, but after a restore that lost entries. */
  readonly base: number;
  /** Counts the logs of this installation from 1. */
  readonly generation: number;
  readonly keys: readonly RingKey[];
  /** Those that sign at this moment. */
  signers(now: Date): readonly SignerKey[];
  /** A new key beside the old ones, which go on signing until `overlapUntil`. */
  rotate(now: Date, overlapUntil: Date): Promise<KeyRing>;
  /** The same keys, from here on opened by something else. */
  rekey(opener: KeyOpener): Promise<void>;
  /** A new log under a new name with a new key, whose first entry is the database's entry `base`. */
  restart(now: Date, base: number): Promise<KeyRing>;
}

export interface RingKey {
  readonly verifier: string;
  readonly from: Date;
  /** It signs no more from here on; absent while it is the newest. */
  readonly until?: Date | undefined;
}

const sealedSchema = z.object({ iv: z.base64(), tag: z.base64(), data: z.base64() });
const keySchema = z.object({
  verifier: z.string(),
  from: z.coerce.date(),
  until: z.coerce.date().optional(),
  sealed: sealedSchema,
});
const ringSchema = z.object({
  form: z.literal("key-ring/1"),
  name: z.string(),
  base: z.int().min(0),
  generation: z.int().min(1),
  /** Of scrypt, RFC 7914; absent with a key file. */
  salt: z.base64().optional(),
  keys: z.array(keySchema).min(1),
});
type Stored = z.infer<typeof ringSchema>;

export const ringFile = "ledger-keys.json";

/** Opens the ring, or makes one with a first key. `name` is the log's name for a new ring. */
export async function openKeyRing(
  keys: string,
  disk: Disk,
  { name, opener, now }: { readonly name: string; readonly opener: KeyOpener; readonly now: Date },
): Promise<KeyRing> {
  const path = join(keys, ringFile);
  const found = await disk.read(path);
  if (found) {
    const stored = ringSchema.safeParse(parsedOrNothing(found.toString("utf8")));
    if (!stored.success) throw damaged(path);
    return ringOf({ path, disk, secret: await secretOf(disk, opener, stored.data.salt) }, stored.data);
  }
  const salt = "passphrase" in opener ? randomBytes(16).toString("base64") : undefined;
  const secret = await secretOf(disk, opener, salt);
  const first = newKey(name, secret, now);
  const stored: Stored = {
    form: "key-ring/1",
    name,
    base: 0,
    generation: 1,
    keys: [first],
    ...(salt ? { salt } : {}),
  };
  const home = { path, disk, secret };
  if (!(await disk.create(path, bytesOf(stored)))) return openKeyRing(keys, disk, { name, opener, now });
  return ringOf(home, stored);
}

interface Home {
  readonly path: string;
  readonly disk: Disk;
  /** 32 bytes. */
  readonly secret: Buffer;
}

function ringOf(home: Home, stored: Stored): KeyRing {
  const opened = stored.keys.map((key) => ({
    ...key,
    signer: parseSignerKey(open(key.sealed, home.secret)),
  }));
  const origin = originOf(stored);
  const keep = async (next: Stored) => {
    await home.disk.write([{ path: home.path, bytes: bytesOf(next) }]);
    return ringOf(home, next);
  };
  return {
    origin,
    base: stored.base,
    generation: stored.generation,
    keys: stored.keys.map(({ verifier, from, until }) => ({ verifier, from, until })),
    signers: (now) =>
      opened.filter(({ until }) => until === undefined || until > now).map(({ signer }) => signer),
    rotate: (now, overlapUntil) => {
      const old = stored.keys.map((key) => (key.until === undefined ? { ...key, until: overlapUntil } : key));
      return keep({ ...stored, keys: [...old, newKey(origin, home.secret, now)] });
    },
    async rekey(opener) {
      const salt = "passphrase" in opener ? randomBytes(16).toString("base64") : undefined;
      const secret = await secretOf(home.disk, opener, salt);
      const { salt: _, ...rest } = stored;
      const keys = stored.keys.map((key) => ({
        ...key,
        sealed: seal(open(key.sealed, home.secret), secret),
      }));
      const next: Stored = { ...rest, ...(salt ? { salt } : {}), keys };
      await home.disk.write([{ path: home.path, bytes: bytesOf(next) }]);
    },
    restart: (now, base) => {
      const next = { ...stored, base, generation: stored.generation + 1 };
      return keep({ ...next, keys: [newKey(originOf(next), home.secret, now)] });
    },
  };
}

/** A restarted log is another log, so it bears another name. */
function originOf({ name, generation }: Pick<Stored, "name" | "generation">): string {
  return generation === 1 ? name : `${name}/${generation}`;
}

function newKey(origin: string, secret: Buffer, from: Date): Stored["keys"][number] {
  const text = generateSignerKey(origin);
  return { verifier: formatVerifierKey(verifierOf(parseSignerKey(text))), from, sealed: seal(text, secret) };
}

function seal(text: string, secret: Buffer): z.infer<typeof sealedSchema> {
  const iv = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", secret, iv);
  const data = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  const [ivText = "", tag = "", dataText = ""] = [iv, cipher.getAuthTag(), data].map((b) =>
    b.toString("base64"),
  );
  return { iv: ivText, tag, data: dataText };
}

function open({ iv, tag, data }: z.infer<typeof sealedSchema>, secret: Buffer): string {
  try {
    const cipher = createDecipheriv("aes-256-gcm", secret, Buffer.from(iv, "base64"), { authTagLength: 16 });
    cipher.setAuthTag(Buffer.from(tag, "base64"));
    return cipher.update(Buffer.from(data, "base64"), undefined, "utf8") + cipher.final("utf8");
  } catch {
    throw new Refusal("invalid", {
      zh: "无法打开账本的签名密钥：口令或密钥文件不对。",
      en: "The signing keys of the ledger cannot be opened: wrong passphrase or key file.",
    });
  }
}

async function secretOf(disk: Disk, opener: KeyOpener, salt: string | undefined): Promise<Buffer> {
  if ("passphrase" in opener) {
    if (salt === undefined) throw wrongOpener();
    // 64 MiB: about a quarter of a second, once a start.
    const cost = { N: 65_536, r: 8, p: 1, maxmem: 128 * 1024 * 1024 };
    return scryptSync(opener.passphrase, Buffer.from(salt, "base64"), 32, cost);
  }
  if (salt !== undefined) throw wrongOpener();
  const { keyFile, mayMake } = opener;
  const found = await disk.read(keyFile);
  if (found) {
    const secret = Buffer.from(found.toString("latin1").trim(), "base64");
    if (secret.length !== 32) throw damaged(keyFile);
    return secret;
  }
  if (!mayMake) {
    throw new Refusal("invalid", {
      zh: `找不到密钥文件 ${keyFile}。没有它就不能打开账本的签名密钥。`,
      en: `There is no key file ${keyFile}. Without it the ledger's signing keys cannot be opened.`,
    });
  }
  const made = randomBytes(32);
  await disk.create(keyFile, Buffer.from(`${made.toString("base64")}\n`));
  return secretOf(disk, { keyFile, mayMake: false }, undefined);
}

const wrongOpener = () =>
  new Refusal("invalid", {
    zh: "账本的签名密钥是用另一种方式加密的：口令与密钥文件只能用其中一种。",
    en: "The ledger's signing keys were encrypted the other way: either a passphrase or a key file.",
  });

const damaged = (path: string) =>
  new Refusal("invalid", { zh: `${path} 已损坏，无法读取。`, en: `${path} is damaged and cannot be read.` });

const bytesOf = (stored: Stored) => Buffer.from(`${JSON.stringify(stored, undefined, 2)}\n`);
