import { Writable } from "node:stream";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import {
  createHealth,
  createHttp,
  createLogger,
  createMetrics,
  createRateLimit,
  errorBody,
  type Follower,
  type Http,
  Refusal,
  type RefusalCode,
} from "../index.ts";

const lines: string[] = [];
const destination = new Writable({
  write(chunk, _, done) {
    lines.push(String(chunk));
    done();
  },
});
let http: Http;
let state: { size: number; waiting: number } | undefined = { size: 5, waiting: 0 };
let time = 0;
let followers: Follower[] = [];

beforeAll(async () => {
  const metrics = await createMetrics();
  metrics.gauge("plumbline_log_entries", "Entries in the log", () => state?.size ?? 0);
  metrics.gauge("plumbline_broken", "Cannot be read", () => Promise.reject(new Error("no")));
  http = await createHttp({
    log: createLogger({ destination }),
    metrics,
    health: createHealth(
      { state: async () => state ?? Promise.reject(new Error("down")), followers: () => followers },
      () => time,
    ),
    version: "1.2.3",
    bodyLimit: 200,
    trustProxy: ["10.0.0.1"],
  });
  const limit = createRateLimit({ attempts: 2, seconds: 60 });
  http.get("/refuse/:code", { schema: { params: z.object({ code: z.string() }) } }, async ({ params }) => {
    throw new Refusal(params.code as RefusalCode, { zh: "不可以。", en: "No." });
  });
  http.get("/refuse-fields", async () => {
    const problem = { zh: "金额应为数字。", en: "Amount: expected a number.", path: "lines.0.fields.net" };
    throw new Refusal("invalid", [problem, { zh: "不可以。", en: "No." }], { see: "/records/order/1" });
  });
  http.get("/bug", async () => {
    throw new Error("secret inside: password=hunter2");
  });
  http.get("/library", async () => {
    throw Object.assign(new Error("upstream said 404 for wei@example.com"), { statusCode: 404 });
  });
  const body = z.object({ name: z.string().min(2), items: z.array(z.object({ n: z.int() })).default([]) });
  const schema = { body, response: { 200: z.object({ greeting: z.string() }) } };
  http.post("/greet", { schema }, async (request) => ({
    greeting: `你好 ${request.body.name}`,
    extra: "not told",
  }));
  http.get("/wrong-answer", { schema: { response: { 200: z.object({ n: z.int() }) } } }, async () => {
    return { n: "seven" } as never;
  });
  http.post("/sign-in", async () => {
    limit.take("wei");
    return { ok: true };
  });
  http.get("/whoami", async (request) => ({ ip: request.ip, host: request.host }));
  await http.ready();
});

afterAll(() => http.close());

const get = (url: string, headers: Record<string, string> = {}) => http.inject({ url, headers });
const post = (url: string, payload: unknown, headers: Record<string, string> = {}) =>
  http.inject({ method: "POST", url, payload: payload as object, headers });

describe("answers to what goes wrong", () => {
  test.each([
    ["not-found", 404],
    ["forbidden", 403],
    ["conflict", 409],
    ["invalid", 422],
  ])("a refusal %s is %i, in the reader's language", async (code, status) => {
    const chinese = await get(`/refuse/${code}`, { "accept-language": "zh-CN,zh;q=0.9" });
    const english = await get(`/refuse/${code}`, { "accept-language": "en-GB" });
    expect([chinese.statusCode, english.statusCode]).toEqual([status, status]);
    expect(errorBody.parse(chinese.json())).toMatchObject({ code, message: "不可以。" });
    expect(english.json()).toMatchObject({ code, message: "No." });
  });

  test("a refusal tells where in the input each problem lies, and where to look", async () => {
    const { code, message, issues, see } = errorBody.parse(
      (await get("/refuse-fields", { "accept-language": "en" })).json(),
    );
    expect({ code, message, issues, see }).toEqual({
      code: "invalid",
      message: "Amount: expected a number.\nNo.",
      issues: [{ path: "lines.0.fields.net", message: "Amount: expected a number." }],
      see: "/records/order/1",
    });
  });

  test("a bug is 500 without details; the log has them, under the same request", async () => {
    lines.length = 0;
    const answer = await get("/bug");
    expect(answer.statusCode).toBe(500);
    expect(answer.body).not.toMatch(/secret|hunter2|Error/);
    const logged = lines.find((line) => line.includes("a request failed")) ?? "";
    expect(logged).toContain(answer.json().request);
    expect(logged).toContain("secret inside");
    expect(logged).not.toContain("hunter2");
  });

  test("a library's error with a status of its own is a bug all the same", async () => {
    const answer = await get("/library");
    expect([answer.statusCode, answer.json().code]).toEqual([500, "internal"]);
  });

  test("an answer that breaks its own schema is not sent", async () => {
    const answer = await get("/wrong-answer");
    expect([answer.statusCode, answer.json().code]).toEqual([500, "internal"]);
  });

  test("an unknown address is 404 in our form", async () => {
    expect((await get("/nowhere")).json()).toMatchObject({ code: "not-found" });
  });

  test("wrong input is 422 and told by path", async () => {
    const answer = await post("/greet", { name: "x", items: [{ n: 1.5 }] });
    expect(answer.statusCode).toBe(422);
    expect(answer.json().issues.map(({ path }: { path: string }) => path)).toEqual(["name", "items.0.n"]);
  });

  test.each([
    ["broken JSON", "{", "application/json", 400],
    ["another type of content", "<a/>", "application/xml", 415],
    ["a body above the limit", JSON.stringify({ name: "x".repeat(300) }), "application/json", 413],
  ])("%s is refused", async (_, payload, type, status) => {
    const answer = await post("/greet", payload, { "content-type": type });
    expect([answer.statusCode, errorBody.parse(answer.json()).code]).toEqual([status, "invalid"]);
  });
});

describe("every answer", () => {
  test("holds only what its schema names", async () => {
    expect((await post("/greet", { name: "王伟" })).json()).toEqual({ greeting: "你好 王伟" });
  });

  test.each([["/healthz"], ["/nowhere"], ["/bug"]])("of %s carries the security headers", async (url) => {
    const { headers } = await get(url);
    expect(headers).toMatchObject({
      "content-security-policy": expect.stringContaining("script-src 'self';"),
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
      "referrer-policy": "no-referrer",
      "cache-control": "no-store",
    });
    expect(headers["content-security-policy"]).toContain("frame-ancestors 'none'");
    expect(headers["strict-transport-security"]).toBeUndefined();
  });

  test("has a request id of ours, whatever id was sent", async () => {
    const { headers } = await get("/healthz", { "request-id": "forged", "x-request-id": "forged" });
    expect(headers["x-request-id"]).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe("requests from other sites", () => {
  test.each([
    [{ "sec-fetch-site": "cross-site" }],
    [{ "sec-fetch-site": "same-site" }],
    [{ origin: "https://evil.example" }],
    [{ origin: "null" }],
  ])("that would write are refused: %j", async (headers) => {
    expect((await post("/greet", { name: "wei" }, headers)).statusCode).toBe(403);
  });

  test.each([
    [{ "sec-fetch-site": "same-origin" }],
    [{ origin: "http://workbench:8080", host: "workbench:8080" }],
    [{ origin: "http://workbench", host: "workbench:80" }],
    [{}],
  ])("our own pages and programs write: %j", async (headers) => {
    expect((await post("/greet", { name: "wei" }, headers)).statusCode).toBe(200);
  });

  test("that read are answered", async () => {
    expect((await get("/whoami", { "sec-fetch-site": "cross-site" })).statusCode).toBe(200);
  });
});

describe("behind a proxy", () => {
  test("forwarded addresses are believed from the proxies named, and from nobody else", async () => {
    const headers = { "x-forwarded-for": "203.0.113.7", "x-forwarded-proto": "https" };
    const through = await http.inject({ url: "/whoami", headers, remoteAddress: "10.0.0.1" });
    const forged = await http.inject({ url: "/whoami", headers, remoteAddress: "10.0.0.2" });
    expect([through.json().ip, forged.json().ip]).toEqual(["203.0.113.7", "10.0.0.2"]);
    expect(through.headers["strict-transport-security"]).toBeDefined();
    expect(forged.headers["strict-transport-security"]).toBeUndefined();
  });
});

describe("with a public address", () => {
  test.each([
    ["plumbline.example", 200],
    ["plumbline.example:8443", 200],
    ["PLUMBLINE.example", 200],
    ["127.0.0.1:8080", 200],
    ["[::1]:8080", 200],
    ["localhost:8080", 200],
    ["evil.example", 403],
    ["plumbline.example.evil.example", 403],
    ["127.0.0.1.evil.example", 403],
  ])("a request to %s is answered with %i", async (host, status) => {
    const own = await createHttp({
      log: createLogger({ level: "silent" }),
      metrics: await createMetrics(),
      health: async () => ({ status: "ok", database: "reachable" }),
      version: "0.0.0",
      publicUrl: "https://plumbline.example/",
    });
    const { statusCode } = await own.inject({ method: "GET", url: "/healthz", headers: { host } });
    expect(statusCode).toBe(status);
    await own.close();
  });
});

describe("what operators see", () => {
  test("health is ok while the database answers and the sequencer works", async () => {
    const answer = await get("/healthz");
    expect([answer.statusCode, answer.json()]).toEqual([
      200,
      { status: "ok", database: "reachable", log: { size: 5, waiting: 0, stalledSeconds: 0 }, heldUp: 0 },
    ]);
  });

  test("health tells of followers that are held up, and stays ok: people still work", async () => {
    const follower = (failure: unknown) => ({ failure: () => failure }) as Follower;
    followers = [follower(undefined), follower(new Error("an entry that nobody can take"))];
    const answer = await get("/healthz");
    expect([answer.statusCode, answer.json().heldUp]).toEqual([200, 1]);
    expect(answer.body).not.toContain("nobody can take");
    followers = [];
  });

  test("health fails when events wait and none gets its index", async () => {
    state = { size: 5, waiting: 3 };
    time += 10_000;
    expect((await get("/healthz")).statusCode).toBe(200);
    time += 20_000;
    const stalled = await get("/healthz");
    expect([stalled.statusCode, stalled.json().status]).toEqual([503, "failing"]);
    state = { size: 8, waiting: 3 };
    expect((await get("/healthz")).statusCode).toBe(200);
  });

  test("health fails when the database cannot be reached", async () => {
    state = undefined;
    const answer = await get("/healthz");
    expect([answer.statusCode, answer.json()]).toEqual([503, { status: "failing", database: "unreachable" }]);
    state = { size: 8, waiting: 0 };
  });

  test("metrics are told on this machine, by route pattern, and hold what can be read", async () => {
    const answer = await get("/metrics");
    expect(answer.headers["content-type"]).toContain("text/plain");
    expect(answer.body).toContain('route="/refuse/:code",status="404"');
    expect(answer.body).toMatch(/^plumbline_log_entries 8$/m);
    expect(answer.body).toContain("process_cpu_seconds_total");
  });

  test.each([
    ["another machine", { remoteAddress: "203.0.113.9" }],
    ["a proxy on this machine", { headers: { "x-forwarded-for": "203.0.113.9" } }],
  ])("metrics are not told to %s", async (_, from) => {
    expect((await http.inject({ url: "/metrics", ...from })).statusCode).toBe(404);
  });

  test("a request leaves one line without address, query or person", async () => {
    lines.length = 0;
    await get("/refuse/conflict?phone=13800138000&name=wangwei");
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? "")).toMatchObject({ method: "GET", route: "/refuse/:code", status: 409 });
    expect(lines[0]).not.toMatch(/13800138000|wangwei|127\.0\.0\.1/);
  });

  test("OpenAPI 3.1 is made from the schemas of the routes", async () => {
    const document = (await get("/api/openapi.json")).json();
    expect(document).toMatchObject({ openapi: "3.1.0", info: { version: "1.2.3" } });
    const greet = document.paths["/greet"].post;
    expect(greet.requestBody.content["application/json"].schema.properties.name).toMatchObject({
      minLength: 2,
    });
    expect(Object.keys(document.paths)).toContain("/healthz");
    expect(Object.keys(document.paths)).not.toContain("/metrics");
  });
});

describe("a rate limit", () => {
  test("on a route answers 429 with when to come back", async () => {
    const codes = [];
    for (let i = 0; i < 3; i++) codes.push((await post("/sign-in", {})).statusCode);
    expect(codes).toEqual([200, 200, 429]);
    const answer = await post("/sign-in", {});
    expect(Number(answer.headers["retry-after"])).toBeGreaterThan(0);
    expect(errorBody.parse(answer.json()).code).toBe("too-many");
  });

  test("refills evenly, apart for each key, and forgives success", () => {
    let now = 0;
    const limit = createRateLimit({ attempts: 3, seconds: 30 }, () => now);
    for (let i = 0; i < 3; i++) limit.take("a");
    expect(() => limit.take("a")).toThrow(expect.objectContaining({ retryAfter: 10 }));
    expect(() => limit.take("b")).not.toThrow();
    now += 10_000;
    expect(() => limit.take("a")).not.toThrow();
    expect(() => limit.take("a")).toThrow();
    limit.forget("a");
    expect(() => limit.take("a")).not.toThrow();
  });
});
