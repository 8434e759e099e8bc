import { createServer } from "node:http";
import { join, resolve } from "node:path";
import {
  COSIGNATURE,
  formatVerifierKey,
  generateSignerKey,
  LedgerError,
  openDisk,
  openWitness,
  parseSignerKey,
  parseVerifierKey,
  verifierOf,
} from "../ledger/index.ts";
import { type Language, Refusal } from "../platform/index.ts";
import { readArguments, wholeNumber } from "./arguments.ts";

const mostBytes = 64 * 1024;

/**
 * A witness for other people's logs: `witness init DIR --name NAME` makes its key, `witness serve DIR --log VKEY`
 * cosigns what grows. It needs no database.
 */
export async function witnessCommand(args: readonly string[], language: Language): Promise<void> {
  const options = { name: { type: "string" }, log: { type: "string", multiple: true } } as const;
  const { positionals, values } = readArguments(args, options, 2);
  const [verb, folder] = positionals;
  if (folder === undefined || (verb !== "init" && verb !== "serve")) throw usage();
  const home = resolve(folder);
  if (verb === "init") return makeKey(home, values.name, language);
  return serveWitness(home, values.log ?? [], language);
}

const keyFile = (home: string) => join(home, "witness.key");

async function makeKey(home: string, name: string | undefined, language: Language): Promise<void> {
  if (!name || !/^[^\s+]{1,100}$/.test(name)) throw usage();
  const text = generateSignerKey(name, COSIGNATURE);
  if (!(await openDisk().create(keyFile(home), Buffer.from(`${text}\n`)))) {
    throw new Refusal("conflict", {
      zh: `${home} 已有见证密钥，不会覆盖。`,
      en: `${home} already holds a witness's key, which is not overwritten.`,
    });
  }
  const key = formatVerifierKey(verifierOf(parseSignerKey(text)));
  process.stdout.write(
    {
      zh: `见证方已建立。请把这个验证密钥交给账本一方，写入其信任文件：\n${key}\n`,
      en: `The witness is made. Give this verifier key to whoever runs the log, for its trust file:\n${key}\n`,
    }[language],
  );
}

async function serveWitness(home: string, given: readonly string[], language: Language): Promise<void> {
  const stored = await openDisk().read(keyFile(home));
  if (!stored) {
    throw new Refusal("not-found", {
      zh: `${home} 没有见证密钥；请先运行 ./plumbline witness init。`,
      en: `${home} holds no witness's key; run ./plumbline witness init first.`,
    });
  }
  if (given.length === 0) throw usage();
  const witness = openWitness({
    folder: home,
    key: parseSignerKey(stored.toString("utf8").trim()),
    logs: given.map(logKey),
  });
  const server = createServer(async (request, response) => {
    const send = (status: number, type: string, body: string) =>
      response.writeHead(status, { "content-type": type, "x-content-type-options": "nosniff" }).end(body);
    const { pathname } = new URL(request.url ?? "/", "http://witness");
    if (pathname === "/healthz") return send(200, "text/plain", "ok\n");
    if (request.method !== "POST" || !pathname.endsWith("/add-checkpoint")) {
      return send(404, "text/plain", "Not found\n");
    }
    const chunks: Buffer[] = [];
    let bytes = 0;
    for await (const chunk of request) {
      bytes += (chunk as Buffer).length;
      if (bytes > mostBytes) return send(413, "text/plain", "Too large\n");
      chunks.push(chunk as Buffer);
    }
    try {
      const { status, type, body } = await witness.addCheckpoint(Buffer.concat(chunks));
      return send(status, type, body);
    } catch {
      // The disk, most likely: nothing was cosigned.
      return send(500, "text/plain", "The witness could not keep the checkpoint.\n");
    }
  });
  const port = wholeNumber("PORT", process.env.PORT || undefined, 8090, { least: 0, most: 65_535 });
  const host = process.env.HOST || "127.0.0.1";
  await new Promise<void>((done, failed) => server.once("error", failed).listen(port, host, done));
  const address = server.address();
  const bound = typeof address === "object" && address ? address.port : port;
  const shown = `http://${host}:${bound}/`;
  process.stdout.write(
    { zh: `见证服务已就绪：${shown}\n`, en: `The witness is ready: ${shown}\n` }[language],
  );
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => server.close(() => process.exit(0)).closeIdleConnections());
  }
}

function logKey(text: string) {
  try {
    return parseVerifierKey(text);
  } catch (error) {
    if (!(error instanceof LedgerError)) throw error;
    throw new Refusal("invalid", {
      zh: `--log 应为账本的验证密钥：${error.message}`,
      en: `--log takes the verifier key of a log: ${error.message}`,
    });
  }
}

const usage = () =>
  new Refusal("invalid", {
    zh: "用法：./plumbline witness init 文件夹 --name 名称；./plumbline witness serve 文件夹 --log 账本验证密钥（可重复；PORT、HOST）。",
    en: "Usage: ./plumbline witness init DIR --name NAME; ./plumbline witness serve DIR --log VKEY (repeatable; PORT, HOST).",
  });
