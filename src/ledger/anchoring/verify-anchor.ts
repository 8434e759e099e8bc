import { anchorAbi as abi } from "./anchor-artefact.ts";
import { isNotFound, logHash, openChain, refused } from "./chain.ts";

/** What is claimed of a checkpoint: where in which chain it stands. */
export interface AnchorClaim {
  readonly origin: string;
  readonly size: number;
  /** Hex, without 0x. */
  readonly root: string;
  readonly chainId: number;
  readonly contract: string;
  readonly transaction: string;
}

export interface VerifiedAnchor {
  readonly block: number;
  readonly blockHash: string;
  /** What the chain says the time was. */
  readonly blockTime: Date;
  /** Blocks from the transaction's to the newest, both counted. */
  readonly confirmations: number;
}

/**
 * Asks a node of the reader's choice whether the contract told of this root in this transaction, and still does. Whoever
 * asks knows by another way which contract is the company's: anybody may deploy one that says the same.
 */
export async function verifyAnchor(claim: AnchorClaim, url: string): Promise<VerifiedAnchor> {
  const { chainId, contract, transaction } = claim;
  const chain = await openChain({ url, chainId });
  const { parseEventLogs } = await import("viem");
  const receipt = await chain.ask((client) =>
    client.getTransactionReceipt({ hash: transaction as `0x${string}` }).catch((error: unknown) => {
      if (isNotFound(error)) throw noTransaction(claim);
      throw error;
    }),
  );
  const log = logHash(claim.origin);
  const root = `0x${claim.root}` as const;
  const size = BigInt(claim.size);
  const told = parseEventLogs({ abi, eventName: "Anchored", logs: receipt.logs }).some(
    ({ address, args }) =>
      address.toLowerCase() === contract.toLowerCase() &&
      args.log === log &&
      args.size === size &&
      args.root === root,
  );
  if (receipt.status !== "success" || !told) throw notTold(claim);
  return chain.ask(async (client) => {
    const address = contract as `0x${string}`;
    const kept = await client.readContract({ address, abi, functionName: "rootAt", args: [log, size] });
    const block = await client.getBlock({ blockNumber: receipt.blockNumber });
    if (kept !== root || block.hash !== receipt.blockHash) throw notTold(claim);
    const head = await client.getBlockNumber({ cacheTime: 0 });
    return {
      block: Number(block.number),
      blockHash: block.hash,
      blockTime: new Date(Number(block.timestamp) * 1_000),
      confirmations: Number(head - block.number) + 1,
    };
  });
}

const noTransaction = ({ transaction, chainId }: AnchorClaim) =>
  refused({
    zh: `链 ${chainId} 上没有交易 ${transaction}。`,
    en: `Chain ${chainId} has no transaction ${transaction}.`,
  });

const notTold = ({ transaction, size }: AnchorClaim) =>
  refused({
    zh: `交易 ${transaction} 没有在该合约中存证 ${size} 条的这个根。`,
    en: `The transaction ${transaction} did not anchor this root of ${size} entries in that contract.`,
  });
