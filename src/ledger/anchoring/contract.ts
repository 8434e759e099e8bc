import type { Address, Hex } from "viem";
import type { PrivateKeyAccount } from "viem/accounts";
import { anchorAbi as abi } from "./anchor-artefact.ts";
import { type Chain, logHash, refused } from "./chain.ts";

/** What the contract says of a log. */
export interface OnChain {
  /** The newest anchored size; 0 where none is. */
  readonly size: number;
  /** Its root, in hex. */
  readonly root: string;
}

/** Refuses where there is no such contract, or where it belongs to somebody else. */
export async function readNewest(
  { ask }: Chain,
  {
    contract,
    account,
    origin,
  }: { readonly contract: Address; readonly account: Address; readonly origin: string },
): Promise<OnChain> {
  const log = logHash(origin);
  return ask(async (client) => {
    const code = await client.getCode({ address: contract });
    if (!code || code === "0x") throw noContract(contract);
    const owner = await client.readContract({ address: contract, abi, functionName: "owner" });
    if (owner.toLowerCase() !== account.toLowerCase()) throw notOwner(account, contract);
    const size = await client.readContract({ address: contract, abi, functionName: "newest", args: [log] });
    const root = await client.readContract({
      address: contract,
      abi,
      functionName: "rootAt",
      args: [log, size],
    });
    return { size: Number(size), root: root.slice(2) };
  });
}

/** How a transaction's fee is named: by the market of EIP-1559, or by one price where the chain has none. */
export type Fees =
  | { readonly maxFeePerGas: bigint; readonly maxPriorityFeePerGas: bigint }
  | { readonly gasPrice: bigint };

export async function readFees({ ask }: Chain): Promise<Fees> {
  return ask(async (client) => {
    const { baseFeePerGas } = await client.getBlock();
    if (baseFeePerGas === null) return { gasPrice: await client.getGasPrice() };
    const tip = await client.estimateMaxPriorityFeePerGas().catch(() => 1_000_000_000n);
    return { maxFeePerGas: 2n * baseFeePerGas + tip, maxPriorityFeePerGas: tip };
  });
}

/** A transaction that replaces another must pay a tenth more; an eighth is what clients ask for. */
export function raised(fees: Fees, over: Fees): Fees {
  const more = (now: bigint, before: bigint) => (now > (before * 9n) / 8n ? now : (before * 9n) / 8n + 1n);
  if ("gasPrice" in fees)
    return { gasPrice: more(fees.gasPrice, "gasPrice" in over ? over.gasPrice : over.maxFeePerGas) };
  const [fee, tip] =
    "gasPrice" in over ? [over.gasPrice, over.gasPrice] : [over.maxFeePerGas, over.maxPriorityFeePerGas];
  return {
    maxFeePerGas: more(fees.maxFeePerGas, fee),
    maxPriorityFeePerGas: more(fees.maxPriorityFeePerGas, tip),
  };
}

/** Whether one offers more than the other, all in all. */
export function isAbove(fees: Fees, other: Fees): boolean {
  const most = (one: Fees) => ("gasPrice" in one ? one.gasPrice : one.maxFeePerGas);
  return most(fees) > most(other);
}

export interface Call {
  readonly contract: Address;
  readonly origin: string;
  readonly size: number;
  /** Hex. */
  readonly root: string;
}

/** The call signed, not sent: its bytes, and the hash it goes by. Refuses what the contract would refuse. */
export async function signAnchor(
  chain: Chain,
  account: PrivateKeyAccount,
  { call, nonce, fees }: { readonly call: Call; readonly nonce: number; readonly fees: Fees },
): Promise<{ readonly transaction: Hex; readonly raw: Hex }> {
  const { encodeFunctionData, keccak256 } = await import("viem");
  const args = [logHash(call.origin), BigInt(call.size), `0x${call.root}`] as const;
  const data = encodeFunctionData({ abi, functionName: "anchor", args });
  const to = call.contract;
  const gas = await chain.ask((client) => client.estimateGas({ account: account.address, to, data }));
  const common = { chainId: chain.chainId, nonce, to, data, gas: (gas * 5n) / 4n };
  const raw = await account.signTransaction(
    "gasPrice" in fees ? { ...common, ...fees, type: "legacy" } : { ...common, ...fees, type: "eip1559" },
  );
  return { transaction: keccak256(raw), raw };
}

const noContract = (contract: string) =>
  refused({
    zh: `链上地址 ${contract} 没有存证合约；请先运行 ./plumbline ledger anchor deploy。`,
    en: `There is no contract at ${contract}; run ./plumbline ledger anchor deploy first.`,
  });

const notOwner = (account: string, contract: string) =>
  refused({
    zh: `账户 ${account} 不是合约 ${contract} 的所有者，不能写入存证。`,
    en: `The account ${account} does not own the contract ${contract} and cannot add to it.`,
  });
