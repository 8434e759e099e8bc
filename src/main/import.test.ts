import type { ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { makeTestData } from "../platform/index.ts";
import { CliDesk, ended, orders } from "./cli-fixture.ts";

let desk: CliDesk;
let keys: string;
let home: Awaited<ReturnType<typeof makeTestData>>;
let server: ChildProcess | undefined;

beforeAll(() => {
  desk = new CliDesk();
  keys = mkdtempSync(join(tmpdir(), "plumbline-keys-"));
  desk.put("orders.csv", orders("S"));
  desk.put("two.csv", orders("T", 40));
  desk.put("wrong.csv", `${orders("W", 20)}W99,C1,客户1,张1,2025-13-45,12.5\n`);
});
afterAll(() => {
  desk.close();
  rmSync(keys, { recursive: true });
});
beforeEach(async () => {
  home = await makeTestData();
});
afterEach(async () => {
  if (server) await stopped(server);
  server = undefined;
  home.remove();
});

const environment = () => ({ PLUMBLINE_DATA: home.data, PLUMBLINE_KEYS: keys, PORT: "0" });
const run = (...args: string[]) => desk.run([...args, "--lang", "en"], environment());

async function stopped(child: ChildProcess): Promise<void> {
  const exit = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  await exit;
}

async function startServer(): Promise<ChildProcess> {
  const child = desk.start(["serve", "--lang", "en"], environment());
  child.stderr.resume();
  await new Promise((resolve, reject) => {
    child.stdout.once("data", resolve);
    child.once("exit", () => reject(new Error("The server ended.")));
  });
  return child;
}

const counted = async () => (await run("records", "count")).out;

describe.each([
  ["alone", false],
  ["beside the server", true],
])("%s", (_, isServed) => {
  beforeEach(async () => {
    if (isServed) server = await startServer();
  });

  test("files are one batch, counted by kind; again they change nothing; what a complete one lacks is gone", async () => {
    const first = await run("import", "orders.csv", "two.csv");
    expect(first.code).toBe(0);
    expect(first.out).toMatch(/^160 rows were read: \d+ records are new, 0 changed/);
    const count = await counted();
    expect(count).toContain("order 160 160\n");
    expect((await run("import", "orders.csv", "two.csv")).out).toContain("nothing changed");
    expect(await counted()).toBe(count);
    expect((await run("import", "orders.csv", "--complete")).out).toContain("40 are gone");
    expect(await counted()).toContain("order 200 120\n");
  });

  test("what cannot be used is told: a row with its place, a file with the exit code", async () => {
    const { code, told } = await run("import", "wrong.csv");
    expect([code, told.filter((line) => line.includes("2025-13-45"))]).toEqual([
      0,
      [expect.stringMatching(/wrong\.csv.*row 22.*下单日期/)],
    ]);
    const missing = await run("import", "gone.csv");
    expect([missing.code, missing.told.at(-1)]).toEqual([
      2,
      expect.stringContaining("gone.csv: There is no such file"),
    ]);
  });

  test("Ctrl-C leaves nothing imported", async () => {
    desk.put("many.csv", orders("M", 60_000));
    const child = desk.start(["import", "many.csv", "--lang", "en"], environment());
    let hasBegun = false;
    child.stderr.on("data", (text) => {
      // With the first line of progress the signal is listened to.
      if (!hasBegun) child.kill("SIGINT");
      hasBegun = String(text).length > 0;
    });
    const { code, told } = await ended(child);
    expect([code, told.at(-1)]).toEqual([130, "Stopped; no record was imported."]);
    expect(await counted()).toBe("");
  });
});

test("a dry run tells what would come of it and writes nothing", async () => {
  const { code, out } = await run("import", "orders.csv", "--dry-run");
  expect([code, out]).toEqual([0, expect.stringMatching(/^Dry run, nothing written: 120 rows were read/)]);
  expect(await counted()).toBe("");
});

test("a source's name that cannot be one is refused before anything is opened", async () => {
  const { code, told } = await run("import", "orders.csv", "--source", "Our CRM");
  expect([code, told]).toEqual([2, [expect.stringMatching(/^--source Our CRM: a source is named by/)]]);
});

test("an import without files says how it is used", async () => {
  expect(await run("import")).toMatchObject({
    code: 2,
    told: [expect.stringContaining("./plumbline import")],
  });
  expect(await run("records")).toMatchObject({ code: 2, told: ["Usage: ./plumbline records count"] });
});

test("an import that the server was killed in goes on when it is started again", async () => {
  desk.put("many.csv", orders("M", 60_000));
  server = await startServer();
  const importing = desk.start(["import", "many.csv", "--lang", "en"], environment());
  const end = ended(importing);
  await new Promise<void>((resolve) => {
    importing.stderr.on("data", (text) => {
      if (/reading|recognising|typing/.test(String(text))) resolve();
    });
  });
  server.kill("SIGKILL");
  server = await startServer();
  expect(await end).toMatchObject({ code: 0, out: expect.stringContaining("60000 rows were read") });
  expect(await counted()).toContain("order 60000 60000\n");
});
