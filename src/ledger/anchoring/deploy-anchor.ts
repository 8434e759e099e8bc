import type { Address } from "viem";
import type { AnchorSettings } from "../settings.ts";
import { anchorAbi as abi, anchorBytecode as bytecode } from "./anchor-artefact.ts";
import { openChain, readAccount, refused } from "./chain.ts";

export interface Deployed {
  readonly contract: Address;
  readonly account: Address;
  readonly gas: bigint;
}

/** Makes the contract; the account of the key file pays for it and owns it. */
export async function deployAnchor(settings: AnchorSettings): Promise<Deployed> {
  const chain = await openChain(settings);
  const account = await readAccount(settings.keyFile);
  const { createWalletClient, defineChain, http } = await import("viem");
  const named = defineChain({
    id: settings.chainId,
    name: String(settings.chainId),
    nativeCurrency: { name: "", symbol: "", decimals: 18 },
    rpcUrls: { default: { http: [settings.url] } },
  });
  const wallet = createWalletClient({
    account,
    chain: named,
    transport: http(settings.url, { retryCount: 0 }),
  });
  const receipt = await chain.ask(async (client) => {
    const hash = await wallet.deployContract({ abi, bytecode });
    return client.waitForTransactionReceipt({ hash, timeout: 300_000 });
  });
  if (receipt.status !== "success" || !receipt.contractAddress) throw notMade(receipt.transactionHash);
  return { contract: receipt.contractAddress, account: account.address, gas: receipt.gasUsed };
}

const notMade = (hash: string) =>
  refused({
    zh: `合约没有建成（交易 ${hash} 失败）。`,
    en: `The contract was not made: the transaction ${hash} failed.`,
  });
