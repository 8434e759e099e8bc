import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { unzipSync, zipSync } from "fflate";
import { beforeAll, describe, expect, test } from "vitest";
import { bytesOf, makeTestEvidence, witnessPolicy } from "../testing/test-evidence.ts";
import { packEvidence } from "./pack-evidence.ts";
import { printEvidence } from "./print-evidence.ts";
import { verifyPackage } from "./verify-package.ts";

const software = "plumbline 0.1.0";
const bytes = bytesOf(makeTestEvidence());
let zip: Uint8Array;

beforeAll(async () => {
  zip = (await packEvidence(bytes, "<!doctype html>")).bytes;
});

const digest = (content: Uint8Array) => createHash("sha256").update(content).digest("hex");

/** The package with some of its files changed, and the list of hashes made anew unless it is to tell. */
function changed(
  change: (files: Record<string, Uint8Array>) => unknown,
  { isSummed = true } = {},
): Uint8Array {
  const files = unzipSync(zip);
  change(files);
  if (isSummed) {
    const names = Object.keys(files).filter((name) => name !== "SHA256SUMS");
    const lines = names.map((name) => `${digest(files[name] ?? new Uint8Array(0))}  ${name}\n`);
    files.SHA256SUMS = Buffer.from(lines.join(""));
  }
  return zipSync(files);
}

describe("a package", () => {
  test("has everything that an outsider needs, under a name that tells of what it is", async () => {
    const { name } = await packEvidence(bytes, "");
    expect(name).toBe("evidence-alert-alert-1-20261129-040506.plumbline.zip");
    expect(Object.keys(unzipSync(zip))).toEqual(
      expect.arrayContaining([
        "README.txt",
        "evidence.json",
        "evidence.zh.pdf",
        "evidence.en.pdf",
        "check.html",
      ]),
    );
    expect(Object.keys(unzipSync(zip)).filter((one) => one.startsWith("proofs/")).length).toBe(7);
  });

  test("verifies, prints included, and the same evidence makes the same package", async () => {
    const { evidence, isPrintCompared } = await verifyPackage(zip, witnessPolicy, software);
    expect([evidence.items.length, isPrintCompared]).toEqual([3, true]);
    expect(digest((await packEvidence(bytes, "<!doctype html>")).bytes)).toBe(digest(zip));
  });

  test("of another version says that its prints were not compared", async () => {
    expect((await verifyPackage(zip, witnessPolicy, "plumbline 9")).isPrintCompared).toBe(false);
  });

  test.each<[string, string, Uint8Array]>([
    ["a file added", "surprise.txt", new Uint8Array(1)],
    ["another page", "check.html", new Uint8Array(1)],
  ])("with %s is refused by the list of hashes", async (_, name, content) => {
    const wrong = changed((files) => Object.assign(files, { [name]: content }), { isSummed: false });
    await expect(verifyPackage(wrong, witnessPolicy, software)).rejects.toMatchObject({ member: name });
  });

  test.each([
    ["another print", "evidence.zh.pdf"],
    ["another proof", "proofs/entry-1.checkpoint-1.tlog-proof"],
    ["another checkpoint", "checkpoints/2.txt"],
  ])("with %s, the list made anew, is refused by evidence.json", async (_, name) => {
    const wrong = changed((files) => {
      const content = files[name] ?? new Uint8Array(1);
      files[name] = content.with(content.length - 3, (content.at(-3) ?? 0) ^ 1);
    });
    await expect(verifyPackage(wrong, witnessPolicy, software)).rejects.toMatchObject({ member: name });
  });

  test("with a proof too many, or a file too few, is refused", async () => {
    const more = changed((files) =>
      Object.assign(files, { "proofs/entry-9.checkpoint-1.tlog-proof": new Uint8Array(1) }),
    );
    await expect(verifyPackage(more, witnessPolicy, software)).rejects.toMatchObject({
      member: expect.stringContaining("entry-9"),
    });
    const less = changed((files) => void delete files["evidence.en.pdf"]);
    await expect(verifyPackage(less, witnessPolicy, software)).rejects.toMatchObject({
      member: "evidence.en.pdf",
    });
    const none = changed((files) => void delete files["evidence.json"]);
    await expect(verifyPackage(none, witnessPolicy, software)).rejects.toMatchObject({
      member: "evidence.json",
    });
  });

  test("cut off, or no archive at all, is refused with a sentence", async () => {
    for (const wrong of [zip.slice(0, zip.length / 2), new Uint8Array(0), Buffer.from("PK\u0003\u0004")]) {
      await expect(verifyPackage(wrong, witnessPolicy, software)).rejects.toMatchObject({ code: "invalid" });
    }
  });

  test("that claims to unpack to more than any package is refused before it is unpacked", async () => {
    const bomb = Buffer.from(zipSync({ "evidence.json": new Uint8Array(1_000) }));
    const central = bomb.indexOf(Buffer.from("PK\u0001\u0002"));
    bomb.writeUInt32LE(0x7fff_ffff, central + 24);
    await expect(verifyPackage(bomb, witnessPolicy, software)).rejects.toMatchObject({ code: "invalid" });
  });
});

const hasPdftotext = existsSync("/usr/bin/pdftotext");

describe.skipIf(!hasPdftotext)("the print (needs pdftotext)", () => {
  async function textOf(language: "zh" | "en"): Promise<string> {
    const folder = mkdtempSync(join(tmpdir(), "plumbline-print-"));
    try {
      writeFileSync(join(folder, "print.pdf"), await printEvidence(bytes, language));
      return execFileSync("pdftotext", ["-layout", join(folder, "print.pdf"), "-"], { encoding: "utf8" });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  const tight = (text: string) => text.replace(/[\s\u200b]/g, "");

  test("tells in Chinese what was sealed, by what, and how to verify it elsewhere", async () => {
    const text = tight(await textOf("zh"));
    for (const words of [
      "电子数据证据说明",
      "10.02CNY(1002)",
      "合同为事后补签",
      "未披露：",
      "已删除：",
      "witness.example/w1",
      "法释〔2018〕16号",
      "从别处取得日志的验证密钥",
      digest(bytes),
    ]) {
      expect(text).toContain(words);
    }
  });

  test("tells the same in English, and in neither language that anything cannot be altered", async () => {
    const text = await textOf("en");
    expect(tight(text)).toContain("tamper-evident");
    expect(tight(text)).toContain(digest(bytes));
    expect(text).not.toMatch(/cannot be (altered|changed)|tamper-proof/i);
    expect(await textOf("zh")).not.toMatch(/不可篡改|无法篡改|不能被?篡改/);
  });
});
