import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { type Bilingual, Refusal } from "../../platform/index.ts";
import { reasonOf } from "../errands/errand.ts";
import { readBounded } from "../errands/read-bounded.ts";
import { readSecret } from "../errands/secret-file.ts";
import type { TimestampSettings } from "../settings.ts";
import { readPem } from "../timestamp/certificate.ts";
import { makeTimestampQuery, newNonce } from "../timestamp/make-query.ts";
import { TimestampError } from "../timestamp/timestamp-error.ts";
import { type VerifiedTimestamp, verifyTimestamp } from "../timestamp/verify-timestamp.ts";

type Authority = TimestampSettings["authorities"][number];

const answerWithin = 20_000;
const mostBytes = 64 * 1024;
/** By how much the clocks of the authority and of this machine may differ. */
const mostSkew = 5 * 60_000;

/** Has the bytes stamped, and verifies what came before anybody relies on it. */
export async function askAuthority(
  authority: Authority,
  bytes: Uint8Array,
  { signal, patience = answerWithin }: { readonly signal: AbortSignal; readonly patience?: number },
): Promise<{ readonly token: Uint8Array; readonly verified: VerifiedTimestamp }> {
  const authorities = await readAuthorities(authority);
  const nonce = newNonce();
  const { policy } = authority;
  const query = makeTimestampQuery({ sha256: createHash("sha256").update(bytes).digest(), nonce, policy });
  const askedAt = Date.now();
  const token = await post(authority, query, AbortSignal.any([signal, AbortSignal.timeout(patience)]));
  const verified = await verifyTimestamp(token, bytes, {
    authorities,
    nonce,
    policy,
    notBefore: new Date(askedAt - mostSkew),
    notAfter: new Date(Date.now() + mostSkew),
  });
  return { token, verified };
}

/** The trusted certificates in PEM, read anew each time: they are renewed under a running house. */
export async function readAuthorities({ caFile }: Pick<Authority, "caFile">): Promise<string> {
  const pem = await readFile(caFile, "utf8").catch((error: NodeJS.ErrnoException) => {
    throw unusable(caFile, { zh: String(error.code), en: String(error.code) });
  });
  try {
    readPem(pem);
  } catch (error) {
    if (!(error instanceof TimestampError)) throw error;
    throw unusable(caFile, { zh: "其中没有有效的 PEM 证书", en: "it holds no valid certificates in PEM" });
  }
  return pem;
}

const unusable = (caFile: string, why: Bilingual) =>
  new Refusal("invalid", {
    zh: `受信任证书的文件 ${caFile} 无法使用（${why.zh}）。`,
    en: `The file of trusted certificates ${caFile} cannot be used (${why.en}).`,
  });

async function post(authority: Authority, query: Uint8Array, signal: AbortSignal): Promise<Uint8Array> {
  const { url, credentialsFile } = authority;
  const credentials = credentialsFile && (await readSecret(credentialsFile)).split(/\r?\n/, 1)[0];
  try {
    const answer = await fetch(url, {
      method: "POST",
      body: Buffer.from(query),
      headers: {
        "content-type": "application/timestamp-query",
        accept: "application/timestamp-reply",
        ...(credentials ? { authorization: `Basic ${Buffer.from(credentials).toString("base64")}` } : {}),
      },
      redirect: "error",
      signal,
    });
    if (answer.status !== 200) {
      await answer.body?.cancel();
      throw unreachable(url, `HTTP ${answer.status}`);
    }
    return await readBounded(answer, mostBytes);
  } catch (error) {
    throw error instanceof Refusal ? error : unreachable(url, reasonOf(error));
  }
}

const unreachable = (url: string, why: string) =>
  new Refusal("invalid", {
    zh: `时间戳机构 ${new URL(url).host} 未能应答（${why}）。`,
    en: `The time-stamp authority ${new URL(url).host} did not answer (${why}).`,
  });
