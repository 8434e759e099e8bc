import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hasOpenssl, openTestAuthority, type TestAuthority } from "../testing/test-authority.ts";
import { makeTimestampQuery } from "./make-query.ts";
import { TimestampError } from "./timestamp-error.ts";
import { verifyTimestamp } from "./verify-timestamp.ts";

const bytes = Buffer.from("example.com/log\n1\nroot\n\n");
const nonce = Buffer.from("4b01020304050607", "hex");
const query = makeTimestampQuery({ sha256: createHash("sha256").update(bytes).digest(), nonce });

describe.skipIf(!hasOpenssl())("a time stamp of OpenSSL (skipped where there is none)", () => {
  let authority: TestAuthority;
  let authorities: string;
  let answer: Buffer;

  beforeAll(async () => {
    authority = await openTestAuthority();
    authorities = readFileSync(authority.caFile, "utf8");
    answer = await authority.reply(query);
  });
  afterAll(() => authority.close());

  const refusal = (token: Uint8Array, trust: object = {}, of: Uint8Array = bytes) =>
    verifyTimestamp(token, of, { authorities, ...trust }).then(
      () => "accepted",
      (error: unknown) => {
        expect(error).toBeInstanceOf(TimestampError);
        const { code, sentence } = error as TimestampError;
        expect(sentence.zh).toMatch(/\p{Script=Han}.*。$/u);
        return code;
      },
    );

  test("is verified with its answer or as a token alone, by EC and RSA keys, and over a chain", async () => {
    const expected = { policy: "1.3.6.1.4.1.99999.1", accuracyMilliseconds: 1_000 };
    const verify = (token: Uint8Array) => verifyTimestamp(token, bytes, { authorities, nonce });
    expect(await verify(answer)).toMatchObject({ ...expected, signer: "Test Stamps good" });
    expect(await verify(await authority.reply(query, "rsa"))).toMatchObject(expected);
    expect(await verify(await authority.reply(query, "below"))).toMatchObject(expected);
    expect(await verify(await authority.resign(answer, "good"))).toMatchObject(expected);
  });

  test("for other bytes, another request or another policy is refused", async () => {
    expect(await refusal(answer, {}, Buffer.from("other"))).toBe("wrong-imprint");
    expect(await refusal(answer, { nonce: Buffer.from("4b01020304050608", "hex") })).toBe("wrong-nonce");
    expect(await refusal(answer, { policy: "1.3.6.1.4.1.99999.2" })).toBe("wrong-policy");
  });

  test("is refused when its time cannot be", async () => {
    const { time } = await verifyTimestamp(answer, bytes, { authorities });
    expect(await refusal(answer, { notBefore: new Date(time.getTime() + 1) })).toBe("implausible-time");
    expect(await refusal(answer, { notAfter: new Date(time.getTime() - 1) })).toBe("implausible-time");
    expect(await refusal(answer, { notBefore: time, notAfter: time })).toBe("accepted");
  });

  test("by a certificate that was not valid, or is not for time stamps alone, is refused", async () => {
    expect(await refusal(await authority.reply(query, "expired"))).toBe("expired");
    for (const signer of ["lax", "other-use", "two-uses"] as const) {
      expect(await refusal(await authority.resign(answer, signer)), signer).toBe("not-for-stamping");
    }
  });

  test("by an authority that is not trusted is refused", async () => {
    const other = await openTestAuthority();
    try {
      const stranger = readFileSync(other.caFile, "utf8");
      expect(await refusal(answer, { authorities: stranger })).toBe("unknown-authority");
      expect(await refusal(answer, { authorities: `${stranger}${authorities}` })).toBe("accepted");
    } finally {
      await other.close();
    }
  });

  test("whose request was rejected says what the authority said", async () => {
    const asked = makeTimestampQuery({ sha256: createHash("sha256").digest(), nonce, policy: "1.2.3.4" });
    const rejected = await authority.reply(asked);
    const error = await verifyTimestamp(rejected, bytes, { authorities }).catch((one: Error) => one);
    expect(error).toMatchObject({ code: "refused", message: expect.stringContaining("unacceptedPolicy") });
  });

  test("with a claim that was changed and not signed again is refused", async () => {
    const { content } = await infoOf(answer);
    const at = answer.indexOf(content);
    // The last digit of the serial or the time: anything within what is signed.
    for (const offset of [3, 40, content.length - 2]) {
      const forged = Buffer.from(answer);
      forged[at + offset] = (forged[at + offset] ?? 0) ^ 1;
      expect(await refusal(forged)).not.toBe("accepted");
    }
    const resigned = await authority.resign(answer, "good", (info) => Buffer.concat([info, Buffer.of(0)]));
    expect(await refusal(resigned)).toBe("malformed");
  });

  const infoOf = async (reply: Uint8Array) => {
    let content: Buffer = Buffer.alloc(0);
    await authority.resign(reply, "good", (info) => {
      content = info;
      return info;
    });
    return { content };
  };

  test("says nothing else after any change of one bit: it is refused, or its claims are the same", async () => {
    const told = await verifyTimestamp(answer, bytes, { authorities, nonce });
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: answer.length - 1 }), fc.nat({ max: 7 }), async (at, bit) => {
        const changed = Buffer.from(answer);
        changed[at] = (changed[at] ?? 0) ^ (1 << bit);
        const said = await verifyTimestamp(changed, bytes, { authorities, nonce }).catch((error: unknown) => {
          if (!(error instanceof TimestampError)) throw error;
        });
        if (said) expect(said).toEqual(told);
      }),
      { numRuns: 500 },
    );
  });

  test("of noise, of cut and of endless bytes is refused with a sentence", async () => {
    for (const noise of [Buffer.alloc(0), Buffer.from("<html>"), Buffer.alloc(100_000, 0x30)]) {
      expect(await refusal(noise)).toBe("malformed");
    }
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: answer.length - 1 }),
        fc.uint8Array({ maxLength: 40 }),
        async (end, more) => {
          const cut = Buffer.concat([answer.subarray(0, end), more]);
          if (!cut.equals(answer)) expect(await refusal(cut)).not.toBe("accepted");
        },
      ),
      { numRuns: 300 },
    );
  });
});
