import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createLogger } from "../telemetry/logger.ts";
import { createMetrics } from "../telemetry/metrics.ts";
import { createHttp, type Http } from "./create-http.ts";
import { addWeb } from "./web.ts";

const folder = mkdtempSync(join(tmpdir(), "plumbline-web-"));
const script = "console.log('a script of the app');\n".repeat(100);
let http: Http;

beforeAll(async () => {
  mkdirSync(join(folder, "assets"));
  writeFileSync(join(folder, "index.html"), '<meta nonce="{{nonce}}"><div id="root"></div>');
  writeFileSync(join(folder, "assets", "index-abc.js"), script);
  writeFileSync(join(folder, "assets", "index-abc.js.gz"), gzipSync(script));
  http = await createHttp({
    log: createLogger({ level: "silent" }),
    metrics: await createMetrics(),
    health: async () => ({ status: "ok", database: "reachable" }),
    version: "0.0.0",
  });
  await addWeb(http, folder);
  await http.ready();
});
afterAll(async () => {
  await http?.close();
  rmSync(folder, { recursive: true });
});

const get = (url: string, headers: Record<string, string> = {}) =>
  http.inject({ method: "GET", url, headers });
const nonceOf = (policy: unknown) => /'nonce-([^']+)'/.exec(String(policy))?.[1];

describe("the web app", () => {
  test.each(["/", "/alerts/42", "/sign-in?to=%2Fpeople", "/apiary"])("is the page at %s", async (url) => {
    const answer = await get(url);
    expect(answer.statusCode).toBe(200);
    expect(answer.headers["content-type"]).toContain("text/html");
    expect(answer.headers["cache-control"]).toBe("no-store");
    expect(answer.body).toContain('id="root"');
  });

  test.each(["/api/nothing", "/api", "/assets/nothing.js", "/assets/%2e%2e%2findex.html", "/metrics/x"])(
    "is not at %s",
    async (url) => {
      const answer = await get(url);
      expect(answer.body).not.toContain('id="root"');
      expect(answer.json()).toMatchObject({ code: "not-found" });
    },
  );

  test("allows styles by a nonce that is another one each time, and scripts from files alone", async () => {
    const [one, other] = [await get("/"), await get("/")];
    const policy = String(one.headers["content-security-policy"]);
    const nonce = nonceOf(policy);
    expect(nonce).toBeTruthy();
    expect(one.body).toContain(`nonce="${nonce}"`);
    expect(nonceOf(other.headers["content-security-policy"])).not.toBe(nonce);
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toContain("unsafe");
  });

  test("keeps its files for ever and sends them as they were compressed", async () => {
    const answer = await get("/assets/index-abc.js", { "accept-encoding": "gzip" });
    expect(answer.headers["cache-control"]).toBe("public, max-age=31536000, immutable");
    expect(answer.headers["content-encoding"]).toBe("gzip");
    expect(answer.rawPayload.equals(gzipSync(script))).toBe(true);
    expect((await get("/assets/index-abc.js")).body).toBe(script);
  });

  test("takes nothing that is written to its addresses", async () => {
    const answer = await http.inject({ method: "POST", url: "/alerts", payload: {} });
    expect(answer.statusCode).toBe(404);
  });
});
