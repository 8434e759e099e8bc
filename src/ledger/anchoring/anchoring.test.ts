import { mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Address, Hex } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { compileAnchor } from "../../../tools/compile-anchor.mjs";
import { createContextMaker, Refusal } from "../../platform/index.ts";
import { openTallies, readTallies } from "../errands/tally.ts";
import type { Ledger } from "../sealing/open-ledger.ts";
import { openTestLedger, type TestLedger } from "../sealing/sealing-fixture.ts";
import { hasAnvil, openTestChain, richKeys, type TestChain } from "../testing/test-chain.ts";
import { anchorAbi, anchorBytecode } from "./anchor-artefact.ts";
import { type Anchoring, type AnchoringOptions, startAnchoring } from "./anchoring.ts";
import { openChain, readAccount } from "./chain.ts";
import { type Fees, raised, readFees, signAnchor } from "./contract.ts";
import { deployAnchor } from "./deploy-anchor.ts";
import { confirmAnchor, keepSigned, readPending } from "./pending-anchor.ts";
import { anchorFor, countAnchors, listAnchors } from "./read-anchors.ts";
import { verifyAnchor } from "./verify-anchor.ts";

test("the contract that is committed is what its source compiles to", async () => {
  const { abi, bytecode } = await compileAnchor();
  expect(anchorAbi).toEqual(abi);
  expect(anchorBytecode).toBe(bytecode);
});

test("a replacement pays an eighth more at least, of either kind of fee", () => {
  expect(raised({ gasPrice: 1n }, { gasPrice: 80n })).toEqual({ gasPrice: 91n });
  expect(raised({ gasPrice: 200n }, { gasPrice: 80n })).toEqual({ gasPrice: 200n });
  const before = { maxFeePerGas: 80n, maxPriorityFeePerGas: 8n };
  const after = { maxFeePerGas: 91n, maxPriorityFeePerGas: 10n };
  expect(raised({ maxFeePerGas: 2n, maxPriorityFeePerGas: 1n }, before)).toEqual(after);
});

interface Asked {
  readonly method: string;
}
interface Answer {
  readonly result?: unknown;
}

/** A node's address that answers as it is told to, or hangs up. */
async function openGate(answer: (asked: Asked) => Promise<Answer | undefined>) {
  const gate = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const told = await answer(JSON.parse(Buffer.concat(chunks).toString()) as Asked);
    if (told === undefined) return request.socket.destroy();
    return response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(told));
  });
  await new Promise<void>((done) => gate.listen(0, "127.0.0.1", done));
  return {
    url: `http://127.0.0.1:${(gate.address() as AddressInfo).port}`,
    close() {
      gate.closeAllConnections();
      gate.close();
    },
  };
}

describe.skipIf(!hasAnvil())("anchoring (skipped where anvil is missing)", () => {
  let chain: TestChain;
  let house: TestLedger;
  let ledger: Ledger;
  let contract: Address;
  let keyFile: string;
  const running: Anchoring[] = [];
  const owner = privateKeyToAccount(richKeys[0]);

  beforeAll(async () => {
    chain = await openTestChain();
  });
  afterAll(() => chain.stop());
  beforeEach(async () => {
    await chain.call("anvil_reset");
    await chain.call("evm_setAutomine", true);
    house = await openTestLedger();
    ledger = await house.open();
    keyFile = secret("anchor-key", richKeys[0]);
    ({ contract } = await deployAnchor(settings()));
  });
  afterEach(async () => {
    for (const one of running.splice(0)) await one.stop();
    await house.close();
  });

  function secret(name: string, text: string, mode = 0o600): string {
    mkdirSync(house.keys, { recursive: true });
    const path = join(house.keys, name);
    writeFileSync(path, text, { mode });
    return path;
  }

  const settings = (more: object = {}) => ({
    url: chain.url,
    chainId: chain.chainId,
    contract,
    keyFile,
    everyMinutes: 0.005,
    confirmations: 1,
    ...more,
  });

  async function start(more: object = {}, options: Partial<AnchoringOptions> = {}): Promise<Anchoring> {
    const anchoring = await startAnchoring({
      ...house,
      ledger,
      tallies: openTallies(house.database, house.log),
      settings: settings(more),
      pollEvery: 50,
      retryAfter: 50,
      ...options,
    });
    running.push(anchoring);
    return anchoring;
  }

  async function forward(asked: Asked): Promise<Answer> {
    const headers = { "content-type": "application/json" };
    const answer = await fetch(chain.url, { method: "POST", headers, body: JSON.stringify(asked) });
    return (await answer.json()) as Answer;
  }

  const db = () => house.database.reader;
  const origin = "test.example/log";

  async function until<T>(look: () => Promise<T | undefined | false> | T | undefined | false): Promise<T> {
    for (;;) {
      const found = await look();
      if (found) return found;
      await sleep(20);
    }
  }
  const anchored = (size: number) => until(() => anchorFor(db(), { origin, size }));

  async function grow(count: number): Promise<number> {
    await house.tell(count);
    const { size } = await house.events.state();
    return (await ledger.sealedUpTo(size - 1)).checkpoint.size;
  }

  /** Calls the contract past the house. */
  async function anchorBy(key: Hex, size: number, root = "11".repeat(32)): Promise<bigint> {
    const client = await openChain(settings());
    const account = privateKeyToAccount(key);
    const nonce = await client.client.getTransactionCount({ address: account.address });
    const call = { contract, origin, size, root };
    const { raw } = await signAnchor(client, account, { call, nonce, fees: await readFees(client) });
    const hash = await client.client.sendRawTransaction({ serializedTransaction: raw });
    return (await client.client.waitForTransactionReceipt({ hash })).gasUsed;
  }

  /** As if the house had died between making it durable and sending it. */
  async function signedBefore(size: number, fees?: Fees) {
    const opened = await openChain(settings());
    const account = await readAccount(keyFile);
    const sender = account.address;
    const nonce = await opened.client.getTransactionCount({ address: sender });
    const root = Buffer.from(ledger.published()?.checkpoint.root ?? []).toString("hex");
    const call = { contract, origin, size, root };
    const signed = await signAnchor(opened, account, { call, nonce, fees: fees ?? (await readFees(opened)) });
    await keepSigned(house.database, { ...call, chainId: chain.chainId, sender, nonce }, signed);
    return { ...signed, nonce };
  }

  test("a published checkpoint is anchored, verified by whoever has a node, and told in the log", async () => {
    const size = await grow(3);
    const anchoring = await start();
    const anchor = await anchored(size);
    expect(anchor).toMatchObject({ size, chainId: 31_337, contract, origin });
    const verified = await verifyAnchor(anchor, chain.url);
    expect(verified).toMatchObject({
      block: anchor.block,
      blockHash: anchor.blockHash,
      blockTime: anchor.blockTime,
    });
    expect(anchoring.view()).toMatchObject({ account: owner.address, chainId: 31_337, isOverdue: false });
    await house.events.settled();
    const entries = await house.events.readEntries(0, 100);
    const told = entries.find(({ type }) => type === "ledger.anchored");
    expect(told?.seals).toMatchObject({
      size: "3",
      root: anchor.root,
      transaction: anchor.transaction.slice(2),
    });
    // Its own entries are no news: it comes to rest.
    await sleep(600);
    expect(await countAnchors(db())).toBe(1);
    const next = await grow(2);
    const newest = await anchored(next);
    expect(newest.size).toBeGreaterThanOrEqual(next);
    // The two events may have come under a checkpoint each, with the entry of an anchor between or behind them.
    const sizes = (await listAnchors(db(), { limit: 5 })).map((one) => one.size);
    expect([sizes[0], sizes.at(-1)]).toEqual([newest.size, size]);
    expect(sizes.length).toBeLessThanOrEqual(3);
  });

  test("the contract refuses a size that does not grow, and another sender; the gas is told", async () => {
    const gas = [await anchorBy(richKeys[0], 5), await anchorBy(richKeys[0], 9)];
    for (const size of [0, 5, 9]) await expect(anchorBy(richKeys[0], size)).rejects.toThrow(/revert/);
    await expect(anchorBy(richKeys[1], 12)).rejects.toThrow(/revert/);
    process.stdout.write(`gas of an anchor: ${gas.join(" for the first, then ")}\n`);
    expect(gas[1]).toBeLessThan(60_000n);
  });

  test("nothing but the claim itself is verified: not another root, size, log, contract or transaction", async () => {
    const size = await grow(1);
    await start();
    const claim = await anchored(size);
    const root = "22".repeat(32);
    for (const other of [{ root }, { size: 2 }, { origin: "other" }, { contract: owner.address }]) {
      await expect(verifyAnchor({ ...claim, ...other }, chain.url)).rejects.toThrow(/did not anchor/);
    }
    const nowhere = { ...claim, transaction: `0x${root}` };
    await expect(verifyAnchor(nowhere, chain.url)).rejects.toThrow(/has no transaction/);
    await expect(verifyAnchor({ ...claim, chainId: 1 }, chain.url)).rejects.toThrow(/belongs to chain 31337/);
  });

  test("a wrong chain, a stranger's contract, none and an empty account are told, and nothing is sent", async () => {
    await grow(1);
    const problems: readonly [object, RegExp][] = [
      [{ chainId: 5 }, /belongs to chain 31337, not to the configured chain 5/],
      [{ contract: owner.address }, /no contract at/],
      [{ keyFile: secret("other", richKeys[1]) }, /does not own the contract/],
      [{ url: "http://127.0.0.1:9" }, /127\.0\.0\.1:9 did not do as asked/],
    ];
    for (const [more, sentence] of problems) {
      const anchoring = await start(more);
      const { problem } = await until(() => anchoring.view().problem && anchoring.view());
      expect(problem?.en).toMatch(sentence);
      expect(problem?.zh).toMatch(/\p{Script=Han}/u);
      await anchoring.stop();
    }
    expect(await readPending(db())).toBeUndefined();
    expect((await readTallies(db()))["anchor-failed"].count).toBeGreaterThan(0);
    await chain.call("anvil_setBalance", owner.address, "0x0");
    const poor = await start();
    const { problem } = await until(() => poor.view().problem && poor.view());
    expect(problem?.en).toMatch(/too little|insufficient/);
  });

  test("a key that others may read, and one that is none, is refused at the start", async () => {
    await expect(start({ keyFile: secret("open", richKeys[0], 0o644) })).rejects.toThrow(
      /others may read it/,
    );
    await expect(start({ keyFile: secret("noise", "0x1234") })).rejects.toThrow(/no private key/);
    await expect(start({ keyFile: secret("zero", "0".repeat(64)) })).rejects.toThrow(/no private key/);
    await expect(start({ contract: undefined })).rejects.toThrow(/anchor deploy/);
  });

  test("a start in the middle sends what was signed, and no second transaction", async () => {
    const size = await grow(2);
    const signed = await signedBefore(size);
    await start();
    expect(await anchored(size)).toMatchObject({ transaction: signed.transaction });
    const count = await chain.call("eth_getTransactionCount", owner.address, "latest");
    expect(Number(count)).toBe(signed.nonce + 1);
    expect(await readPending(db())).toBeUndefined();
  });

  test("a start after it was sent and before it was confirmed finds it in the chain", async () => {
    const size = await grow(2);
    const first = await start({ confirmations: 3 });
    const pending = await until(() => readPending(db()));
    await until(() => first.view().nextAt);
    await first.stop();
    await chain.call("anvil_mine", "0x5");
    await start({ confirmations: 3 });
    expect(await anchored(size)).toMatchObject({ transaction: pending.sent[0]?.transaction });
    expect(await countAnchors(db())).toBe(1);
  });

  test("what the chain forgets before it is deep is sent again as it was", async () => {
    const size = await grow(2);
    const before = await chain.call("evm_snapshot");
    const anchoring = await start({ confirmations: 4 });
    const pending = await until(() => readPending(db()));
    const { transaction } = pending.sent[0] ?? {};
    await until(async () => (await chain.call("eth_getTransactionReceipt", transaction)) !== null);
    // The chain goes another way: the block with the transaction is gone, and the node does not know it either.
    await chain.call("evm_revert", before);
    await chain.call("anvil_mine", "0x2");
    await until(async () => (await chain.call("eth_getTransactionReceipt", transaction)) !== null);
    await chain.call("anvil_mine", "0x5");
    expect(await anchored(size)).toMatchObject({ transaction });
    expect(anchoring.view().problem).toBeUndefined();
  });

  test("a confirmed anchor that the chain drops is told, and anchored again", async () => {
    const before = await chain.call("evm_snapshot");
    const size = await grow(2);
    const first = await start();
    const lost = await anchored(size);
    await until(() => first.view().nextAt);
    await first.stop();
    await chain.call("evm_revert", before);
    await start();
    const again = await until(async () => {
      const found = await anchorFor(db(), { origin, size });
      return found && found.id !== lost.id && found;
    });
    expect(again.size).toBeGreaterThanOrEqual(size);
    await house.events.settled();
    const types = (await house.events.readEntries(0, 100)).map(({ type }) => type);
    expect(types).toContain("ledger.anchor-lost");
  });

  test("another use of the account's nonce is noticed: it is signed anew with the next one", async () => {
    const size = await grow(2);
    await chain.call("evm_setAutomine", false);
    const anchoring = await start();
    const pending = await until(() => readPending(db()));
    await until(() => anchoring.view().nextAt);
    const { transaction } = pending.sent[0] ?? {};
    await until(async () => (await chain.call("eth_getTransactionByHash", transaction)) !== null);
    await anchoring.stop();
    await chain.call("anvil_dropTransaction", transaction);
    await chain.call("anvil_setNonce", owner.address, `0x${(Number(pending.nonce) + 1).toString(16)}`);
    await chain.call("evm_setAutomine", true);
    await chain.call("anvil_mine", "0x1");
    await start();
    const anchor = await anchored(size);
    expect(anchor.transaction).not.toBe(transaction);
  });

  test("a transaction that no block takes is offered with a higher fee, and either may count", async () => {
    const size = await grow(2);
    const cheap = await signedBefore(size, { maxFeePerGas: 1n, maxPriorityFeePerGas: 1n });
    await chain.call("evm_setAutomine", false);
    await start({}, { raiseAfter: 0 });
    const replaced = await until(async () => {
      const pending = await readPending(db());
      return pending && pending.sent.length > 1 && pending;
    });
    // It offers what the market asks for by now, and is not raised further.
    await sleep(400);
    expect((await readPending(db()))?.sent).toHaveLength(2);
    await chain.call("evm_setAutomine", true);
    await chain.call("anvil_mine", "0x1");
    const anchor = await anchored(size);
    expect(anchor.transaction).toBe(replaced.sent[0]?.transaction);
    expect(anchor.transaction).not.toBe(cheap.transaction);
    const count = await chain.call("eth_getTransactionCount", owner.address, "latest");
    expect(Number(count)).toBe(Number(replaced.nonce) + 1);
  });

  test("what comes into a block while the house looks for it is not taken for lost", async () => {
    const size = await grow(2);
    await chain.call("evm_setAutomine", false);
    let isMissed = false;
    let isMined = false;
    const gate = await openGate(async (asked) => {
      // Just after it was told that no block has the transaction.
      if (isMissed && !isMined && asked.method === "eth_blockNumber") {
        isMined = true;
        await chain.call("anvil_mine", "0x1");
      }
      const answer = await forward(asked);
      isMissed ||= asked.method === "eth_getTransactionReceipt" && answer.result === null;
      return answer;
    });
    try {
      await start({ url: gate.url });
      await anchored(size);
      expect(isMined).toBe(true);
    } finally {
      gate.close();
    }
  });

  test("a chain that shows more, or another history, than the log here is not added to", async () => {
    await grow(2);
    await anchorBy(richKeys[0], 2);
    const forked = await start();
    await until(() => forked.view().problem?.en.includes("two histories"));
    await forked.stop();
    await anchorBy(richKeys[0], 900);
    const ahead = await start();
    await until(() => ahead.view().problem?.en.includes("rolled back"));
    expect(await readPending(db())).toBeUndefined();
  });

  test("a node that comes back finds the house trying", async () => {
    const size = await grow(1);
    let isDown = true;
    const gate = await openGate(async (asked) => (isDown ? undefined : forward(asked)));
    try {
      const anchoring = await start({ url: `${gate.url}/key-in-path` });
      const failing = await until(() => anchoring.view().failures > 1 && anchoring.view());
      expect(JSON.stringify(failing)).not.toContain("key-in-path");
      isDown = false;
      await anchored(size);
      await until(() => anchoring.view().problem === undefined);
    } finally {
      gate.close();
    }
  });

  test("nobody confirms an anchor but the house itself", async () => {
    const size = await grow(1);
    await chain.call("evm_setAutomine", false);
    await (await start()).stop();
    const pending = await until(() => readPending(db())).catch(() => undefined);
    const refuse = () => {
      throw new Refusal("forbidden", "no");
    };
    const access = { require: refuse };
    const contexts = createContextMaker({ database: house.database, sink: house.events.sink, access });
    const found = {
      transaction: "0x11" as const,
      block: 1,
      blockHash: "0x22" as const,
      blockTime: new Date(),
    };
    if (!pending) throw new Error("nothing is under way");
    const confirming = confirmAnchor(contexts.contextFor({ kind: "person", id: "p:1" }), pending, found);
    await expect(confirming).rejects.toThrow(Refusal);
    expect(await anchorFor(db(), { origin, size })).toBeUndefined();
  });
});
