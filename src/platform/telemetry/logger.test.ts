import { Writable } from "node:stream";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createLogger } from "./logger.ts";

const secrets = [
  "wei.wang@example.com",
  "王伟@例子.公司",
  "13800138000",
  "+86 138-0013-8000",
  "(010) 6552 9988",
  "11010519491231002X",
  "6222 0200 0000 0000 123",
  "correct-horse-battery",
] as const;

type Logging = (log: ReturnType<typeof createLogger>, secret: string) => void;

// Every way in which hands have put such things into logs.
const ways: readonly [string, Logging][] = [
  ["in a sentence", (log, secret) => log.info(`asked by ${secret} today`)],
  ["in a sentence's place", (log, secret) => log.info("asked by %s today", secret)],
  ["as a field", (log, secret) => log.info({ asked: { contact: secret } }, "asked")],
  ["deep inside", (log, secret) => log.warn({ a: { b: [{ c: { d: secret } }] } }, "asked")],
  ["as a key", (log, secret) => log.info({ counts: { [secret]: 3 } }, "counted")],
  [
    "in an error's message",
    (log, secret) => log.error({ err: new Error(`no such user ${secret}`) }, "failed"),
  ],
  ["in an error alone", (log, secret) => log.error(new Error(`no such user ${secret}`))],
  [
    "in what a database error quotes",
    (log, secret) =>
      log.error({ err: Object.assign(new Error("duplicate key"), { detail: `Key (x)=(${secret})` }) }),
  ],
  ["in an error's cause", (log, secret) => log.error({ err: new Error("x", { cause: new Error(secret) }) })],
  ["in a child's fields", (log, secret) => log.child({ from: secret }).info("asked")],
  ["in JSON within a text", (log, secret) => log.info(JSON.stringify({ to: secret }))],
  ["in a URL", (log, secret) => log.info(`GET /search?q=${secret}&page=1`)],
];

function written(way: Logging, secret: string): string {
  let text = "";
  const destination = new Writable({
    write(chunk, _, done) {
      text += chunk;
      done();
    },
  });
  way(createLogger({ level: "trace", destination }), secret);
  return text;
}

// A password has no form of its own: only its key gives it away, so it is tried under keys, below.
const formed = secrets.slice(0, -1);

describe("no personal data passes into the log", () => {
  for (const [name, way] of ways) {
    test.each(formed)(`%s ${name}`, (secret) => {
      const text = written(way, secret);
      expect(text).not.toBe("");
      expect(text).not.toContain(secret);
      expect(text).toContain("[removed]");
    });
  }

  test.each([
    ["password"],
    ["newPassword"],
    ["pass_word"],
    ["passphrase"],
    ["client_secret"],
    ["Authorization"],
    ["set-cookie"],
    ["accessToken"],
    ["email"],
    ["mobilePhone"],
    ["home_address"],
    ["full_name"],
    ["body"],
    ["before"],
  ])("nothing under the key %s, whatever it is", (key) => {
    fc.assert(
      fc.property(fc.string({ minLength: 12, unit: fc.constantFrom(..."abcdefghkqz") }), (secret) => {
        expect(written((log) => log.info({ a: { [key]: secret } }), "")).not.toContain(secret);
      }),
      { numRuns: 20 },
    );
  });

  test.each([
    ["postgresql://plumbline:correct-horse-battery@db:5432/x"],
    ["password=correct-horse-battery"],
    ['{"password":"correct-horse-battery"}'],
    ["密码：correct-horse-battery"],
    ["Authorization: Bearer correct-horse-battery"],
  ])("not the password in %s", (text) => {
    expect(written((log) => log.info(text), "")).not.toContain("correct-horse-battery");
  });

  test("no telephone number made up of digits and separators", () => {
    const digits = fc.stringMatching(/^1[3-9]\d{9}$/);
    fc.assert(
      fc.property(digits, fc.constantFrom("", " ", "-"), (number, gap) => {
        const shown = [number.slice(0, 3), number.slice(3, 7), number.slice(7)].join(gap);
        expect(written((log) => log.info(`call ${shown} now`), "")).not.toContain(shown);
        expect(written((log) => log.info({ n: Number(number) }), "")).not.toContain(number);
      }),
    );
  });
});

describe("what operators need stays", () => {
  test.each([
    ["2026-11-23T15:04:05.678Z"],
    ["0b9f7a52-3f1e-4c4e-9a55-2f9c1f7b8d21"],
    ["127.0.0.1:38231"],
    ["table alert, 3 rows, 1234 ms"],
    ["ECONNREFUSED"],
    ["/srv/plumbline/src/platform/database/embedded.ts:86:12"],
  ])("%s", (text) => {
    expect(written((log) => log.info({ at: text }, text), "").split(text)).toHaveLength(3);
  });

  test("each line is one JSON object with its time and level", () => {
    const line = JSON.parse(written((log) => log.warn({ ms: 12, n: 5n }, "slow"), ""));
    expect(line).toMatchObject({ level: "warn", msg: "slow", ms: 12, n: 5 });
    expect(new Date(line.time).getTime()).not.toBeNaN();
  });

  test("a circle in what is logged does not stop it", () => {
    const circle: Record<string, unknown> = { n: 1 };
    circle.self = circle;
    expect(written((log) => log.info(circle, "round"), "")).toContain("round");
  });
});
