import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import type { FileHandle } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openCheckpointStore } from "./checkpoint-store.ts";
import { type Disk, openDisk, removeAbandoned } from "./disk.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "plumbline-disk-test-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const failure = (code: string) => Object.assign(new Error(code), { code });

/** Flushes fail with this code where `fails` says so. */
function diskThat(code: string, fails: (what: "file" | "folder", number: number) => boolean): Disk {
  const counts = { file: 0, folder: 0 };
  return openDisk(async (handle: FileHandle) => {
    const what = (await handle.stat()).isDirectory() ? "folder" : "file";
    counts[what] += 1;
    if (fails(what, counts[what])) throw failure(code);
    await handle.sync();
  });
}

const files = (count: number) =>
  Array.from({ length: count }, (_, i) => ({
    path: join(folder, `f${i}`),
    bytes: Buffer.from(`bytes ${i}`),
  }));

describe("a batch of files", () => {
  test("is there whole, each with its own bytes", async () => {
    await openDisk().write(files(20));
    expect(readdirSync(folder)).toHaveLength(20);
    for (let i = 0; i < 20; i++) expect(readFileSync(join(folder, `f${i}`), "utf8")).toBe(`bytes ${i}`);
  });

  test("of which one does not fit on the disk is refused, and leaves nothing half-written beside it", async () => {
    const disk = diskThat("ENOSPC", (what, number) => what === "file" && number === 3);
    await expect(disk.write(files(5))).rejects.toMatchObject({ code: "ENOSPC" });
    expect(readdirSync(folder)).toEqual([]);
  });

  test("whose folder does not flush is refused, though its names are there", async () => {
    const disk = diskThat("EIO", (what) => what === "folder");
    await expect(disk.write(files(2))).rejects.toMatchObject({ code: "EIO" });
  });
});

describe("the store of checkpoints", () => {
  const note = (text: string) => Buffer.from(text);

  test.each([
    ["ENOSPC", "file"],
    ["EIO", "file"],
    ["EIO", "folder"],
  ] as const)("tells of %s in a %s, and keeps the last one readable", async (code, where) => {
    let isBroken = false;
    const disk = diskThat(code, (what) => isBroken && what === where);
    const store = await openCheckpointStore(folder, disk);
    expect(await store.append(0, note("one"))).toBe(true);
    isBroken = true;
    await expect(store.append(1, note("two"))).rejects.toMatchObject({ code });
    expect(readdirSync(folder).filter((name) => name.endsWith(".tmp"))).toEqual([]);
    // After a flush of the folder that failed nobody knows whether the second will stand: both are whole.
    const again = await openCheckpointStore(folder, openDisk());
    const { number, note: latest } = (await again.latest()) ?? {};
    expect(Buffer.from(latest ?? []).toString()).toBe(where === "folder" ? "two" : "one");
    expect(number).toBe(where === "folder" ? 2 : 1);
  });

  test("of two that follow on the same checkpoint takes one", async () => {
    const [one, other] = [
      await openCheckpointStore(folder, openDisk()),
      await openCheckpointStore(folder, openDisk()),
    ];
    await one.append(0, note("first"));
    const both = await Promise.all([one.append(1, note("a")), other.append(1, note("b"))]);
    expect(both.sort()).toEqual([false, true]);
  });

  test("refuses who has missed more checkpoints than are kept", async () => {
    const store = await openCheckpointStore(folder, openDisk());
    for (let number = 0; number < 20; number++) await store.append(number, note(String(number)));
    expect(await store.append(1, note("late"))).toBe(false);
    expect((await store.latest())?.number).toBe(20);
    expect(readdirSync(folder)).toHaveLength(16);
  });
});

test("what crashes have left among the tiles goes once nobody can be writing it, and nothing else does", async () => {
  const now = new Date("2026-11-29T12:00:00Z");
  const put = (name: string, age: number) => {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, "x");
    utimesSync(path, now, new Date(now.getTime() - age * 60_000));
  };
  const kept = ["checkpoint", "tile/0/000", "tile/0/004.p/12", "tile/entries/003"];
  for (const name of kept) put(name, 60);
  const under = ["checkpoint.b.tmp", "tile/entries/x001/005.b.tmp"];
  for (const name of under) put(name, 9);
  for (const name of ["checkpoint.a.tmp", "tile/0/000.a.tmp", "tile/0/004.p/12.a.tmp"]) put(name, 11);
  put("tile/entries/x001/005.a.tmp", 11);
  await removeAbandoned(folder, now);
  const left = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
  expect(left.sort()).toEqual([...kept, ...under].sort());
});
