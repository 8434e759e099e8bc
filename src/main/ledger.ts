import { keyFingerprint, openDisk, openerOf, readVerifierKeys, restartLedger } from "../ledger/index.ts";
import {
  createLogger,
  type Database,
  type Language,
  type Logger,
  openDatabase,
  openEventLog,
  Refusal,
} from "../platform/index.ts";
import { readArguments } from "./arguments.ts";
import { anchorCommand } from "./ledger-anchor.ts";
import { printTrust, rekey, rotateKey } from "./ledger-keys.ts";
import { readWorkbenchConfig } from "./workbench/config.ts";

/** The ledger's keys, the ledger after a restore, and anchors in a chain. */
export async function ledgerCommand(args: readonly string[], language: Language): Promise<void> {
  if (args[0] === "anchor") return anchorCommand(args.slice(1), language);
  const options = {
    overlap: { type: "string" },
    "passphrase-file": { type: "string" },
    "key-file": { type: "string" },
  } as const;
  const { positionals, values } = readArguments(args, options, 1);
  switch (positionals[0]) {
    case "key":
      return printKeys(language);
    case "trust":
      return printTrust();
    case "rotate":
      return rotateKey(values.overlap ?? "30", language);
    case "rekey":
      return rekey({ passphraseFile: values["passphrase-file"], keyFile: values["key-file"] }, language);
    case "restart":
      return restart(language);
  }
  throw new Refusal("invalid", {
    zh: "用法：./plumbline ledger key（验证密钥）；ledger trust（信任文件）；ledger rotate [--overlap 天数]（更换签名密钥）；ledger rekey --passphrase-file 文件 或 --key-file 文件（更换口令）；ledger restart（恢复旧备份后另立账本）；ledger anchor（链上存证）。",
    en: "Usage: ./plumbline ledger key (the verifier keys); ledger trust (a trust file); ledger rotate [--overlap DAYS] (a new signing key); ledger rekey --passphrase-file FILE or --key-file FILE (what opens the keys); ledger restart (a new log after an old backup was restored); ledger anchor (anchors in a chain).",
  });
}

async function printKeys(language: Language): Promise<void> {
  const { keys } = readWorkbenchConfig(process.env);
  const found = await readVerifierKeys(keys, openDisk());
  if (found.length === 0) {
    throw new Refusal("not-found", {
      zh: `${keys} 中还没有账本密钥；首次启动服务时会生成。`,
      en: `${keys} holds no key of a ledger yet; the first start of the server makes it.`,
    });
  }
  for (const { verifier, until } of found) {
    process.stdout.write(`${verifier}\n`);
    const fingerprint = keyFingerprint(verifier);
    process.stderr.write({ zh: `指纹：${fingerprint}\n`, en: `fingerprint: ${fingerprint}\n` }[language]);
    if (until === undefined) continue;
    const day = until.toISOString();
    process.stderr.write(
      { zh: `（该密钥签署至 ${day}）\n`, en: `(this key signs until ${day})\n` }[language],
    );
  }
}

async function numberAll(database: Database, log: Logger): Promise<void> {
  const events = await openEventLog(database, log);
  await events.settled().finally(() => events.close());
}

async function restart(language: Language): Promise<void> {
  const { data, databaseUrl, keys, sections } = readWorkbenchConfig(process.env);
  const log = createLogger({ level: "warn", destination: process.stderr });
  const database = await openDatabase({ data, databaseUrl, role: "server", log });
  try {
    const events = await openEventLog(database, log, { sequence: false });
    try {
      const opener = await openerOf(keys, sections.ledger);
      const { origin, verifier, lost } = await restartLedger({
        database,
        events,
        number: () => numberAll(database, log),
        data,
        keys,
        opener,
        now: new Date(),
      });
      process.stdout.write(
        {
          zh: `已另立账本 ${origin}。旧账本第 ${lost[0]} 至 ${lost[1]} 条在恢复后缺失，新账本第一条已写明。请把新的验证密钥告知见证方和验证者：\n${verifier}\n`,
          en: `A new log, ${origin}, has begun. Entries ${lost[0]} to ${lost[1]} of the old one are missing since the restore; the first entry of the new one says so. Tell witnesses and verifiers the new key:\n${verifier}\n`,
        }[language],
      );
    } finally {
      await events.close();
    }
  } finally {
    await database.close();
  }
}
