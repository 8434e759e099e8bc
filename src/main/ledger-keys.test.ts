import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { LedgerError, LogFault, openLogSource, parsePolicy, verifyLog } from "../ledger/index.ts";
import { CliDesk } from "./cli-fixture.ts";
import type { Workbench } from "./workbench/open-workbench.ts";
import { makeTestPlace, type TestPlace } from "./workbench/test-workbench.ts";

let place: TestPlace;
let bench: Workbench;
let desk: CliDesk;

beforeEach(async () => {
  place = await makeTestPlace();
  desk = new CliDesk();
  bench = await place.open();
  await bench.parts.ledger?.sealedUpTo(0);
}, 120_000);
afterEach(async () => {
  desk.close();
  await place.remove();
});

const keys = () => join(dirname(place.data), "plumbline-keys");
const ledger = (...args: string[]) =>
  desk.run(["ledger", ...args], { PLUMBLINE_DATA: place.data, PLUMBLINE_KEYS: keys(), LANG: "en" });

/** Something more happens, and is sealed. */
async function goOn(): Promise<void> {
  const { events, ledger: sealed } = bench.parts;
  await events.settled();
  const { size } = await events.state();
  await sealed?.sealedUpTo(size - 1);
}

const verified = (policy: string) =>
  verifyLog(openLogSource(join(place.data, "ledger")), { policy: parsePolicy(Buffer.from(policy)) }).then(
    ({ checkpoint }) => checkpoint.size,
    (error: unknown) => {
      if (error instanceof LogFault || error instanceof LedgerError) return "refused";
      throw error;
    },
  );
const by = (key: string | undefined) => verified(`log ${key}\nquorum none\n`);

describe("the signing key", { timeout: 300_000 }, () => {
  test("is changed beside the running server: both sign, an entry says so, and after the overlap the new one alone", async () => {
    const [old] = bench.parts.ledger?.verifierKeys ?? [];
    expect((await ledger("rotate", "--overlap", "0")).code).toBe(2);
    const { code, out } = await ledger("rotate", "--overlap", "7");
    expect([code, out]).toEqual([0, expect.stringContaining("both sign until")]);
    const fresh = out.trim().split("\n").at(-1);
    await goOn();
    expect(bench.parts.ledger?.verifierKeys).toEqual([old, fresh]);
    const size = await by(old);
    expect(size).toBeGreaterThan(1);
    expect(await by(fresh)).toBe(size);
    const entries = await bench.parts.events.readEntries(0, 1_000);
    const changes = entries.filter(({ type }) => type === "ledger.key-changed");
    expect(changes.map(({ seals }) => Object.keys(seals ?? {}).sort())).toEqual([
      ["formerKey", "formerSignsUntil", "generation", "newKey"],
    ]);
    // A week later.
    await bench.close();
    const ring = join(keys(), "ledger-keys.json");
    const stored = JSON.parse(readFileSync(ring, "utf8"));
    for (const key of stored.keys) if (key.until) key.until = new Date(Date.now() - 1_000).toISOString();
    writeFileSync(ring, JSON.stringify(stored));
    bench = await place.open();
    await goOn();
    expect(await by(old)).toBe("refused");
    expect(await by(fresh)).toBeGreaterThan(Number(size));
    const trust = await ledger("trust");
    expect(trust.out).toMatch(/# since .*, in force\nlog .*\n# since .*, signs until .*\nlog /);
    expect(await verified(trust.out)).toBeGreaterThan(Number(size));
  });

  test("is encrypted another way only while no server runs, and opens with nothing else from then on", async () => {
    desk.put("passphrase", "seven anchors in the harbour\n");
    const [verifier] = bench.parts.ledger?.verifierKeys ?? [];
    const rekey = () => ledger("rekey", "--passphrase-file", join(desk.folder, "passphrase"));
    expect((await rekey()).code).toBe(2);
    await bench.close();
    expect((await rekey()).code).toBe(0);
    await expect(place.open()).rejects.toThrow(/encrypted the other way/);
    const config = desk.put(
      "plumbline.yaml",
      `ledger:\n  passphraseFile: ${join(desk.folder, "passphrase")}\n`,
    );
    bench = await place.open({ PLUMBLINE_CONFIG: join(desk.folder, config) });
    await goOn();
    expect(bench.parts.ledger?.verifierKeys).toEqual([verifier]);
    expect(await by(verifier)).toBeGreaterThan(1);
  });

  test("needs one way to be opened, and a ring to be there", async () => {
    expect((await ledger("rekey")).code).toBe(2);
    const nowhere = { PLUMBLINE_DATA: place.data, PLUMBLINE_KEYS: join(desk.folder, "nowhere"), LANG: "en" };
    const { code, told } = await desk.run(["ledger", "trust"], nowhere);
    expect([code, told.join()]).toEqual([2, expect.stringContaining("holds no key of a ledger yet")]);
  });
});
