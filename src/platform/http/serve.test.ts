import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readPostmaster } from "../database/postmaster.ts";
import { createLogger, makeTestData, openDatabase } from "../index.ts";

let home: Awaited<ReturnType<typeof makeTestData>>;
let server: ChildProcess;
let url: string;
let lines: AsyncIterableIterator<string>;

beforeEach(async () => {
  home = await makeTestData();
  const child = spawn(process.execPath, [join(import.meta.dirname, "serve.child.ts"), home.data], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  server = child;
  lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  url = (await lines.next()).value ?? "";
});

afterEach(async () => {
  server.kill("SIGKILL");
  // Stops what a failed test has left.
  const log = createLogger({ level: "silent" });
  await (await openDatabase({ data: home.data, role: "guest", log })).close();
  home.remove();
});

const isAtIt = async () => expect((await lines.next()).value).toBe("slow");
const refuses = () =>
  expect
    .poll(
      () =>
        fetch(`${url}/healthz`).then(
          () => "answers",
          () => "refuses",
        ),
      { interval: 10 },
    )
    .toBe("refuses");

test("the server answers for its health, and on SIGTERM finishes what it is at and stops its database", async () => {
  expect(await (await fetch(`${url}/healthz`)).json()).toMatchObject({ status: "ok", database: "reachable" });
  const slow = fetch(`${url}/slow`);
  await isAtIt();
  const exit = once(server, "exit");
  server.kill("SIGTERM");
  await refuses();
  expect(await (await slow).json()).toEqual({ done: true });
  expect(await exit).toEqual([0, null]);
  expect(readPostmaster(join(home.data, "postgres", "cluster"))).toBeUndefined();
});

test("a second signal does not wait", async () => {
  const slow = fetch(`${url}/slow`).catch((error) => error);
  await isAtIt();
  const exit = once(server, "exit");
  server.kill("SIGTERM");
  await refuses();
  server.kill("SIGTERM");
  expect(await exit).toEqual([1, null]);
  expect(await slow).toBeInstanceOf(Error);
});
