import { execFile, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  appendLeaves,
  edgeRoot,
  emptyEdge,
  formatTlogProof,
  formatVerifierKey,
  generateSignerKey,
  hashLeaves,
  makeEntryBundle,
  noteSigner,
  packEvidence,
  parseSignerKey,
  proveInclusion,
  signCheckpoint,
  tileNodes,
  tilePath,
  verifierOf,
} from "../ledger/index.ts";

import { bytesOf, makeTestEvidence, testWitness } from "../ledger/testing/test-evidence.ts";
import { testKey } from "../ledger/testing/test-log.ts";

const program = join(import.meta.dirname, "plumbline.ts");
const signer = parseSignerKey(generateSignerKey("test.example/log"));
const key = formatVerifierKey(verifierOf(signer));
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "plumbline-verify-test-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function run(...args: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  return new Promise((done) => {
    execFile(process.execPath, [program, ...args, "--lang", "en"], (error, out, err) =>
      done({ code: Number(error?.code ?? 0), out, err }),
    );
  });
}

/** A log of 300 entries in the folder, and the proof of one of them. */
async function writeLog(): Promise<string> {
  const entries = Array.from({ length: 300 }, (_, i) => Buffer.from(`{"form":"entry/1","index":"${i}"}`));
  const { edge, tiles } = appendLeaves(emptyEdge, hashLeaves(entries));
  const files = new Map(tiles.map(({ tile, bytes }) => [tilePath(tile), bytes]));
  files.set("tile/entries/000", makeEntryBundle(entries.slice(0, 256)));
  files.set("tile/entries/001.p/44", makeEntryBundle(entries.slice(256)));
  const checkpoint = signCheckpoint({ origin: signer.name, size: 300, root: edgeRoot(edge) }, [
    noteSigner(signer),
  ]);
  files.set("checkpoint", checkpoint);
  for (const [path, bytes] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  }
  const nodes = tileNodes(300, async (tile) => files.get(tilePath(tile)) ?? new Uint8Array(0));
  const hashes = await proveInclusion(7, 300, nodes);
  const proof = join(folder, "entry-7.tlog-proof");
  writeFileSync(proof, formatTlogProof({ index: 7, hashes, checkpoint, extra: entries[7] ?? Buffer.of(0) }));
  return proof;
}

describe("./plumbline verify", () => {
  test("says that a log is whole, and a proof holds, for the key that is brought", async () => {
    const proof = await writeLog();
    expect(await run("verify", folder, "--key", key)).toMatchObject({
      code: 0,
      out: expect.stringContaining("300 entries"),
    });
    const { code, out } = await run("verify", proof, "--key", key);
    expect(code).toBe(0);
    expect(out).toContain('{"form":"entry/1","index":"7"}');
  });

  test("says in one sentence which entry was changed", async () => {
    await writeLog();
    const bundle = join(folder, "tile/entries/000");
    writeFileSync(bundle, readFileSync(bundle, "latin1").replace("entry/1", "entry/7"), "latin1");
    const { code, err } = await run("verify", folder, "--key", key);
    expect(code).toBe(2);
    // Progress is told only once some of it is done.
    expect(err.replace(/^verifying the log\n/, "")).toBe(
      "Entry 0 does not have the hash at byte 0 of tile/0/000: the entry or the hash was changed.\n",
    );
  });

  test("refuses a proof with another entry in it, and trust that was not brought", async () => {
    const proof = await writeLog();
    const text = readFileSync(proof, "utf8");
    const forged = Buffer.from('{"form":"entry/1","index":"8"}').toString("base64");
    writeFileSync(proof, text.replace(/^extra .*$/m, `extra ${forged}`));
    expect(await run("verify", proof, "--key", key)).toMatchObject({
      code: 2,
      err: expect.stringContaining("does not hold"),
    });
    expect(await run("verify", folder)).toMatchObject({ code: 2, err: expect.stringContaining("--key") });
    expect(await run("verify", folder, "--key", "nonsense")).toMatchObject({ code: 2 });
  });
});

describe("./plumbline verify with evidence", () => {
  const logKey = formatVerifierKey(verifierOf(testKey));
  const evidence = bytesOf(makeTestEvidence());
  const write = (name: string, bytes: Uint8Array) => {
    writeFileSync(join(folder, name), bytes);
    return join(folder, name);
  };

  test("says item by item what a file proves, and by whose word it was there", async () => {
    const path = write("evidence.json", evidence);
    const byKey = await run("verify", path, "--key", logKey);
    expect(byKey).toMatchObject({ code: 0, err: "" });
    expect(byKey.out).toContain("The evidence in");
    expect(byKey.out).toContain(
      "1. order: entry 1 (records.imported), sealed at 2026-11-29T04:00:00.000Z by the log's own word, 2 not disclosed.",
    );
    const witness = formatVerifierKey(verifierOf(testWitness));
    const policy = write("trust", Buffer.from(`log ${logKey}\nwitness w1 ${witness}\nquorum w1\n`));
    const byPolicy = await run("verify", path, "--policy", policy);
    expect(byPolicy.out).toContain("sealed at 2026-11-18 11:06:40 UTC at the latest");
    expect(byPolicy.out).toContain("cosigned by witnesses of the trust file: w1");
  });

  test("takes a whole package, and makes its prints again", async () => {
    const path = write("evidence.plumbline.zip", (await packEvidence(evidence, "<!doctype html>")).bytes);
    const { code, out } = await run("verify", path, "--key", logKey);
    expect(code).toBe(0);
    expect(out).toContain("same byte for byte");
  });

  test("says in one sentence what is wrong and where", async () => {
    const text = Buffer.from(evidence).toString("utf8");
    const forged = write("evidence.json", Buffer.from(text.replace("事后", "事前")));
    expect(await run("verify", forged, "--key", logKey)).toEqual({
      code: 2,
      out: "",
      err: `The evidence in ${forged} does not hold. “after” of item 3 is not what was sealed: its value or its salt was changed. (At: content.items.2.after)\n`,
    });
    const cut = write("cut.zip", (await packEvidence(evidence, "")).bytes.slice(0, 9_000));
    expect(await run("verify", cut, "--key", logKey)).toMatchObject({
      code: 2,
      err: "The archive cannot be opened: it is damaged or was cut off.\n",
    });
    expect(await run("verify", write("evidence.json", evidence), "--key", key)).toMatchObject({ code: 2 });
  });
});

describe("./plumbline witness", () => {
  test("is set up and serves by two commands", async () => {
    const home = join(folder, "witness");
    const made = await run("witness", "init", home, "--name", "sister.example/w");
    expect(made.out).toMatch(/^sister\.example\/w\+[0-9a-f]{8}\+/m);
    expect(await run("witness", "init", home, "--name", "sister.example/w")).toMatchObject({ code: 2 });
    const child = spawn(process.execPath, [program, "witness", "serve", home, "--log", key, "--lang", "en"], {
      env: { ...process.env, PORT: "0" },
      stdio: ["ignore", "pipe", "inherit"],
    });
    try {
      const line = await new Promise<string>((done) =>
        child.stdout.once("data", (data) => done(String(data))),
      );
      const url = /http:\S+/.exec(line)?.[0] ?? "";
      expect((await fetch(new URL("healthz", url))).status).toBe(200);
      const answer = await fetch(new URL("add-checkpoint", url), { method: "POST", body: "noise" });
      expect(answer.status).toBe(400);
    } finally {
      child.kill("SIGTERM");
      await new Promise((done) => child.once("close", done));
    }
  });
});
