import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { sql } from "../../platform/index.ts";
import { encodeUtf8 } from "../encoding/text.ts";
import { buildHashTree, hashLeaves, parsePolicy, verifyEvidence } from "../index.ts";
import type { HouseLedger } from "../open-house-ledger.ts";
import { openTestLedger, type TestLedger } from "../sealing/sealing-fixture.ts";
import { draftEvent } from "./draft-items.ts";
import { createEvidenceMaker, type EvidenceMaker } from "./make-evidence.ts";
import { createTreeProver, type SealedLeaf, type SealedLeaves } from "./sealed-leaves.ts";

describe("the path of a row in its batch", () => {
  /** Rows whose ids have gaps, and a count of how many were read. */
  function batchOf(size: number, name = `batch of ${size}`) {
    const entries = Array.from({ length: size }, (_, i) => encodeUtf8(`row ${i}`));
    const hashes = hashLeaves(entries);
    const rows: SealedLeaf[] = entries.map((_, i) => ({
      id: BigInt(10 + i * 3),
      hash: hashes.slice(i * 32, i * 32 + 32),
    }));
    const read = { rows: 0 };
    const leaves: SealedLeaves = {
      name,
      async page(after, limit) {
        const from = rows.findIndex(({ id }) => id > after);
        const page = from < 0 ? [] : rows.slice(from, from + limit);
        read.rows += page.length;
        return page;
      },
    };
    return { leaves, rows, read, tree: buildHashTree(hashes) };
  }

  test("is that of the whole tree, wherever the row stands", async () => {
    const place = fc
      .integer({ min: 1, max: 1_600 })
      .chain((size) => fc.record({ size: fc.constant(size), index: fc.nat({ max: size - 1 }) }));
    await fc.assert(
      fc.asyncProperty(place, async ({ size, index }) => {
        const { leaves, rows, tree } = batchOf(size);
        const proved = await createTreeProver()(leaves, rows[index]?.id ?? 0n);
        expect(proved).toEqual({ index, size, path: tree.inclusionProof(index) });
      }),
      { numRuns: 60 },
    );
  });

  test("is found with two short reads once the batch has been looked at, and a batch long unasked is read again", async () => {
    const prove = createTreeProver(1);
    const { leaves, rows, read, tree } = batchOf(20_000);
    await prove(leaves, rows[3]?.id ?? 0n);
    read.rows = 0;
    expect((await prove(leaves, rows[17_777]?.id ?? 0n)).path).toEqual(tree.inclusionProof(17_777));
    expect(read.rows).toBeLessThanOrEqual(512);
    const other = batchOf(300);
    await prove(other.leaves, other.rows[0]?.id ?? 0n);
    read.rows = 0;
    await prove(leaves, rows[3]?.id ?? 0n);
    expect(read.rows).toBeGreaterThan(20_000);
  });

  test("of a row that is not there is refused, and a batch that could not be read is not remembered", async () => {
    const prove = createTreeProver();
    const { leaves, rows } = batchOf(5);
    await expect(prove(leaves, 11n)).rejects.toMatchObject({ code: "missing-node" });
    const broken = { name: "broken", page: async () => Promise.reject(new Error("gone")) };
    await expect(prove(broken, 1n)).rejects.toThrow("gone");
    expect((await prove({ ...leaves, name: "broken" }, rows[2]?.id ?? 0n)).index).toBe(2);
  });
});

describe("evidence that is made in a house", () => {
  let house: TestLedger;
  let ledger: HouseLedger;
  let maker: EvidenceMaker;

  beforeEach(async () => {
    house = await openTestLedger();
    const opened = await house.open();
    ledger = Object.assign(opened, {
      witnesses: undefined,
      stamping: undefined,
      anchoring: undefined,
      mirrors: [],
    }) as HouseLedger;
    const { database, events } = house;
    const readPage = async () => "";
    maker = createEvidenceMaker({ ledger, db: database.reader, events, software: "test 1", readPage });
  });
  afterEach(() => house.close());

  const policy = () => parsePolicy(encodeUtf8(`log ${ledger.verifierKeys[0]}\nquorum none\n`));

  async function drafted(index: number) {
    const [entry] = await house.events.readEntries(index, 1);
    if (!entry) throw new Error("no entry");
    return draftEvent(entry, await house.events.readOpenings(entry));
  }

  test("shows each entry under the newest checkpoint and under those that are stamped and anchored", async () => {
    await house.tell(3);
    const early = await ledger.sealedUpTo(2);
    await house.tell(4);
    const later = await ledger.sealedUpTo(6);
    const { size, root, origin } = early.checkpoint;
    const hex = Buffer.from(root).toString("hex");
    const { writer } = house.database;
    await sql`INSERT INTO ledger_stamp
      (origin, size, root, authority, signer, serial, policy, stamped_at, received_at, note, token)
      VALUES (${origin}, ${size}, ${hex}, 'https://tsa.example/', 'TSA', '1', '1.2', now(), now(), ${early.note}, '\\x3000')`.execute(
      writer,
    );
    await sql`INSERT INTO ledger_anchor
      (origin, size, root, chain_id, contract, sender, nonce, state, begun_at, transaction, block, block_hash, block_time, confirmed_at)
      VALUES (${origin}, ${later.checkpoint.size}, ${Buffer.from(later.checkpoint.root).toString("hex")}, 31337, '0xc', '0xs', 0,
        'confirmed', now(), '0xt', 9, '0xb', now(), now())`.execute(writer);
    await house.tell(2);
    await ledger.sealedUpTo(8);
    const bytes = await maker.prove([await drafted(1), await drafted(5)]);
    const { items, checkpoints } = verifyEvidence(bytes, policy());
    expect(checkpoints.map((one) => [one.size, one.isSigned, one.stamps.length, one.anchors.length])).toEqual(
      [
        [ledger.published()?.checkpoint.size, true, 0, 0],
        [size, true, 1, 0],
        [later.checkpoint.size, false, 0, 1],
      ],
    );
    expect(items.map(({ entry }) => entry.checkpoints)).toEqual([
      [0, 1, 2],
      [0, 2],
    ]);
  });

  test("after openings were erased says so, and the entry is proved still", async () => {
    await house.tell(1);
    await ledger.sealedUpTo(0);
    await sql`DELETE FROM log_opening`.execute(house.database.writer);
    const { items } = verifyEvidence(await maker.prove([await drafted(0)]), policy());
    expect(items).toMatchObject([{ item: "event", erased: ["after"], withheld: [], entry: { index: 0 } }]);
  });

  test("is not made of what is not sealed yet", async () => {
    await house.tell(1);
    await ledger.sealedUpTo(0);
    const draft = await drafted(0);
    await expect(maker.prove([{ ...draft, entry: "999" }])).rejects.toMatchObject({ code: "not-found" });
  });

  test("for giving away is refused before anything is told where nobody permits it", async () => {
    await house.tell(1);
    const { size } = await house.events.state();
    const request = {
      about: { kind: "test", id: "1" },
      asked: {},
      collect: async () => ({ items: [], labels: {}, sources: [] }),
    };
    // `collect` must ask `require`; where it forgets, nothing leaves.
    await expect(maker.pack(house.context(), request)).rejects.toThrow("asked for no permission");
    expect((await house.events.state()).size).toBe(size);
  });
});
