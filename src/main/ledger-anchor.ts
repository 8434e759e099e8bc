import { anchorFor, deployAnchor, verifyAnchor } from "../ledger/index.ts";
import { createLogger, type Language, openDatabase, Refusal } from "../platform/index.ts";
import { readArguments, wholeNumber } from "./arguments.ts";
import { readWorkbenchConfig } from "./workbench/config.ts";

/** `ledger anchor deploy` makes the contract; `ledger anchor show SIZE` looks an anchor up and verifies it. */
export async function anchorCommand(args: readonly string[], language: Language): Promise<void> {
  const { positionals, values } = readArguments(args, { rpc: { type: "string" } }, 2);
  const [verb, size] = positionals;
  if (verb === "deploy" && size === undefined) return deploy(language);
  if (verb === "show" && size !== undefined) return show(wholeNumber("SIZE", size, 1), values.rpc, language);
  throw new Refusal("invalid", {
    zh: "用法：./plumbline ledger anchor deploy（部署存证合约）；./plumbline ledger anchor show 条数 [--rpc 节点网址]（查验某检查点的链上存证）。",
    en: "Usage: ./plumbline ledger anchor deploy (makes the contract); ./plumbline ledger anchor show SIZE [--rpc URL] (looks up and verifies the anchor of a checkpoint).",
  });
}

async function deploy(language: Language): Promise<void> {
  const { anchor } = readWorkbenchConfig(process.env).sections.ledger;
  if (!anchor) throw notConfigured();
  const { contract, account, gas } = await deployAnchor(anchor);
  process.stdout.write(
    {
      zh: `合约已部署（用去 ${gas} gas），所有者为 ${account}。请写入配置文件的 ledger.anchor.contract，并告知验证者：\n${contract}\n`,
      en: `The contract is made (${gas} gas); ${account} owns it. Put the address into ledger.anchor.contract, and tell verifiers:\n${contract}\n`,
    }[language],
  );
}

async function show(size: number, rpc: string | undefined, language: Language): Promise<void> {
  const { data, databaseUrl, sections } = readWorkbenchConfig(process.env);
  const url = rpc ?? sections.ledger.anchor?.url;
  if (url === undefined || !URL.canParse(url)) throw noNode();
  const log = createLogger({ level: "warn", destination: process.stderr });
  const database = await openDatabase({ data, databaseUrl, role: "guest", log });
  try {
    const anchor = await anchorFor(database.reader, { size });
    if (!anchor) throw notAnchored(size);
    const { block, blockTime, confirmations } = await verifyAnchor(anchor, url);
    const { origin, chainId, contract, transaction, root } = anchor;
    const at = blockTime.toISOString();
    process.stdout.write(
      {
        zh: `存证成立：${origin} 的 ${anchor.size} 条（根 ${root}）于 ${at} 写入链 ${chainId} 的第 ${block} 块，其上共 ${confirmations} 块（含本块）。\n合约 ${contract}\n交易 ${transaction}\n`,
        en: `The anchor holds: ${anchor.size} entries of ${origin} (root ${root}) stand in block ${block} of chain ${chainId} since ${at}, ${confirmations} blocks deep.\ncontract ${contract}\ntransaction ${transaction}\n`,
      }[language],
    );
  } finally {
    await database.close();
  }
}

const notConfigured = () =>
  new Refusal("invalid", {
    zh: "配置文件中没有 ledger.anchor（至少需要 url、chainId 与 keyFile）。",
    en: "The configuration file has no ledger.anchor (url, chainId and keyFile at least).",
  });

const noNode = () =>
  new Refusal("invalid", {
    zh: "请用 --rpc 给出区块链节点的网址，或在配置文件的 ledger.anchor.url 中设置。",
    en: "Name a node by --rpc URL, or set ledger.anchor.url in the configuration file.",
  });

const notAnchored = (size: number) =>
  new Refusal("not-found", {
    zh: `还没有涵盖前 ${size} 条的链上存证。`,
    en: `No anchor covers the first ${size} entries yet.`,
  });
