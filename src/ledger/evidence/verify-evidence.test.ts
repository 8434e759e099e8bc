import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { encodeUtf8 } from "../encoding/text.ts";
import {
  type Evidence,
  EvidenceFault,
  formatVerifierKey,
  generateSignerKey,
  parseEvidence,
  parsePolicy,
  parseSignerKey,
  verifierOf,
  verifyEvidence,
} from "../index.ts";
import {
  bytesOf,
  committed,
  keyPolicy,
  makeTestEvidence,
  witnessedAt,
  witnessPolicy,
} from "../testing/test-evidence.ts";
import { formatCanonical, type Json } from "./canonical.ts";

const evidence = makeTestEvidence();
const bytes = bytesOf(evidence);

function faultOf(wrong: Uint8Array, policy = witnessPolicy): EvidenceFault {
  try {
    verifyEvidence(wrong, policy);
  } catch (error) {
    if (error instanceof EvidenceFault) return error;
    throw error;
  }
  throw new Error("It verified.");
}

/** What a forger can do who writes the file anew, in its canonical form. */
function forged(change: (file: Writable) => void): Uint8Array {
  const file = JSON.parse(Buffer.from(bytes).toString("utf8")) as Writable;
  change(file);
  return encodeUtf8(`${formatCanonical(file)}\n`);
}
// biome-ignore lint/suspicious/noExplicitAny: a forger keeps to no type.
type Writable = any;

describe("evidence that is whole", () => {
  test("says what was sealed, where, by when, and what is withheld or erased", () => {
    const { items, checkpoints, packaging } = verifyEvidence(bytes, witnessPolicy);
    expect(items).toMatchObject([
      {
        item: "row",
        kind: "order",
        common: { record: "record-2", fields: { gross: "1002", currency: "CNY" } },
        personal: { "fields.note": "备注 2" },
        withheld: ["personal.fields.approved_by", "personal.own.手机"],
        erased: [],
        entry: { index: 1, type: "records.imported", witnessedAt: new Date(witnessedAt * 1_000) },
      },
      { item: "row", kind: "alert", withheld: [], erased: ["personal.finding"], entry: { index: 2 } },
      { item: "event", after: { revision: "1", step: { kind: "confirmed" } }, erased: ["before"] },
    ]);
    expect(checkpoints).toMatchObject([
      { size: 4, isAccepted: false, witnesses: [] },
      { size: 5, isAccepted: true, witnesses: [{ name: "w1", at: new Date(witnessedAt * 1_000) }] },
    ]);
    expect(packaging).toMatchObject({
      entry: { index: 4, type: "evidence.packaged" },
      about: { kind: "alert", id: "alert-1" },
      statement: { operator: "person:1", sources: [{ file: "订单.csv" }] },
    });
  });

  test("without a packaging proves its items, and may state nothing", () => {
    const bare = makeTestEvidence({ isPackaged: false });
    const verified = verifyEvidence(bytesOf(bare), keyPolicy);
    expect([verified.items.length, verified.packaging]).toEqual([3, undefined]);
    const { about } = evidence.content;
    if (!about) throw new Error("no subject");
    const stated: Evidence = { ...bare, content: { ...bare.content, about } };
    expect(faultOf(bytesOf(stated), keyPolicy).place.part).toBe("content");
  });

  test("of any row of any batch verifies", () => {
    const place = fc
      .integer({ min: 1, max: 40 })
      .chain((orders) => fc.record({ orders: fc.constant(orders), shown: fc.nat({ max: orders - 1 }) }));
    fc.assert(
      fc.property(place, fc.boolean(), ({ orders, shown }, isPackaged) => {
        const made = makeTestEvidence({ orders, shown, isPackaged });
        const { items } = verifyEvidence(bytesOf(made), witnessPolicy);
        expect(items[0]).toMatchObject({ common: { record: `record-${shown}` } });
      }),
      { numRuns: 60 },
    );
  });

  test("parses to what it was made of", () => {
    expect(parseEvidence(bytes)).toEqual(evidence);
  });
});

describe("evidence that was changed", () => {
  test("is refused with any bit flipped", () => {
    fc.assert(
      fc.property(fc.nat({ max: bytes.length * 8 - 1 }), (bit) => {
        const at = bit >> 3;
        const flipped = bytes.with(at, (bytes[at] ?? 0) ^ (1 << (bit & 7)));
        expect(faultOf(flipped).sentence.zh, `byte ${at}`).not.toBe("");
      }),
      { numRuns: 1_500 },
    );
  });

  test("is refused cut off anywhere, or with anything behind it", () => {
    fc.assert(
      fc.property(fc.nat({ max: bytes.length - 1 }), (end) => void faultOf(bytes.slice(0, end))),
      { numRuns: 200 },
    );
    faultOf(encodeUtf8(`${Buffer.from(bytes).toString("utf8")}\n`));
    faultOf(encodeUtf8(JSON.stringify(JSON.parse(Buffer.from(bytes).toString("utf8")), undefined, 2)));
  });

  const forgeries: [string, EvidenceFault["fault"], number | undefined, (file: Writable) => void][] = [
    [
      "another amount",
      "bad-opening",
      0,
      ({ content }) => {
        content.items[0].common.value = content.items[0].common.value.replace("1002", "9002");
      },
    ],
    [
      "another salt",
      "bad-opening",
      0,
      ({ content }) => {
        content.items[0].common.salt = "ab".repeat(32);
      },
    ],
    [
      "another reason for a decision",
      "bad-opening",
      2,
      ({ content }) => {
        content.items[2].after.value = content.items[2].after.value.replace("事后", "事前");
      },
    ],
    [
      "the opening of another field",
      "bad-opening",
      0,
      ({ content: { items } }) => {
        items[0].personal["fields.approved_by"] = items[0].personal["fields.note"];
      },
    ],
    [
      "a field that was never sealed",
      "malformed",
      undefined,
      ({ content: { items } }) => {
        items[0].personal["fields.phone"] = items[0].personal["fields.note"];
      },
    ],
    [
      "a leaf that fits another amount",
      "bad-proof",
      0,
      ({ content: { items } }) => {
        const other = committed({ record: "record-2", fields: { gross: "9002" } });
        items[0].leaf = items[0].leaf.replace(/"common":"[0-9a-f]+"/, `"common":"${other.digest}"`);
        items[0].common = { salt: other.salt, value: other.value };
      },
    ],
    [
      "two items swapped",
      "malformed",
      undefined,
      ({ content: { items }, trees }) => {
        [items[1], items[2]] = [items[2], items[1]];
        expect(trees[1]).toBeDefined();
      },
    ],
    [
      "two rows swapped with their paths",
      "bad-statement",
      undefined,
      ({ content: { items }, trees }) => {
        [items[0], items[1]] = [items[1], items[0]];
        [trees[0], trees[1]] = [trees[1], trees[0]];
      },
    ],
    [
      "an item left out",
      "bad-statement",
      undefined,
      ({ content: { items }, entries }) => {
        items.pop();
        delete entries[3];
      },
    ],
    ["an entry that nothing leads to", "malformed", undefined, ({ content: { items } }) => void items.pop()],
    [
      "a field withheld that was disclosed",
      "bad-statement",
      undefined,
      ({ content: { items } }) => {
        delete items[0].personal;
      },
    ],
    [
      "what is withheld said to be erased",
      "bad-statement",
      undefined,
      ({ content: { items } }) => {
        items[0].erased = ["personal.fields.approved_by"];
      },
    ],
    [
      "something disclosed said to be erased",
      "malformed",
      undefined,
      ({ content: { items } }) => {
        items[0].erased = ["common"];
      },
    ],
    [
      "another place in the batch",
      "bad-proof",
      0,
      ({ trees }) => {
        trees[0].index = "3";
      },
    ],
    [
      "another index in the log",
      "bad-proof",
      undefined,
      ({ entries }) => {
        entries[1].paths[0].index = "2";
      },
    ],
    [
      "the batch sealed by another entry",
      "out-of-range",
      0,
      ({ content: { items } }) => {
        items[0].entry = "2";
      },
    ],
    [
      "an entry that tells another actor",
      "bad-proof",
      undefined,
      ({ entries }) => {
        entries[3].text = entries[3].text.replace("person:1", "person:2");
      },
    ],
    [
      "an entry under another number",
      "malformed",
      undefined,
      (file) => {
        file.entries[7] = file.entries[3];
        delete file.entries[3];
        file.content.items[2].entry = "7";
      },
    ],
    [
      "another operator",
      "bad-statement",
      undefined,
      ({ content: { statement } }) => {
        statement.operator = "person:2";
      },
    ],
    [
      "another file as the source",
      "bad-statement",
      undefined,
      ({ content: { statement } }) => {
        statement.sources[0].sha256 = "cd".repeat(32);
      },
    ],
    [
      "another meaning of a field",
      "bad-statement",
      undefined,
      ({ content: { labels } }) => {
        labels.order.fields.gross.zh = "不含税金额";
      },
    ],
    [
      "another entry as the packaging",
      "bad-statement",
      undefined,
      (file) => {
        file.packaging = "3";
        delete file.entries[4];
      },
    ],
    [
      "a checkpoint of another size",
      "bad-signature",
      undefined,
      ({ checkpoints }) => {
        checkpoints[1].note = checkpoints[1].note.replace("\n5\n", "\n6\n");
      },
    ],
    [
      "a cosignature of another moment",
      "bad-signature",
      undefined,
      ({ checkpoints }) => {
        const lines = checkpoints[1].note.split("\n");
        const [mark, name, encoded] = lines.at(-2).split(" ");
        const signature = Buffer.from(encoded, "base64");
        signature[11] = (signature[11] ?? 0) ^ 1;
        lines[lines.length - 2] = [mark, name, signature.toString("base64")].join(" ");
        checkpoints[1].note = lines.join("\n");
      },
    ],
    [
      "the cosigned checkpoint left out",
      "quorum-not-met",
      undefined,
      (file) => {
        file.checkpoints.pop();
        delete file.packaging;
        delete file.entries[4];
        for (const name of ["about", "labels", "statement"]) delete file.content[name];
        for (const entry of Object.values<Writable>(file.entries)) entry.paths.pop();
      },
    ],
    [
      "another key named as the log's",
      "no-signature",
      undefined,
      ({ keys }) => {
        keys[0] = formatVerifierKey(
          verifierOf(parseSignerKey(generateSignerKey("example.com/log/testdata"))),
        );
      },
    ],
    [
      "a number in place of a text",
      "malformed",
      undefined,
      ({ content }) => {
        content.items[0].entry = true;
      },
    ],
    [
      "a member that the form does not have",
      "malformed",
      undefined,
      (file) => {
        file.trust = "me";
      },
    ],
    [
      "another form",
      "malformed",
      undefined,
      (file) => {
        file.form = "plumbline-evidence/2";
      },
    ],
  ];
  test.each(forgeries)("is refused with %s", (_, code, item, change) => {
    const { fault, place, sentence } = faultOf(forged(change));
    expect([fault, place.item]).toEqual([code, item]);
    expect(sentence.zh).toMatch(/[。]$/);
  });

  test("says at which byte it ceases to be what was written", () => {
    const at = Buffer.from(bytes).indexOf('"entries"');
    const spaced = Buffer.concat([bytes.subarray(0, at), Buffer.from(" "), bytes.subarray(at)]);
    expect(faultOf(spaced).place).toEqual({ part: "evidence.json", byte: at });
  });

  test("is refused under the key of another log", () => {
    const other = verifierOf(parseSignerKey(generateSignerKey("example.com/log/testdata")));
    const policy = parsePolicy(encodeUtf8(`log ${formatVerifierKey(other)}\nquorum none\n`));
    expect(faultOf(bytes, policy).fault).toBe("no-signature");
  });
});

describe("whatever the file holds, it is refused and nothing else happens", () => {
  const json: fc.Arbitrary<Json> = fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: "small" },
      fc.string(),
      fc.boolean(),
      fc.constant(null),
      fc.array(tie("value") as fc.Arbitrary<Json>),
      fc.dictionary(fc.string(), tie("value") as fc.Arbitrary<Json>),
    ),
  })).value as fc.Arbitrary<Json>;

  test("random bytes and random JSON", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (random) => void faultOf(random)));
    fc.assert(
      fc.property(json, (value) => {
        let text: string;
        try {
          text = formatCanonical(value);
        } catch {
          return;
        }
        faultOf(encodeUtf8(`${text}\n`));
      }),
    );
  });

  test("valid evidence in which any one value is another", () => {
    const file = JSON.parse(Buffer.from(bytes).toString("utf8")) as Json;
    const places = [...placesIn(file)];
    fc.assert(
      fc.property(fc.constantFrom(...places), json, (place, value) => {
        const changed = replaced(file, place, value);
        let text: string;
        try {
          text = formatCanonical(changed);
        } catch {
          return;
        }
        if (text === formatCanonical(file)) return;
        // To claim no key is to say less, and nothing that is wrong.
        if (place.join() === "keys" && Array.isArray(value) && value.length === 0) return;
        faultOf(encodeUtf8(`${text}\n`));
      }),
      { numRuns: 1_500 },
    );
  });

  test.each([
    ["brackets without end", "[".repeat(1_000_000)],
    ["objects without end", '{"form":'.repeat(200_000)],
    ["a name that means something to JavaScript", '{"__proto__":{"form":"plumbline-evidence/1"}}'],
    ["nothing", ""],
    ["null", "null"],
  ])("%s", (_, text) => {
    faultOf(encodeUtf8(`${text}\n`));
  });
});

function* placesIn(value: Json, at: readonly string[] = []): Generator<readonly string[]> {
  yield at;
  if (typeof value !== "object" || value === null) return;
  for (const [name, member] of Object.entries(value)) yield* placesIn(member as Json, [...at, name]);
}

function replaced(value: Json, [name, ...rest]: readonly string[], by: Json): Json {
  if (name === undefined) return by;
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<string, Json>;
  copy[name] = replaced(copy[name] ?? null, rest, by);
  return copy;
}
