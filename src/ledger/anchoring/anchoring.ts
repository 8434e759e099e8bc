import type { Address } from "viem";
import type { PrivateKeyAccount } from "viem/accounts";
import {
  type ContextMaker,
  type Database,
  type EventLog,
  type Logger,
  Refusal,
} from "../../platform/index.ts";
import { type ErrandView, startErrand } from "../errands/errand.ts";
import { hasNews } from "../errands/has-news.ts";
import type { Tallies } from "../errands/tally.ts";
import type { Ledger } from "../sealing/open-ledger.ts";
import type { AnchorSettings } from "../settings.ts";
import { tileWidth } from "../tiles/tile.ts";
import { edgeRoot, readEdge } from "../tiles/tile-edge.ts";
import { openChain, readAccount, refused } from "./chain.ts";
import { type OnChain, readFees, readNewest, signAnchor } from "./contract.ts";
import { keepSigned, loseAnchors, readPending } from "./pending-anchor.ts";
import { listAnchors } from "./read-anchors.ts";
import { broadcast, settleAnchor } from "./settle-anchor.ts";

interface AnchoringView extends ErrandView {
  /** Of the node; its path may hold a secret. */
  readonly host: string;
  readonly chainId: number;
  readonly contract: string;
  /** Who pays. */
  readonly account: string;
}

/** Has published checkpoints anchored in an EVM chain. */
export interface Anchoring {
  view(): AnchoringView;
  stop(): Promise<void>;
}

export interface AnchoringOptions {
  readonly ledger: Ledger;
  readonly database: Database;
  readonly events: EventLog;
  readonly contexts: ContextMaker;
  readonly tallies: Tallies;
  readonly log: Logger;
  readonly settings: AnchorSettings;
  /** Milliseconds between two looks at a transaction under way, until it is offered more for, and until a retry. */
  readonly pollEvery?: number;
  readonly raiseAfter?: number;
  readonly retryAfter?: number;
}

const minute = 60_000;
const lookAgain = 1_000;

export async function startAnchoring(options: AnchoringOptions): Promise<Anchoring> {
  const { settings, database, log, tallies, retryAfter } = options;
  const { contract, url, chainId } = settings;
  if (contract === undefined) throw noContract();
  const account = await readAccount(settings.keyFile);
  const every = settings.everyMinutes * minute;
  const [newest] = await listAnchors(database.reader, { limit: 1 });
  const underWay = await readPending(database.reader);
  const errand = startErrand({
    name: `anchor in chain ${chainId}`,
    log,
    every,
    last: underWay ? undefined : newest?.blockTime,
    overdueAfter: 2 * every,
    ...(retryAfter === undefined ? {} : { retryAfter }),
    run: () => anchorOnce(options, contract as Address, account),
    onFailure: () => tallies.add("anchor-failed"),
  });
  const { host } = new URL(url);
  return {
    view: () => ({ ...errand.view(), host, chainId, contract, account: account.address }),
    stop: errand.stop,
  };
}

/** One look at the chain. Invariant: nothing is signed anew while something is under way. */
async function anchorOnce(
  options: AnchoringOptions,
  contract: Address,
  account: PrivateKeyAccount,
): Promise<number | undefined> {
  const {
    ledger,
    database,
    events,
    contexts,
    settings,
    pollEvery = 15_000,
    raiseAfter = 10 * minute,
  } = options;
  const chain = await openChain(settings);
  const pending = await readPending(database.reader);
  if (pending) {
    const parts = { chain, account, database, contexts, confirmations: settings.confirmations, raiseAfter };
    const outcome = await settleAnchor(parts, pending);
    if (outcome !== "over") return outcome === "waiting" ? pollEvery : undefined;
  }
  const published = ledger.published();
  if (!published) return lookAgain;
  const { origin, size } = published.checkpoint;
  const there = await readNewest(chain, { contract, account: account.address, origin });
  await noticeLoss(options, { contract, origin, there });
  await insistOnGrowth(ledger, there, size);
  const { base } = ledger.ring();
  if (!(await hasNews(events, { from: base + there.size, to: base + size }))) return undefined;
  const root = Buffer.from(published.checkpoint.root).toString("hex");
  const { address: sender } = account;
  const nonce = await chain.ask((client) =>
    client.getTransactionCount({ address: sender, blockTag: "pending" }),
  );
  const call = { contract, origin, size, root };
  const signed = await signAnchor(chain, account, { call, nonce, fees: await readFees(chain) });
  await keepSigned(database, { ...call, chainId: chain.chainId, sender, nonce }, signed);
  await broadcast(chain, signed.raw);
  return pollEvery;
}

/** A chain may drop even what was deep: then it is anchored again, and the loss is told. */
async function noticeLoss(
  { database, contexts, settings }: AnchoringOptions,
  {
    contract,
    origin,
    there,
  }: { readonly contract: Address; readonly origin: string; readonly there: OnChain },
): Promise<void> {
  const lost = await database.reader
    .selectFrom("ledger_anchor")
    .select("id")
    .where("state", "=", "confirmed")
    .where("origin", "=", origin)
    .where("chain_id", "=", BigInt(settings.chainId))
    .where("contract", "=", contract)
    .where("size", ">", BigInt(there.size))
    .limit(1)
    .executeTakeFirst();
  if (!lost) return;
  const context = contexts.contextFor({ kind: "system", id: "system:ledger" });
  await loseAnchors(context, { origin, contract, above: there.size });
}

/** What stands in the chain must be the beginning of the log here. */
async function insistOnGrowth({ tiles }: Ledger, there: OnChain, size: number): Promise<void> {
  if (there.size === 0) return;
  if (there.size > size) throw ahead(there.size, size);
  const edge = await readEdge(there.size, (tile) =>
    // Of sizes in between not every width is kept; the widest holds them all.
    tiles.read({ ...tile, width: tileWidth(tile.level, tile.index, size) }),
  );
  if (Buffer.from(edgeRoot(edge)).toString("hex") !== there.root) throw forked(there.size);
}

const noContract = () =>
  new Refusal("invalid", {
    zh: "配置了 ledger.anchor，但没有合约地址；请运行 ./plumbline ledger anchor deploy，并把得到的地址写入 ledger.anchor.contract。",
    en: "ledger.anchor is configured without a contract; run ./plumbline ledger anchor deploy and put the address into ledger.anchor.contract.",
  });

const ahead = (there: number, here: number) =>
  refused({
    zh: `链上已存证至 ${there} 条，比本机已公布的 ${here} 条多：本机的账本可能被回退过。`,
    en: `The chain holds a checkpoint of ${there} entries, more than the ${here} published here: the log here may have been rolled back.`,
  });

const forked = (size: number) =>
  refused({
    zh: `链上 ${size} 条处的根与本机账本不同：出现了两种历史。`,
    en: `The chain shows another root for the first ${size} entries than the log here: there are two histories.`,
  });
