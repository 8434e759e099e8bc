import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readPostmaster } from "../database/postmaster.ts";
import { createLogger, makeTestData, openDatabase } from "../index.ts";

let home: Awaited<ReturnType<typeof makeTestData>>;
let server: ChildProcess;
let url: string;

beforeEach(async () => {
  home = await makeTestData();
  const child = spawn(process.execPath, [join(import.meta.dirname, "serve.child.ts"), home.data], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  server = child;
  [url] = await once(createInterface({ input: child.stdout }), "line");
});

afterEach(async () => {
  server.kill("SIGKILL");
  // Stops what a failed test has left.
  const log = createLogger({ level: "silent" });
  await (await openDatabase({ data: home.data, role: "guest", log })).close();
  home.remove();
});

test("the server answers for its health, and on SIGTERM finishes what it is at and stops its database", async () => {
  expect(await (await fetch(`${url}/healthz`)).json()).toMatchObject({ status: "ok", database: "reachable" });
  const slow = fetch(`${url}/slow`);
  await sleep(200);
  const exit = once(server, "exit");
  server.kill("SIGTERM");
  await sleep(100);
  await expect(fetch(`${url}/healthz`)).rejects.toThrow();
  expect(await (await slow).json()).toEqual({ done: true });
  expect(await exit).toEqual([0, null]);
  expect(readPostmaster(join(home.data, "postgres", "cluster"))).toBeUndefined();
});

test("a second signal does not wait", async () => {
  const slow = fetch(`${url}/slow`).catch((error) => error);
  await sleep(200);
  const exit = once(server, "exit");
  server.kill("SIGTERM");
  await sleep(50);
  server.kill("SIGTERM");
  expect(await exit).toEqual([1, null]);
  expect(await slow).toBeInstanceOf(Error);
});
