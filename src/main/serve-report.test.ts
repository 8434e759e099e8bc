import { request } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { CliDesk, ended, orders } from "./cli-fixture.ts";

let desk: CliDesk;
let server: ReturnType<CliDesk["start"]>;
let address: URL;

beforeAll(async () => {
  desk = new CliDesk();
  desk.put("orders.csv", orders("S"));
  server = desk.start(["start", "orders.csv", "--lang", "en"], { PORT: "0" });
  address = await new Promise((resolve) => {
    let said = "";
    server.stderr.on("data", (piece) => {
      said += piece;
      const found = /The report is ready: (\S+)/.exec(said)?.[1];
      if (found) resolve(new URL(found));
    });
  });
});
afterAll(() => desk.close());

/** As it stands, without the mending that `fetch` does to a path. */
function ask(path: string, method = "GET") {
  return new Promise<{ status: number | undefined; headers: Record<string, unknown>; body: string }>(
    (resolve, reject) => {
      const { hostname, port } = address;
      const asked = request({ hostname, port, path, method, agent: false }, (response) => {
        let body = "";
        response.setEncoding("utf8").on("data", (piece) => {
          body += piece;
        });
        response.on("end", () => resolve({ status: response.statusCode, headers: response.headers, body }));
      });
      asked.on("error", reject).end();
    },
  );
}

test("the report is served on this machine alone, in both languages, and acts on nothing", async () => {
  expect(address.hostname).toBe("127.0.0.1");
  const [own, chinese] = await Promise.all([ask("/"), ask("/?lang=zh")]);
  const languageOf = (page: string) => /<html lang="([^"]+)"/.exec(page)?.[1];
  expect([own.status, languageOf(own.body), languageOf(chinese.body)]).toEqual([200, "en", "zh-Hans"]);
  expect(own.headers).toMatchObject({
    "content-security-policy": expect.stringContaining("default-src 'none'"),
    "content-type": "text/html; charset=utf-8",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cache-control": "no-store",
  });
});

test("its health is told, and anything else is refused without ending the server", async () => {
  expect(JSON.parse((await ask("/healthz")).body)).toEqual({ status: "ok", report: "ready" });
  for (const path of ["/nothing", "//", "//[", "http://[", "/../../etc/passwd"])
    expect([path, (await ask(path)).status]).toEqual([path, 404]);
  expect(await ask("/", "POST")).toMatchObject({ status: 405, headers: { allow: "GET, HEAD" } });
  expect(await ask("/", "HEAD")).toMatchObject({ status: 200, body: "" });
  expect((await ask("/healthz")).status).toBe(200);
});

test("a port in use, and a file that is not there, are told in a sentence; a signal ends it well", async () => {
  const [taken, missing] = await Promise.all([
    desk.run(["start", "orders.csv"], { PORT: address.port }),
    desk.run(["start", "gone.csv", "--lang", "en"], { PORT: "0" }),
  ]);
  expect([taken.code, taken.told]).toEqual([2, [`端口 ${address.port} 已被占用；请用 PORT=另一端口 再试。`]]);
  expect([missing.code, missing.told]).toEqual([2, ["gone.csv: There is no such file; check the path."]]);
  const end = ended(server);
  server.kill("SIGTERM");
  expect((await end).code).toBe(0);
  expect(desk.leftBehind).toEqual([]);
});
