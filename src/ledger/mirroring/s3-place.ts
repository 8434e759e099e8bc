import { createHash } from "node:crypto";
import { AwsClient } from "aws4fetch";
import { Refusal } from "../../platform/index.ts";
import { reasonOf } from "../errands/errand.ts";
import { readBounded } from "../errands/read-bounded.ts";
import { readSecret } from "../errands/secret-file.ts";
import type { MirrorSettings } from "../settings.ts";
import type { MirrorPlace } from "./mirror-place.ts";

type S3 = NonNullable<MirrorSettings["s3"]>;

const atOnce = 8;
const answerWithin = 30_000;
/** Of what is read back: a checkpoint and the note of how far a copy has come. */
const mostBytes = 64 * 1024;

/** A bucket of an S3-compatible store, with requests signed by Signature Version 4. */
export function s3Place(settings: S3, below: string): MirrorPlace {
  const base = addressOf(settings, below);
  const name = base.replace(/\/$/, "");
  const send = async (
    path: string,
    init: { readonly method: string; readonly body?: Uint8Array },
    signal?: AbortSignal,
  ) => {
    const client = await openClient(settings);
    const { method, body = new Uint8Array(0) } = init;
    const timeout = AbortSignal.timeout(answerWithin);
    try {
      return await client.fetch(`${base}${path}`, {
        method,
        headers: {
          "x-amz-content-sha256": createHash("sha256").update(body).digest("hex"),
          ...(init.body ? { "content-type": typeOf(path) } : {}),
        },
        ...(init.body ? { body: Buffer.from(body) } : {}),
        redirect: "error",
        signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      });
    } catch (error) {
      throw unreachable(name, reasonOf(error));
    }
  };
  const put = async (
    { path, bytes }: { readonly path: string; readonly bytes: Uint8Array },
    signal: AbortSignal,
  ) => {
    const answer = await send(path, { method: "PUT", body: bytes }, signal);
    if (!answer.ok) throw unreachable(name, await problemIn(answer));
    await answer.body?.cancel();
  };
  return {
    name,
    async read(path) {
      const answer = await send(path, { method: "GET" });
      if (answer.ok) return readBounded(answer, mostBytes);
      const problem = await problemIn(answer);
      // A bucket that is missing must not pass for an empty mirror.
      if (answer.status === 404 && !problem.includes("NoSuchBucket")) return undefined;
      throw unreachable(name, problem);
    },
    async write(files, signal) {
      const waiting = [...files];
      const worker = async () => {
        for (let file = waiting.shift(); file; file = waiting.shift()) await put(file, signal);
      };
      const workers = Array.from({ length: Math.min(atOnce, files.length) }, worker);
      // Nothing of a batch is still under way when it is given up.
      const ended = await Promise.allSettled(workers);
      const failed = ended.find((one) => one.status === "rejected");
      if (failed) throw failed.reason;
    },
  };
}

function addressOf({ endpoint, bucket, prefix, style }: S3, below: string): string {
  const url = new URL(endpoint);
  const root = url.pathname.replace(/\/$/, "");
  if (style === "host") url.hostname = `${bucket}.${url.hostname}`;
  const names = [root.slice(1), style === "path" ? bucket : "", prefix ?? "", below].filter(Boolean);
  return `${url.origin}/${names.map((one) => `${one}/`).join("")}`;
}

/** Read anew for each request: credentials are changed under a running house. */
async function openClient({ credentialsFile, region }: S3): Promise<AwsClient> {
  const text = await readSecret(credentialsFile);
  const value = (key: string) => new RegExp(`^\\s*${key}\\s*=\\s*(\\S+)\\s*$`, "m").exec(text)?.[1];
  const accessKeyId = value("aws_access_key_id");
  const secretAccessKey = value("aws_secret_access_key");
  const sessionToken = value("aws_session_token");
  if (!accessKeyId || !secretAccessKey) {
    throw new Refusal("invalid", {
      zh: `${credentialsFile} 中应有 aws_access_key_id = … 与 aws_secret_access_key = … 两行。`,
      en: `${credentialsFile} must hold the lines aws_access_key_id = … and aws_secret_access_key = ….`,
    });
  }
  const session = sessionToken === undefined ? {} : { sessionToken };
  // Failures are tried again by who asks, ever more rarely.
  return new AwsClient({ accessKeyId, secretAccessKey, ...session, service: "s3", region, retries: 0 });
}

const typeOf = (path: string) =>
  /(^|\/)tile\//.test(path) ? "application/octet-stream" : "text/plain; charset=utf-8";

/** The code that S3 gives in its XML, or the status. */
async function problemIn(answer: Response): Promise<string> {
  const body = await readBounded(answer, mostBytes).catch(() => new Uint8Array(0));
  const code = /<Code>([A-Za-z0-9]{1,60})<\/Code>/.exec(Buffer.from(body).toString("latin1"))?.[1];
  return `HTTP ${answer.status}${code ? ` ${code}` : ""}`;
}

const unreachable = (name: string, why: string) =>
  new Refusal("invalid", {
    zh: `对象存储 ${name} 未能完成请求（${why}）。`,
    en: `The store ${name} did not do as asked (${why}).`,
  });
