import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { encodeUtf8 } from "../encoding/text.ts";
import {
  addSignatures,
  COSIGNATURE,
  checkPolicy,
  cosigner,
  ED25519,
  formatCheckpoint,
  formatVerifierKey,
  generateSignerKey,
  hashLeaf,
  makeVerifier,
  meetsQuorum,
  noteSigner,
  type Policy,
  parsePolicy,
  parseSignerKey,
  type SignerKey,
  signCheckpoint,
  signText,
  verifierOf,
} from "../library.ts";
import { testKey } from "../testing/test-log.ts";

const code = (name: string) => expect.objectContaining({ code: name });
const vkey = (key: SignerKey) => formatVerifierKey(verifierOf(key));
const witnessKeys = Array.from({ length: 6 }, (_, i) =>
  parseSignerKey(generateSignerKey(`witness.example/${i + 1}`, COSIGNATURE)),
);
const [X1 = testKey, X2 = testKey, X3 = testKey, Y1 = testKey, Y2 = testKey, Y3 = testKey] = witnessKeys;
const parse = (text: string) => parsePolicy(encodeUtf8(text));

const example = `# The specification's example.
log ${vkey(testKey)} https://example.com/log

witness X1 ${vkey(X1)}
witness X2 ${vkey(X2)}
witness X3 ${vkey(X3)} https://x3.example/
group X-witnesses 2 X1 X2 X3

witness Y1 ${vkey(Y1)}
\twitness\tY2  ${vkey(Y2)}\t
witness Y3 ${vkey(Y3)}
group Y-witnesses any Y1 Y2 Y3

group X-and-Y all X-witnesses Y-witnesses
  # Comments may be indented.
quorum X-and-Y
`;

describe("a policy file", () => {
  test("as in the specification's example gives logs, witnesses, groups and quorum", () => {
    const policy = parse(example);
    expect(policy.logs).toMatchObject([{ verifier: { name: testKey.name }, url: "https://example.com/log" }]);
    expect(policy.witnesses.map((witness) => witness.name)).toEqual(["X1", "X2", "X3", "Y1", "Y2", "Y3"]);
    expect(policy.witnesses[2]?.url).toBe("https://x3.example/");
    expect(policy.groups.map((group) => group.threshold)).toEqual([2, 1, 2]);
    expect(policy.quorum).toBe("X-and-Y");
  });

  test("may ask for no witness at all, and its last line may lack the newline", () => {
    expect(parse("quorum none")).toEqual({ logs: [], witnesses: [], groups: [], quorum: "none" });
  });

  test("treats octets beyond ASCII as they are: no space, no look-alike", () => {
    const policy = parse(
      `witness 审计\u00a0一 ${vkey(X1)}\nwitness K ${vkey(X2)}\nwitness \u212a ${vkey(X3)}\nquorum K`,
    );
    expect(policy.witnesses.map((witness) => witness.name)).toEqual(["审计\u00a0一", "K", "\u212a"]);
    const latin1 = Buffer.from(`witness caf\u00e9 ${vkey(X1)}\nquorum caf\u00e9\n`, "latin1");
    expect(parsePolicy(latin1).quorum).toBe("caf\u00e9");
  });

  test("may have many more logs, witnesses and groups than the 32 asked for", () => {
    const names = Array.from({ length: 40 }, (_, i) => `w${i}`);
    const key = (name: string, type: 1 | 4) => vkey(parseSignerKey(generateSignerKey(name, type)));
    const policy = parse(
      [
        ...names.map((name) => `log ${key(name, ED25519)}`),
        ...names.map((name) => `witness ${name} ${key(name, COSIGNATURE)}`),
        ...names.map((name, i) => `group g${i} any ${name}${i > 0 ? ` g${i - 1}` : ""}`),
        "quorum g39",
      ].join("\n"),
    );
    expect([policy.logs.length, policy.witnesses.length, policy.groups.length]).toEqual([40, 40, 40]);
    expect(meetsQuorum(policy, ["w0"])).toBe(true);
  });

  const w = (name: string, key: SignerKey) => `witness ${name} ${vkey(key)}\n`;
  const relabelled = formatVerifierKey(makeVerifier("other.example", COSIGNATURE, X1.publicKey));
  const asWitness = formatVerifierKey(makeVerifier(testKey.name, COSIGNATURE, testKey.publicKey));
  test.each([
    ["no quorum", w("a", X1)],
    ["two quorums", `${w("a", X1)}quorum a\nquorum a\n`],
    ["an unknown quorum", "quorum a\n"],
    ["a quorum before its witness", `quorum a\n${w("a", X1)}`],
    ["a quorum of two names", `${w("a", X1)}quorum a a\n`],
    ["an unknown keyword", "mirror x\nquorum none\n"],
    ["a name defined twice", `${w("a", X1)}${w("a", X2)}quorum a\n`],
    ["a group named as a witness", `${w("a", X1)}group a any a\nquorum a\n`],
    ["a witness named none", `${w("none", X1)}quorum none\n`],
    ["a group named none", `${w("a", X1)}group none any a\nquorum none\n`],
    ["none as a member", `${w("a", X1)}group g any a none\nquorum g\n`],
    ["a group of itself", "group g any g\nquorum g\n"],
    ["a member defined later", `group g any a\n${w("a", X1)}quorum g\n`],
    ["a member twice in a group", `${w("a", X1)}group g 2 a a\nquorum g\n`],
    ["a member of two groups", `${w("a", X1)}group g any a\ngroup h any a\nquorum g\n`],
    ["a group of nobody", "group g any\nquorum none\n"],
    ["a threshold of 0", `${w("a", X1)}group g 0 a\nquorum g\n`],
    ["a threshold beyond its members", `${w("a", X1)}group g 2 a\nquorum g\n`],
    ["a threshold in words", `${w("a", X1)}group g one a\nquorum g\n`],
    ["a threshold in hexadecimal", `${w("a", X1)}group g 0x1 a\nquorum g\n`],
    ["a log twice", `log ${vkey(testKey)}\nlog ${vkey(testKey)}\nquorum none\n`],
    ["a log's key twice under two types", `log ${vkey(testKey)}\nlog ${asWitness}\nquorum none\n`],
    ["a witness's key under two names", `${w("a", X1)}witness b ${relabelled}\nquorum a\n`],
    ["a log's key for a witness", `witness a ${vkey(testKey)}\nquorum a\n`],
    ["a comment behind a line", `${w("a", X1)}quorum a # here\n`],
    ["a bad key", "log example.com+00000000+AAAA\nquorum none\n".replace("AAAA", "Aeee")],
    ["a carriage return", "quorum none\r\n"],
    ["a delete character", "# \u007f\nquorum none\n"],
  ])("with %s is malformed", (_, text) => {
    expect(() => parse(text)).toThrow(code("malformed"));
  });
});

describe("a quorum", () => {
  test("of the example is two of X and one of Y", () => {
    const policy = parse(example);
    expect(meetsQuorum(policy, ["X1", "X3", "Y2"])).toBe(true);
    expect(meetsQuorum(policy, ["X1", "Y1", "Y2", "Y3"])).toBe(false);
    expect(meetsQuorum(policy, ["X1", "X2", "X3"])).toBe(false);
    expect(meetsQuorum(policy, ["X1", "X1", "Y1"])).toBe(false);
    expect(meetsQuorum(policy, ["X-and-Y"])).toBe(false);
  });

  test("is met as its definition says, and never lost by one more cosignature", () => {
    const { witnesses } = parse(example);
    const shape = fc.tuple(fc.nat(), fc.nat(), fc.nat(), fc.integer({ min: 1, max: 5 }));
    fc.assert(
      fc.property(shape, fc.subarray(witnesses.map(({ name }) => name)), ([a, b, c, cut], cosigners) => {
        const names = witnesses.map(({ name }) => name);
        const group = (name: string, members: string[], seed: number) => ({
          name,
          members,
          threshold: 1 + (seed % members.length),
        });
        const left = group("left", names.slice(0, cut), a);
        const right = group("right", names.slice(cut), b);
        const groups = [left, right, group("both", ["left", "right"], c)];
        const policy: Policy = { logs: [], witnesses, groups, quorum: "both" };
        const witnessed = (name: string): boolean => {
          const found = groups.find((one) => one.name === name);
          if (!found) return cosigners.includes(name);
          return found.members.filter(witnessed).length >= found.threshold;
        };
        expect(meetsQuorum(policy, cosigners)).toBe(witnessed("both"));
        if (witnessed("both")) expect(meetsQuorum(policy, names)).toBe(true);
      }),
    );
  });
});

describe("a checkpoint under a policy", () => {
  const head = { origin: testKey.name, size: 1, root: hashLeaf(encodeUtf8("one")) };
  const signed = signCheckpoint(head, [noteSigner(testKey)]);
  const cosignedBy = (...keys: SignerKey[]) =>
    addSignatures(
      signed,
      signText(
        formatCheckpoint(head),
        keys.map((key) => cosigner(key, 1_795_000_000)),
      ),
    );

  test("is accepted with the quorum, and says who cosigned", () => {
    const { checkpoint, cosigners } = checkPolicy(parse(example), cosignedBy(Y2, X1, X2));
    expect(checkpoint).toEqual(head);
    expect(cosigners).toEqual(["X1", "X2", "Y2"]);
  });

  test("is refused below the quorum, and not helped by strangers", () => {
    const stranger = parseSignerKey(generateSignerKey("X3", COSIGNATURE));
    const refused = code("quorum-not-met");
    expect(() => checkPolicy(parse(example), cosignedBy(X1, Y1, stranger))).toThrow(refused);
    expect(() => checkPolicy(parse(example), signed)).toThrow(refused);
  });

  test("is refused with one forged cosignature, even where the others suffice", () => {
    const { name, keyId } = verifierOf(X3);
    const forged = addSignatures(cosignedBy(X1, X2, Y1), [{ name, keyId, signature: new Uint8Array(72) }]);
    expect(() => checkPolicy(parse(example), forged)).toThrow(code("bad-signature"));
  });

  test("is refused when no log of the policy signed it, or the policy knows no log", () => {
    const other = parseSignerKey(generateSignerKey(testKey.name));
    expect(() => checkPolicy(parse(example), signCheckpoint(head, [noteSigner(other)]))).toThrow(
      code("no-signature"),
    );
    expect(() => checkPolicy(parse("quorum none"), signed)).toThrow(code("no-signature"));
    expect(checkPolicy(parse(`log ${vkey(testKey)}\nquorum none`), signed).cosigners).toEqual([]);
  });
});
