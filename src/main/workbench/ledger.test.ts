import { afterEach, beforeEach, expect, test } from "vitest";
import { openLogSource, parsePolicy, verifyLog } from "../../ledger/index.ts";
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
