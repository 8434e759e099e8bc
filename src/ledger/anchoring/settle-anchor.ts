import type { PrivateKeyAccount } from "viem/accounts";
import type { ContextMaker, Database } from "../../platform/index.ts";
import { anchorAbi as abi } from "./anchor-artefact.ts";
import { type Chain, isNotFound, logHash, shortMessage } from "./chain.ts";
import { type Fees, isAbove, raised, readFees, signAnchor } from "./contract.ts";
import { confirmAnchor, type Found, giveUp, keepReplacement, type Pending } from "./pending-anchor.ts";

export interface Settling {
  readonly chain: Chain;
  readonly account: PrivateKeyAccount;
  readonly database: Database;
  readonly contexts: ContextMaker;
  readonly confirmations: number;
  /** Milliseconds after which a transaction that no block takes is offered with a higher fee. */
  readonly raiseAfter: number;
}

/** `waiting`: neither deep enough nor lost. `done` and `over`: another may be sent. */
export type Outcome = "waiting" | "done" | "over";

/**
 * What has become of an anchor that was sent, or was about to be. All its transactions bear one nonce, so at most one of
 * them counts; what is not in a block is sent again as it was signed, which changes nothing where it is known.
 */
export async function settleAnchor(parts: Settling, pending: Pending): Promise<Outcome> {
  const found = await lookForIt(parts, pending);
  if (found === "waiting") return "waiting";
  if (found === "refused" || found === "lost") {
    await giveUp(parts.database, pending, found);
    return "over";
  }
  if (found) {
    await confirmAnchor(parts.contexts.contextFor({ kind: "system", id: "system:ledger" }), pending, found);
    return "done";
  }
  await sendAgain(parts, pending);
  return "waiting";
}

async function lookForIt(
  parts: Settling,
  pending: Pending,
): Promise<Found | "waiting" | "refused" | "lost" | undefined> {
  const found = await findTransaction(parts, pending);
  if (found || !(await isNonceGone(parts, pending))) return found;
  // It may have come into a block between the two questions, and be what has taken the nonce.
  return (await findTransaction(parts, pending)) ?? "lost";
}

async function findTransaction(
  { chain, confirmations }: Settling,
  pending: Pending,
): Promise<Found | "waiting" | "refused" | undefined> {
  const { parseEventLogs } = await import("viem");
  for (const { transaction: hash } of pending.sent) {
    const receipt = await chain.ask((client) =>
      client.getTransactionReceipt({ hash }).catch((error: unknown) => {
        if (isNotFound(error)) return undefined;
        throw error;
      }),
    );
    if (!receipt) continue;
    const head = await chain.ask((client) => client.getBlockNumber({ cacheTime: 0 }));
    if (head - receipt.blockNumber + 1n < BigInt(confirmations)) return "waiting";
    const block = await chain.ask((client) => client.getBlock({ blockNumber: receipt.blockNumber }));
    // The chain is just changing its mind.
    if (block.hash !== receipt.blockHash) return "waiting";
    const told = parseEventLogs({ abi, eventName: "Anchored", logs: receipt.logs }).some(
      ({ address, args }) =>
        address.toLowerCase() === pending.contract.toLowerCase() &&
        args.log === logHash(pending.origin) &&
        args.size === pending.size &&
        args.root === `0x${pending.root}`,
    );
    if (receipt.status !== "success" || !told) return "refused";
    const blockTime = new Date(Number(block.timestamp) * 1_000);
    return { transaction: hash, block: Number(block.number), blockHash: block.hash, blockTime };
  }
  return undefined;
}

/** Whether another transaction of the account has the nonce, deep enough that it stays so. */
async function isNonceGone({ chain, confirmations }: Settling, { sender, nonce }: Pending): Promise<boolean> {
  return chain.ask(async (client) => {
    const head = await client.getBlockNumber({ cacheTime: 0 });
    const blockNumber = head - BigInt(confirmations - 1);
    if (blockNumber < 0n) return false;
    const address = sender as `0x${string}`;
    return (await client.getTransactionCount({ address, blockNumber })) > nonce;
  });
}

/** As it was signed; after a while with a higher fee besides. */
async function sendAgain(parts: Settling, pending: Pending): Promise<void> {
  const { chain, account, database, raiseAfter } = parts;
  const [newest] = pending.sent;
  if (!newest) return;
  if (Date.now() - newest.signedAt.getTime() < raiseAfter) return broadcast(chain, newest.raw);
  const { parseTransaction } = await import("viem");
  const before = parseTransaction(newest.raw);
  const over: Fees =
    before.maxFeePerGas === undefined
      ? { gasPrice: before.gasPrice ?? 0n }
      : { maxFeePerGas: before.maxFeePerGas, maxPriorityFeePerGas: before.maxPriorityFeePerGas ?? 0n };
  const fees = await readFees(chain);
  // Only where the market has left it behind: what waits for another reason is not made dearer.
  if (!isAbove(fees, over)) return broadcast(chain, newest.raw);
  const { contract, origin, size, root, nonce } = pending;
  const signed = await signAnchor(chain, account, {
    call: { contract: contract as `0x${string}`, origin, size: Number(size), root },
    nonce: Number(nonce),
    fees: raised(fees, over),
  });
  await keepReplacement(database, pending, signed);
  await broadcast(chain, signed.raw);
}

/** That a node knows it already, or has it in a block, is no trouble. */
export async function broadcast(chain: Chain, serializedTransaction: `0x${string}`): Promise<void> {
  await chain.ask((client) =>
    client.sendRawTransaction({ serializedTransaction }).catch((error: unknown) => {
      const text = `${shortMessage(error)} ${(error as Error).message}`;
      if (/already known|already imported|nonce too low|nonce is too low|known transaction/i.test(text))
        return;
      throw error;
    }),
  );
}
