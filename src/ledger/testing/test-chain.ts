import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const binary = join(import.meta.dirname, "../../../node_modules/@foundry-rs/anvil-linux-amd64/bin/anvil");

/** Whether anvil came with the packages of this machine. */
export const hasAnvil = (): boolean => existsSync(binary);

/** Accounts that anvil gives money to, from its well-known phrase. */
export const richKeys = [
  "0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80",
  "0x59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d",
] as const;

/** A local EVM chain of anvil. */
export interface TestChain {
  readonly url: string;
  readonly chainId: number;
  /** Any method of its JSON-RPC. */
  call(method: string, ...params: readonly unknown[]): Promise<unknown>;
  stop(): Promise<void>;
}

export async function openTestChain(...flags: readonly string[]): Promise<TestChain> {
  for (let attempt = 0; attempt < 5; attempt++) {
    const chain = await tryTestChain(flags);
    if (chain) return chain;
  }
  throw new Error("anvil does not start.");
}

/** Nothing where somebody else took the port meanwhile. */
async function tryTestChain(flags: readonly string[]): Promise<TestChain | undefined> {
  const port = await freePort();
  const child = spawn(binary, ["--host", "127.0.0.1", "--port", String(port), "--silent", ...flags], {
    stdio: "ignore",
  });
  const url = `http://127.0.0.1:${port}`;
  const call = async (method: string, ...params: readonly unknown[]) => {
    const answer = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ jsonrpc: "2.0", id: 1, method, params }),
    });
    const { result, error } = (await answer.json()) as { result?: unknown; error?: { message: string } };
    if (error) throw new Error(error.message);
    return result;
  };
  while (child.exitCode === null && (await call("eth_chainId").catch(() => undefined)) === undefined)
    await sleep(50);
  if (child.exitCode !== null) return undefined;
  const chainId = Number(await call("eth_chainId"));
  return { url, chainId, call, stop: () => stopped(child) };
}

async function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = new Promise((done) => child.once("close", done));
  child.kill("SIGKILL");
  await ended;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}
