import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { encodeBase64 } from "../encoding/base64.ts";
import { type Evidence, verifyEvidence } from "../index.ts";
import { hasOpenssl, openTestAuthority, type TestAuthority } from "../testing/test-authority.ts";
import { bytesOf, keyPolicy, makeTestEvidence, witnessPolicy } from "../testing/test-evidence.ts";
import { makeTimestampQuery, newNonce } from "../timestamp/make-query.ts";
import { sealedSince, verifyStamps } from "./verify-stamps.ts";

describe.skipIf(!hasOpenssl)("time stamps of evidence (skipped where openssl is missing)", () => {
  let authority: TestAuthority;
  let authorities: string;
  let token: Buffer;
  const bare = makeTestEvidence();

  beforeAll(async () => {
    authority = await openTestAuthority();
    authorities = readFileSync(authority.caFile, "utf8");
    const sha256 = createHash("sha256")
      .update(bare.checkpoints[0]?.note ?? "")
      .digest();
    token = await authority.reply(makeTimestampQuery({ sha256, nonce: newNonce() }));
  });
  afterAll(() => authority?.close());

  /** The token at one of the two checkpoints. */
  function stamped(at: number, bytes: Uint8Array = token): Evidence {
    const checkpoints = bare.checkpoints.map((checkpoint, i) =>
      i === at ? { ...checkpoint, stamps: [encodeBase64(bytes)] } : checkpoint,
    );
    return { ...bare, checkpoints };
  }
  const verified = (evidence: Evidence) => verifyEvidence(bytesOf(evidence), keyPolicy);

  test("hold for the checkpoint they are over, and date what lies under it", async () => {
    const evidence = verified(stamped(0));
    const stamps = await verifyStamps(evidence, authorities);
    expect(stamps).toMatchObject([{ checkpoint: 0, time: expect.any(Date) }]);
    expect(sealedSince(evidence, stamps)).toEqual([stamps[0]?.time, stamps[0]?.time, stamps[0]?.time]);
    expect(sealedSince(evidence, [])).toEqual([undefined, undefined, undefined]);
  });

  test("of another checkpoint, changed, or by an authority that is not trusted, are refused", async () => {
    const refused = { code: "conflict" };
    await expect(verifyStamps(verified(stamped(1)), authorities)).rejects.toMatchObject(refused);
    const flipped = token.with(token.length - 20, (token.at(-20) ?? 0) ^ 1);
    await expect(verifyStamps(verified(stamped(0, flipped)), authorities)).rejects.toMatchObject(refused);
    const other = await openTestAuthority();
    const strangers = readFileSync(other.caFile, "utf8");
    await other.close();
    await expect(verifyStamps(verified(stamped(0)), strangers)).rejects.toMatchObject(refused);
  });

  test("carry a checkpoint that a key of earlier times signed, which by itself would be refused", async () => {
    const [, newest] = bare.checkpoints;
    const [old] = stamped(0).checkpoints;
    if (!newest || !old) throw new Error("two checkpoints");
    // A line of a key that nobody knows any more in place of the log's own.
    const note = old.note.replace("— example.com/log/testdata M9", "— example.com/log/testdata N9");
    const unknown = { ...bare, checkpoints: [{ note }, newest] };
    expect(() => verifyEvidence(bytesOf(unknown), witnessPolicy)).toThrow(/No known key/);
    const carried = { ...bare, checkpoints: [{ ...old, note }, newest] };
    expect(verifyEvidence(bytesOf(carried), witnessPolicy).checkpoints[0]).toMatchObject({
      isSigned: false,
      isAccepted: false,
    });
  });
});

test("an anchored root may stand without signatures, and vouches for nothing by itself", () => {
  const bare = makeTestEvidence({ isPackaged: false });
  const [first, newest] = bare.checkpoints;
  if (!first || !newest) throw new Error("two checkpoints");
  const note = first.note.slice(0, first.note.indexOf("\n\n") + 1);
  const anchored = { note, anchors: [{ chainId: "1", transaction: "0xab" }] };
  const { checkpoints } = verifyEvidence(
    bytesOf({ ...bare, checkpoints: [anchored, newest] }),
    witnessPolicy,
  );
  expect(checkpoints[0]).toMatchObject({ isSigned: false, anchors: [{ chainId: "1" }] });
  expect(() =>
    verifyEvidence(bytesOf({ ...bare, checkpoints: [{ note }, newest] }), witnessPolicy),
  ).toThrow();
  const only = { ...bare, checkpoints: [anchored], entries: {} };
  for (const [number, entry] of Object.entries(bare.entries)) {
    Object.assign(only.entries, { [number]: { ...entry, paths: entry.paths.slice(0, 1) } });
  }
  expect(() => verifyEvidence(bytesOf({ ...only, keys: [] }), keyPolicy)).toThrow(/enough witnesses/);
});
