import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { buildCheckPage } from "../../../tools/build-check-page.mjs";
import { chromiumPath, openChromium, openContext } from "../../../tools/chromium.ts";
import {
  formatVerifierKey,
  generateSignerKey,
  keyFingerprint,
  parseSignerKey,
  verifierOf,
} from "../index.ts";
import { bytesOf, makeTestEvidence, testWitness } from "../testing/test-evidence.ts";
import { testKey } from "../testing/test-log.ts";

const key = formatVerifierKey(verifierOf(testKey));
const witness = formatVerifierKey(verifierOf(testWitness));
const evidence = bytesOf(makeTestEvidence());
/** Where somebody wants to look at the page. */
const pictures = process.env.PICTURES;

describe.skipIf(chromiumPath === undefined)(
  "the page of a package, opened as a file (skipped where no Chromium is installed)",
  () => {
    let browser: Browser;
    let folder: string;
    let page: Page;
    let asked: string[];
    const seen: string[] = [];

    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), "plumbline-page-of-evidence-"));
      writeFileSync(join(folder, "check.html"), readFileSync(await buildCheckPage()));
      browser = await openChromium();
    }, 240_000);
    afterAll(async () => {
      await browser?.close();
      rmSync(folder, { recursive: true, force: true });
    });
    afterEach(() => page.context().close());

    async function open(locale: "zh-CN" | "en-GB", width = 1_100): Promise<void> {
      const context = await openContext(browser, { locale, viewport: { width, height: 900 } });
      page = await context.newPage();
      asked = [];
      page.on("request", (request) => asked.push(request.url()));
      page.on("console", (message) => void (message.type() === "error" && seen.push(message.text())));
      page.on("pageerror", (error) => seen.push(String(error)));
      await page.goto(pathToFileURL(join(folder, "check.html")).href);
    }

    async function check(bytes: Uint8Array, entered: string): Promise<string> {
      await page.locator("input[type=file]").setInputFiles({
        name: "evidence.json",
        mimeType: "application/json",
        buffer: Buffer.from(bytes),
      });
      await page.getByText("evidence.json", { exact: true }).waitFor();
      return enter(entered);
    }

    /** Of a file that was chosen before. */
    async function enter(entered: string): Promise<string> {
      await page.locator("textarea").fill(entered);
      await page.locator("button.first").click();
      return (await page.locator("#outcome").textContent()) ?? "";
    }

    async function picture(name: string): Promise<void> {
      if (pictures) await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
    }

    test("verifies evidence with a key, and shows what is disclosed, withheld and erased", async () => {
      await open("zh-CN");
      expect(await check(evidence, key)).toContain("✓ 证据成立");
      const text = await page.locator("main").textContent();
      for (const words of ["10.02 CNY (1002)", "合同为事后补签", "未披露", "已删除", keyFingerprint(key)]) {
        expect(text).toContain(words);
      }
      await picture("zh-wide");
      expect(asked).toEqual([page.url()]);
    });

    test("takes the fingerprint of the key that the file names, however it is written", async () => {
      await open("en-GB", 390);
      expect(await check(evidence, keyFingerprint(key).toUpperCase())).toContain("✓ The evidence holds");
      const wide = await page.evaluate<number>("document.documentElement.scrollWidth");
      expect(wide).toBeLessThanOrEqual(390);
      await picture("en-phone");
    });

    test("takes a trust file, and says which witness saw it and when", async () => {
      await open("en-GB");
      await check(evidence, `log ${key}\nwitness our-auditor ${witness}\nquorum our-auditor\n`);
      expect(await page.locator("main").textContent()).toContain("our-auditor (2026-11-18T");
      await picture("en-wide");
    });

    test("says nothing of evidence before it is told whom to trust", async () => {
      await open("zh-CN");
      expect(await check(evidence, "")).toContain("没有它，任何人都可以做出一份看似有效的证据");
      const other = formatVerifierKey(verifierOf(parseSignerKey(generateSignerKey("other.example/log"))));
      expect(await enter(keyFingerprint(other))).toContain("指纹与证据所附的密钥不符");
      expect(await enter(other)).toContain("✕ 证据不成立");
      expect(await enter("what?")).toContain("无法识别");
    });

    test.each([
      ["an amount", '\\"1002\\"', '\\"9002\\"', "值或盐被改动过"],
      ["a reason", "事后", "事前", "值或盐被改动过"],
      ["the operator", '"operator":"person:1"', '"operator":"person:2"', "打包之后被改动"],
      ["a signature", "— example.com/log/testdata M9", "— example.com/log/testdata N9", "检查点"],
      ["its layout", '"entries":', '"entries": ', "被改动或重新排版过"],
    ])("refuses %s that was changed, and says where", async (_, from, to, words) => {
      await open("zh-CN", 390);
      const text = Buffer.from(evidence).toString("utf8");
      expect(text).toContain(from);
      const told = await check(Buffer.from(text.replace(from, to)), key);
      expect(told).toContain("✕ 证据不成立");
      expect(told).toContain(words);
      expect(told).toContain("位置：");
      if (from === "事后") await picture("zh-phone-refused");
    });

    test("reaches no address, runs nothing but its own script, and nothing broke", async () => {
      await open("en-GB");
      const blocked = await page.evaluate(`(async () => {
        const script = document.createElement("script");
        script.textContent = "window.ran = true";
        document.head.append(script);
        const reached = await fetch("http://127.0.0.1:9/").then(() => true, () => false);
        return { ran: "ran" in window, reached };
      })()`);
      expect(blocked).toEqual({ ran: false, reached: false });
      const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute("content");
      expect(policy).toMatch(/^default-src 'none'; script-src 'sha256-[^']+'; style-src 'sha256-[^']+';/);
      expect(seen.filter((text) => !/Content Security Policy/.test(text))).toEqual([]);
    });
  },
);
