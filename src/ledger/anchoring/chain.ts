import { createHash } from "node:crypto";
import type { Hex, PublicClient } from "viem";
import type { PrivateKeyAccount } from "viem/accounts";
import { type Bilingual, Refusal } from "../../platform/index.ts";
import { readSecret } from "../errands/secret-file.ts";
import type { AnchorSettings } from "../settings.ts";

/** A node of the chain, which answers for the chain it should. */
export interface Chain {
  readonly client: PublicClient;
  readonly host: string;
  readonly chainId: number;
  /** Asks the node; what goes wrong is told in a sentence. */
  ask<T>(work: (client: PublicClient) => Promise<T>): Promise<T>;
}

const answerWithin = 20_000;

/** Refuses where the node belongs to another chain. */
export async function openChain({ url, chainId }: Pick<AnchorSettings, "url" | "chainId">): Promise<Chain> {
  // Loaded here: it takes half a second, and most houses anchor nothing.
  const { createPublicClient, http } = await import("viem");
  const host = new URL(url).host;
  const client = createPublicClient({ transport: http(url, { retryCount: 0, timeout: answerWithin }) });
  const ask = async <T>(work: (client: PublicClient) => Promise<T>) => {
    try {
      return await work(client);
    } catch (error) {
      throw error instanceof Refusal ? error : unable(host, error);
    }
  };
  const there = await ask((one) => one.getChainId());
  if (there !== chainId) throw otherChain(host, there, chainId);
  return { client, host, chainId, ask };
}

/** The account of the file: a private key of 32 bytes in hex. */
export async function readAccount(keyFile: string): Promise<PrivateKeyAccount> {
  const text = (await readSecret(keyFile)).trim().replace(/^0x/, "");
  const { privateKeyToAccount } = await import("viem/accounts");
  try {
    if (/^[0-9a-fA-F]{64}$/.test(text)) return privateKeyToAccount(`0x${text}`);
  } catch {
    // Not every number of 32 bytes is a key.
  }
  throw refused({
    zh: `${keyFile} 中不是有效的私钥（应为 64 个十六进制字符）。`,
    en: `${keyFile} holds no private key (64 hexadecimal digits).`,
  });
}

/** What a log is called in the contract: the SHA-256 of its origin. */
export const logHash = (origin: string): Hex =>
  `0x${createHash("sha256").update(origin, "utf8").digest("hex")}`;

export const isNotFound = (error: unknown): boolean =>
  (error as Error).name === "TransactionReceiptNotFoundError";

/** The first line of what the node or the library says; an address with its secrets does not stand there. */
export function shortMessage(error: unknown): string {
  const {
    details,
    shortMessage: short,
    message,
  } = error as {
    readonly details?: string;
    readonly shortMessage?: string;
    readonly message: string;
  };
  const text = details && !/fetch failed/.test(details) ? details : (short ?? message);
  return (
    text
      .split("\n", 1)[0]
      ?.replace(/https?:\/\/\S+/g, "…")
      .slice(0, 200) ?? ""
  );
}

export const refused = (sentence: Bilingual) => new Refusal("conflict", sentence);

function unable(host: string, error: unknown): Refusal {
  const why = shortMessage(error).replace(/\.$/, "");
  if (/insufficient funds/i.test(why)) {
    return refused({
      zh: `存证账户余额不足，节点 ${host} 未接受交易。`,
      en: `The account has too little to pay for the transaction, says the node ${host}.`,
    });
  }
  return refused({
    zh: `区块链节点 ${host} 未能完成请求（${why}）。`,
    en: `The node ${host} did not do as asked (${why}).`,
  });
}

const otherChain = (host: string, there: number, chainId: number) =>
  refused({
    zh: `节点 ${host} 属于链 ${there}，而不是配置的链 ${chainId}。`,
    en: `The node ${host} belongs to chain ${there}, not to the configured chain ${chainId}.`,
  });
