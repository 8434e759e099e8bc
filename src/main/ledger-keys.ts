import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import {
  changeKey,
  type KeyOpener,
  type KeyRing,
  openDisk,
  openerOf,
  openKeyRing,
  readVerifierKeys,
} from "../ledger/index.ts";
import {
  type Context,
  createContextMaker,
  createLogger,
  type Language,
  openDatabase,
  openEventLog,
  Refusal,
} from "../platform/index.ts";
import { readWorkbenchConfig } from "./workbench/config.ts";

/** Who has the keys and the data folder at hand asks nobody: what he does stands in the log for everybody to see. */
const holder = { kind: "system", id: "system:ledger" } as const;

/** A new signing key, whether the server runs or not: it takes it up with the entry that tells of it. */
export async function rotateKey(overlap: string, language: Language): Promise<void> {
  const changed = await withRing("guest", (context, ring) =>
    changeKey(context, { ring, rotate: (until) => ring.rotate(context.now, until) }, Number(overlap)),
  );
  const day = changed.until.toISOString();
  process.stdout.write(
    {
      zh: `已生成新的签名密钥；新旧两把密钥同时签署至 ${day}。请在此之前把新的验证密钥告知见证方和验证者（./plumbline ledger trust 给出信任文件）：\n${changed.verifier}\n`,
      en: `A new signing key is made; it and the former one both sign until ${day}. Tell witnesses and verifiers the new key before then (./plumbline ledger trust prints a trust file):\n${changed.verifier}\n`,
    }[language].replaceAll("\\\n", "\n"),
  );
}

/** Other means of opening the same keys. The server must not run: it would write the old way again. */
export async function rekey(
  given: { readonly passphraseFile: string | undefined; readonly keyFile: string | undefined },
  language: Language,
): Promise<void> {
  const { keys } = readWorkbenchConfig(process.env);
  if ((given.passphraseFile === undefined) === (given.keyFile === undefined)) throw oneOpener();
  const settings = { ...given, keyFile: given.keyFile && resolve(given.keyFile) };
  const opener = await openerOf(keys, settings);
  const next: KeyOpener = "passphrase" in opener ? opener : { ...opener, mayMake: true };
  await withRing("server", async (context, ring) => {
    await ring.rekey(next);
    await context.commit(async () => {
      context.require("ledger.rotate", {});
      const seals = { keys: ring.keys.length };
      return { result: undefined, event: { type: "ledger.rekeyed", subject: "house:ledger", seals } };
    });
  });
  const setting = given.passphraseFile === undefined ? "ledger.keyFile" : "ledger.passphraseFile";
  process.stdout.write(
    {
      zh: `签名密钥已改用新的方式加密。请在配置文件中设置 ${setting}，并销毁旧口令或旧密钥文件，否则服务无法启动。\n`,
      en: `The signing keys are now encrypted the new way. Set ${setting} in the configuration file, or the server will not start; and destroy the old passphrase or key file.\n`,
    }[language],
  );
}

async function withRing<Result>(
  role: "server" | "guest",
  work: (context: Context, ring: KeyRing) => Promise<Result>,
): Promise<Result> {
  const { data, databaseUrl, keys, sections } = readWorkbenchConfig(process.env);
  const disk = openDisk();
  if ((await readVerifierKeys(keys, disk)).length === 0) throw noRing(keys);
  const log = createLogger({ level: "warn", destination: process.stderr });
  const database = await openDatabase({ data, databaseUrl, role, log });
  try {
    // Whoever serves gives the entry its index.
    const events = await openEventLog(database, log, { sequence: false });
    try {
      const access = { require: () => undefined };
      const contexts = createContextMaker({ database, access, sink: events.sink });
      const opener = await openerOf(keys, sections.ledger);
      const ring = await openKeyRing(keys, disk, { name: "unused", opener, now: new Date() });
      return await work(contexts.contextFor(holder), ring);
    } finally {
      await events.close();
    }
  } finally {
    await database.close();
  }
}

/** A trust file (c2sp.org/tlog-policy) of the keys as they stand, each with its dates, and of the witnesses. */
export async function printTrust(): Promise<void> {
  const { keys, sections } = readWorkbenchConfig(process.env);
  const found = await readVerifierKeys(keys, openDisk());
  if (found.length === 0) throw noRing(keys);
  const lines = [`# c2sp.org/tlog-policy, ${new Date().toISOString().slice(0, 10)}`];
  for (const { verifier, from, until } of found.toReversed()) {
    const ends = until === undefined ? "in force" : `signs until ${until.toISOString()}`;
    lines.push(`# since ${from.toISOString()}, ${ends}`, `log ${verifier}`);
  }
  lines.push(...(await witnessLines(sections.ledger.policyFile)));
  process.stdout.write(`${lines.join("\n")}\n`);
}

async function witnessLines(policyFile: string | undefined): Promise<string[]> {
  if (policyFile === undefined) return ["quorum none"];
  const text = await readFile(policyFile, "utf8");
  return text.split("\n").filter((line) => /^(witness|group|quorum)\s/.test(line));
}

const noRing = (keys: string) =>
  new Refusal("not-found", {
    zh: `${keys} 中还没有账本密钥；首次启动服务时会生成。`,
    en: `${keys} holds no key of a ledger yet; the first start of the server makes it.`,
  });

const oneOpener = () =>
  new Refusal("invalid", {
    zh: "请用 --passphrase-file 指定口令文件，或用 --key-file 指定密钥文件（二者取一）。",
    en: "Name a passphrase file by --passphrase-file or a key file by --key-file, one of them.",
  });
