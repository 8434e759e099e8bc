import { createCipheriv, createDecipheriv, hkdfSync, randomBytes, scrypt } from "node:crypto";
import { z } from "zod";

/**
 * Encryption of a backup's parts: AES-256-GCM over pieces of 64 KiB (the STREAM construction of Hoang, Reyhanitabar,
 * Rogaway and Vizár, "Online Authenticated-Encryption and its Nonce-Reuse Misuse-Resistance", 2015): each piece's nonce
 * is its number and whether it is the last, so pieces cannot be changed, moved, repeated or cut off. Every part has
 * its own key, made from its name, so parts cannot take each other's place.
 */
const piece = 64 * 1024;
const tagLength = 16;

/** How the key comes from the passphrase; stands in clear beside the parts. */
export const lockSchema = z.strictObject({
  form: z.literal("plumbline-lock/1"),
  kdf: z.literal("scrypt"),
  // Bounds, so that a forged file cannot make us compute for hours.
  N: z.int().min(16_384).max(1_048_576),
  r: z.int().min(1).max(16),
  p: z.int().min(1).max(4),
  salt: z.string().regex(/^[0-9a-f]{64}$/),
});
export type Lock = z.infer<typeof lockSchema>;

export const newLock = (): Lock => ({
  form: "plumbline-lock/1",
  kdf: "scrypt",
  N: 131_072,
  r: 8,
  p: 1,
  salt: randomBytes(32).toString("hex"),
});

export function masterKey({ N, r, p, salt }: Lock, passphrase: string): Promise<Buffer> {
  const options = { N, r, p, maxmem: 256 * N * r };
  return new Promise((resolve, reject) => {
    scrypt(passphrase.normalize("NFKC"), Buffer.from(salt, "hex"), 32, options, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}

export function keyOfPart(master: Buffer, name: string): Buffer {
  return Buffer.from(hkdfSync("sha256", master, Buffer.alloc(0), `plumbline-backup/1 ${name}`, 32));
}

function nonceOf(number: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeBigUInt64BE(BigInt(number), 3);
  nonce[11] = isLast ? 1 : 0;
  return nonce;
}

export async function* encrypt(source: AsyncIterable<Buffer>, key: Buffer): AsyncGenerator<Buffer> {
  for await (const { bytes, number, isLast } of piecesOf(source, piece)) {
    const cipher = createCipheriv("aes-256-gcm", key, nonceOf(number, isLast));
    yield Buffer.concat([cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
  }
}

/** Throws where anything was changed; what it has given until then is genuine. */
export async function* decrypt(source: AsyncIterable<Buffer>, key: Buffer): AsyncGenerator<Buffer> {
  for await (const { bytes, number, isLast } of piecesOf(source, piece + tagLength)) {
    if (bytes.length < tagLength) throw new Error("The encrypted text is cut off.");
    const decipher = createDecipheriv("aes-256-gcm", key, nonceOf(number, isLast));
    decipher.setAuthTag(bytes.subarray(-tagLength));
    yield Buffer.concat([decipher.update(bytes.subarray(0, -tagLength)), decipher.final()]);
  }
}

/** Pieces of a length, the last one shorter or as long, and of nothing one empty piece. */
async function* piecesOf(source: AsyncIterable<Buffer>, length: number) {
  let held: Buffer[] = [];
  let bytes = 0;
  let number = 0;
  for await (const chunk of source) {
    held.push(chunk);
    bytes += chunk.length;
    // More than one piece: then the first is not the last.
    if (bytes <= length) continue;
    let rest = Buffer.concat(held);
    for (; rest.length > length; rest = rest.subarray(length)) {
      yield { bytes: rest.subarray(0, length), number: number++, isLast: false };
    }
    held = [rest];
    bytes = rest.length;
  }
  yield { bytes: Buffer.concat(held), number, isLast: true };
}
