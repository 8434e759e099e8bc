import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { withTemporaryFolder } from "./temporary-folder.ts";

test("the folder is there while the work goes on, and gone after it, also when it fails", async () => {
  const seen: string[] = [];
  const work = async (folder: string) => {
    seen.push(folder);
    writeFileSync(join(folder, "a"), "b");
    if (seen.length === 2) throw new Error("failed");
    return "done";
  };
  expect(await withTemporaryFolder("plumbline-test-", work)).toBe("done");
  await expect(withTemporaryFolder("plumbline-test-", work)).rejects.toThrow("failed");
  expect([seen.length, ...seen.map((folder) => existsSync(folder))]).toEqual([2, false, false]);
});

const module = new URL("./temporary-folder.ts", import.meta.url).href;

function inProcess(code: string, folder: string) {
  const script = `import { withTemporaryFolder } from ${JSON.stringify(module)};\n${code}`;
  return spawnSync(process.execPath, ["--input-type=module", "-e", script], {
    env: { ...process.env, TMPDIR: folder },
    encoding: "utf8",
  });
}

test.each([
  ["is ended in the middle", "process.exit(7)", 7],
  ["fails outside of it", "setImmediate(() => { throw new Error('elsewhere'); })", 1],
])("the folder goes when the process %s", (_, end, code) => {
  const folder = mkdtempSync(join(tmpdir(), "plumbline-test-"));
  try {
    const run = inProcess(
      `await withTemporaryFolder("work-", () => { ${end}; return new Promise(() => setTimeout(() => {}, 60_000)); });`,
      folder,
    );
    expect([run.status, readdirSync(folder)]).toEqual([code, []]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("a place for temporary files that is not there is told in a sentence", () => {
  const run = inProcess(
    'await withTemporaryFolder("work-", async () => 1).catch((refusal) => console.log(refusal.sentence.zh, refusal.message));',
    "/nonexistent",
  );
  expect(run.stdout).toBe(
    "临时文件夹 /nonexistent 无法使用（ENOENT）；请用环境变量 TMPDIR 指定一个可写的文件夹。 The temporary folder /nonexistent cannot be used (ENOENT); name one that can be written in the variable TMPDIR.\n",
  );
});
