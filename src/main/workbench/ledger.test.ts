import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import {
  COSIGNATURE,
  formatVerifierKey,
  generateSignerKey,
  openLogSource,
  parsePolicy,
  parseSignerKey,
  verifierOf,
  verifyLog,
} from "../../ledger/index.ts";
import { makeTestPlace, type TestPlace } from "./test-workbench.ts";

let place: TestPlace;

beforeEach(async () => {
  place = await makeTestPlace();
});
afterEach(() => place.remove());

test("what happens in the workbench can be verified by whoever has its address and the key", async () => {
  const { url, parts } = await place.open();
  const ledger = parts.ledger;
  // The set-up link is the first event of a house.
  await ledger?.sealedUpTo(0);
  const policy = parsePolicy(Buffer.from(`log ${ledger?.verifierKeys[0]}\nquorum none\n`));
  const { checkpoint } = await verifyLog(openLogSource(`${url}/ledger`), { policy });
  expect(checkpoint.size).toBeGreaterThan(0);
  const tile = await fetch(`${url}/ledger/tile/entries/000.p/${checkpoint.size}`);
  expect(tile.headers.get("content-type")).toBe("application/octet-stream");
  expect(tile.headers.get("access-control-allow-origin")).toBe("*");
  for (const path of ["tile/0/001", "tile/0/1", "tile/0/..%2f..%2fcheckpoint", "ledger-keys.json"]) {
    expect((await fetch(`${url}/ledger/${path}`)).status, path).not.toBe(200);
  }
});

test("how often a checkpoint went out without its witnesses is counted over all starts, and measured", async () => {
  const key = parseSignerKey(generateSignerKey("silent.example/w", COSIGNATURE));
  const policyFile = join(place.data, "..", `policy-${process.pid}`);
  const silent = formatVerifierKey(verifierOf(key));
  writeFileSync(policyFile, `witness w ${silent} http://127.0.0.1:9\nquorum w\n`);
  const config = join(place.data, "..", `config-${process.pid}.yaml`);
  writeFileSync(config, JSON.stringify({ ledger: { policyFile, patience: 50 } }));
  const counted = async (before: number) => {
    const { url, parts, close } = await place.open({ PLUMBLINE_CONFIG: config });
    await parts.ledger?.sealedUpTo((await parts.events.state()).size - 1);
    for (;;) {
      const text = await (await fetch(`${url}/metrics`)).text();
      const count = Number(/^plumbline_ledger_failed_open (\d+)$/m.exec(text)?.[1] ?? 0);
      if (count < before + (parts.ledger?.witnesses?.failedOpen() ?? 1)) continue;
      await close();
      return count;
    }
  };
  const first = await counted(0);
  expect(first).toBeGreaterThan(0);
  expect(await counted(first)).toBeGreaterThan(first);
});
