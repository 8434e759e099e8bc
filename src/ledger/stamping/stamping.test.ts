import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { Refusal } from "../../platform/index.ts";
import { openTallies, readTallies } from "../errands/tally.ts";
import type { Ledger } from "../sealing/open-ledger.ts";
import { openTestLedger, type TestLedger } from "../sealing/sealing-fixture.ts";
import { hasOpenssl, openTestAuthority, type TestAuthority } from "../testing/test-authority.ts";
import { askAuthority } from "./ask-authority.ts";
import { keepStamp } from "./keep-stamp.ts";
import { countStamps, lastStamp, listStamps, readStamp, stampFor } from "./read-stamps.ts";
import { type Stamping, type StampingOptions, startStamping } from "./stamping.ts";

describe.skipIf(!hasOpenssl())("stamping (skipped where OpenSSL's command is missing)", () => {
  let authority: TestAuthority;
  let honest: TestAuthority["answer"];
  let house: TestLedger;
  let ledger: Ledger;
  const running: Stamping[] = [];

  beforeAll(async () => {
    authority = await openTestAuthority();
    honest = authority.answer;
  });
  afterAll(() => authority.close());
  beforeEach(async () => {
    authority.answer = honest;
    house = await openTestLedger();
    ledger = await house.open();
  });
  afterEach(async () => {
    for (const one of running.splice(0)) await one.stop();
    await house.close();
  });

  const named = (more: object = {}) => ({ url: authority.url, caFile: authority.caFile, ...more });

  async function start(options: Partial<StampingOptions> = {}): Promise<Stamping> {
    const stamping = await startStamping({
      ...house,
      ledger,
      tallies: openTallies(house.database, house.log),
      settings: { authorities: [named()], everyMinutes: 60 },
      retryAfter: 50,
      ...options,
    });
    running.push(stamping);
    return stamping;
  }

  async function until<T>(look: () => Promise<T | undefined | false> | T | undefined | false): Promise<T> {
    for (;;) {
      const found = await look();
      if (found) return found;
      await sleep(20);
    }
  }

  const db = () => house.database.reader;
  const stamped = (size: number) =>
    until(async () => (await stampFor(db(), { origin: ledger.origin, size })) ?? false);
  const filesIn = (place: string): string[] => {
    if (!existsSync(place)) return [];
    const names = readdirSync(place, { recursive: true, withFileTypes: true });
    return names
      .filter((one) => one.isFile() && !one.name.endsWith(".tmp"))
      .map(({ name }) => name)
      .sort();
  };
  const folder = () => join(house.data, "ledger-stamps", "test.example_log");

  test("a published checkpoint is stamped, kept as plain files that OpenSSL verifies, and told in the log", async () => {
    await house.tell(3);
    await ledger.sealedUpTo(2);
    await start();
    const stamp = await stamped(3);
    expect(stamp).toMatchObject({ size: 3, signer: "Test Stamps good", policy: "1.3.6.1.4.1.99999.1" });
    const files = await until(() => filesIn(folder()).length === 2 && filesIn(folder()));
    expect(files[1]).toMatch(/^000000000003-\d{8}T\d{6}Z-\d+\.tsr$/);
    const [checkpoint = "", token = ""] = files.map((name) => join(folder(), name));
    expect(await authority.verify(checkpoint, token)).toBe("Verification: OK");
    expect(readFileSync(checkpoint, "utf8")).toMatch(/^test\.example\/log\n3\n/);
    expect(await readStamp(db(), stamp.id)).toMatchObject({ note: readFileSync(checkpoint) });
    await house.events.settled();
    const entry = (await house.events.readEntries(3, 1))[0];
    expect(entry).toMatchObject({ type: "ledger.stamped", subject: "checkpoint:3", actor: "system:ledger" });
    expect(entry?.seals).toMatchObject({
      size: "3",
      root: stamp.root,
      at: String(stamp.stampedAt.getTime()),
    });
    expect(authority.last?.headers["content-type"]).toBe("application/timestamp-query");
  });

  test("a house where nothing happens but stamping is not stamped again, also after a start", async () => {
    await house.tell(2);
    await ledger.sealedUpTo(1);
    const first = await start({ settings: { authorities: [named()], everyMinutes: 0.001 } });
    await stamped(2);
    await ledger.sealedUpTo(2);
    const asked = authority.last;
    await until(() => first.views()[0]?.problem === undefined && ledger.published());
    await sleep(300);
    await first.stop();
    const again = await start();
    await sleep(100);
    expect(authority.last).toBe(asked);
    expect(await countStamps(db())).toBe(1);
    expect(again.views()[0]?.nextAt?.getTime()).toBeGreaterThan(Date.now() + 50 * 60_000);
  });

  test("the answer to how old an entry is, is the earliest stamp over it", async () => {
    await house.tell(2);
    await ledger.sealedUpTo(1);
    const stamping = await start();
    await until(() => countStamps(db()));
    await stamping.stop();
    await house.tell(2);
    await ledger.sealedUpTo(4);
    const context = house.contexts.contextFor({ kind: "system", id: "system:ledger" });
    const published = ledger.published();
    if (!published) throw new Error("nothing is published");
    const signal = AbortSignal.timeout(10_000);
    const asked = await askAuthority(named(), published.note, { signal });
    await keepStamp(context, { authority: authority.url, published, ...asked });
    const { origin } = ledger;
    const [newest, oldest] = await listStamps(db(), { limit: 10 });
    expect(await stampFor(db(), { origin, size: 1 })).toEqual(oldest);
    expect(await stampFor(db(), { origin, size: 3 })).toEqual(newest);
    expect(await stampFor(db(), { origin, size: published.checkpoint.size + 1 })).toBeUndefined();
    expect(await stampFor(db(), { origin: "other.example/log", size: 1 })).toBeUndefined();
    expect(await listStamps(db(), { limit: 10, before: newest?.id })).toEqual([oldest]);
    expect(await lastStamp(db(), authority.url)).toEqual(newest);
  });

  test("files that are lost are written again from the database at the next start", async () => {
    await house.tell(1);
    await ledger.sealedUpTo(0);
    const first = await start();
    await stamped(1);
    await until(() => first.views()[0]?.nextAt);
    await first.stop();
    const before = filesIn(folder());
    expect(before).toHaveLength(2);
    rmSync(join(folder(), before[1] ?? ""));
    writeFileSync(join(folder(), "left-by-a-crash.tmp"), "");
    await start({ settings: { authorities: [named()], everyMinutes: 0.001 } });
    await until(() => filesIn(folder()).length === 2);
    expect(filesIn(folder())).toEqual(before);
    expect(existsSync(join(folder(), "left-by-a-crash.tmp"))).toBe(false);
  });

  test("an authority that does not answer is asked again ever more rarely; that is shown and counted", async () => {
    await house.tell(1);
    await ledger.sealedUpTo(0);
    let failures = 3;
    authority.answer = (query, response) =>
      failures-- > 0 ? void response.writeHead(503).end() : honest(query, response);
    const stamping = await start();
    const view = await until(() => {
      const [one] = stamping.views();
      return one && one.failures > 0 && one;
    });
    expect(view.problem?.en).toContain("HTTP 503");
    await stamped(1);
    await until(() => stamping.views()[0]?.problem === undefined);
    await until(async () => (await readTallies(db()))["stamp-failed"].count === 3);
  });

  const problems: readonly [string, TestAuthority["answer"], string][] = [
    ["nothing for too long", () => undefined, "timeout"],
    [
      "an endless page",
      (_, response) => void response.writeHead(200).end(Buffer.alloc(200_000)),
      "65536 bytes",
    ],
    ["a page of another kind", (_, response) => void response.writeHead(200).end("<html>"), "no RFC 3161"],
    [
      "a way to another address",
      (_, r) => void r.writeHead(302, { location: "http://127.0.0.1:9/" }).end(),
      "did not answer",
    ],
    [
      "an old answer",
      async (_, response) => void response.writeHead(200).end(await authority.reply(await otherQuery())),
      "hash differs",
    ],
  ];
  const otherQuery = async () => {
    const { makeTimestampQuery } = await import("../timestamp/make-query.ts");
    return makeTimestampQuery({ sha256: Buffer.alloc(32, 7), nonce: Buffer.of(1, 2, 3) });
  };

  test.each(problems)(
    "an authority that answers with %s is refused, and nothing is kept",
    async (_, answer, word) => {
      await house.tell(1);
      await ledger.sealedUpTo(0);
      authority.answer = answer;
      // Only who says nothing is to be given up.
      const stamping = await start({ patience: word === "timeout" ? 500 : 60_000 });
      const problem = await until(() => stamping.views()[0]?.problem);
      expect(problem.en).toContain(word);
      expect(problem.zh).toMatch(/\p{Script=Han}/u);
      expect(await countStamps(db())).toBe(0);
    },
  );

  test("is sent the name and password of a file that only its owner may read", async () => {
    const credentialsFile = join(house.keys, "authority");
    writeFileSync(credentialsFile, "anna:secret\n", { mode: 0o644 });
    const signal = AbortSignal.timeout(10_000);
    const ask = () => askAuthority(named({ credentialsFile }), Buffer.from("x"), { signal });
    await expect(ask()).rejects.toThrow(/others may read it/);
    rmSync(credentialsFile);
    writeFileSync(credentialsFile, "anna:secret\n", { mode: 0o600 });
    await ask();
    expect(authority.last?.headers.authorization).toBe(
      `Basic ${Buffer.from("anna:secret").toString("base64")}`,
    );
  });

  test("trusted certificates that cannot be used are told at the start", async () => {
    const empty = join(house.keys, "empty.pem");
    writeFileSync(empty, "nothing");
    for (const caFile of [empty, join(house.keys, "absent.pem")]) {
      const settings = { authorities: [named({ caFile })], everyMinutes: 60 };
      await expect(start({ settings })).rejects.toThrow(/cannot be used/);
    }
  });

  test("nobody keeps a stamp but the house itself", async () => {
    const refuse = () => {
      throw new Refusal("forbidden", "no");
    };
    const { createContextMaker } = await import("../../platform/index.ts");
    const contexts = createContextMaker({
      database: house.database,
      sink: house.events.sink,
      access: { require: refuse },
    });
    await house.tell(1);
    const published = await ledger.sealedUpTo(0);
    const verified = { time: new Date(), accuracyMilliseconds: 1, serial: "1", policy: "1.2", signer: "x" };
    const stamp = { authority: authority.url, published, token: Buffer.of(1), verified };
    const context = contexts.contextFor({ kind: "person", id: "p:1" });
    await expect(keepStamp(context, stamp)).rejects.toThrow(Refusal);
    expect(await countStamps(db())).toBe(0);
  });
});
