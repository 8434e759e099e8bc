import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { build } from "vite";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { chromiumPath, openChromium } from "../../tools/chromium.ts";
import { browserTwins } from "../../web/browser-twins.ts";
import { encodeBase64 } from "./encoding/base64.ts";
import type * as library from "./library.ts";
import {
  buildHashTree,
  formatTlogProof,
  formatVerifierKey,
  hashLeaves,
  proveInclusion,
  tileNodes,
  verifierOf,
} from "./library.ts";
import { numberedEntries, publishLog, readerOf, testKey } from "./testing/test-log.ts";

declare const ledger: typeof library;

describe.skipIf(chromiumPath === undefined)("in a browser (skipped where no Chromium is installed)", () => {
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    browser = await openChromium();
    page = await browser.newPage();
    // An address by plain http that is not the machine's own: no WebCrypto, as in a company's network.
    await page.route("http://ledger.test/", (route) =>
      route.fulfill({ contentType: "text/html", body: "<p></p>" }),
    );
    await page.goto("http://ledger.test/");
    await page.addScriptTag({ content: await bundle() });
  });
  afterAll(() => browser?.close());

  test("there is neither WebCrypto nor Node where the library runs", async () => {
    const there = await page.evaluate(() => [
      typeof crypto.subtle,
      "Buffer" in globalThis,
      "process" in globalThis,
    ]);
    expect(there).toEqual(["undefined", false, false]);
  });

  test("a proof made here is verified there, and one with a byte changed is refused", async () => {
    const given = await proofOf(700, 321);
    const verify = (proof: string) =>
      page.evaluate(
        ([file = "", vkey = ""]) => {
          const verifier = ledger.parseVerifierKey(vkey);
          const policy = { logs: [{ verifier }], witnesses: [], groups: [], quorum: "none" };
          const bytes = new TextEncoder().encode(file);
          try {
            const { extra } = ledger.parseTlogProof(bytes);
            const leaf = ledger.hashLeaf(extra ?? new Uint8Array(0));
            return String(ledger.verifyTlogProof(bytes, leaf, policy).index);
          } catch (error) {
            return (error as library.LedgerError).code;
          }
        },
        [proof, formatVerifierKey(verifierOf(testKey))],
      );
    expect(await verify(given)).toBe("321");
    expect(await verify(given.replace("index 321", "index 322"))).toBe("bad-proof");
    expect(await verify(given.replace(/extra ..../, "extra AAAA"))).toBe("bad-proof");
    expect(await verify(given.replace("\n700\n", "\n701\n"))).toBe("bad-signature");
  });

  test("the tree of a thousand entries has the root it has here", async () => {
    const here = encodeBase64(buildHashTree(hashLeaves(numberedEntries(1_000))).root);
    const there = await page.evaluate(() => {
      const entries = Array.from({ length: 1_000 }, (_, i) => new TextEncoder().encode(`entry ${i}`));
      return Array.from(ledger.buildHashTree(ledger.hashLeaves(entries)).root);
    });
    expect(encodeBase64(Uint8Array.from(there))).toBe(here);
  });
});

/** The library as pages have it, as one script. */
async function bundle(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: "silent",
    plugins: [browserTwins()],
    build: {
      write: false,
      lib: { entry: join(import.meta.dirname, "library.ts"), name: "ledger", formats: ["iife"] },
    },
  });
  const [script] = [built].flat().flatMap((one) => ("output" in one ? one.output : []));
  if (script?.type !== "chunk") throw new Error("The library was not built into one script.");
  return script.code;
}

async function proofOf(size: number, index: number): Promise<string> {
  const entries = numberedEntries(size);
  const files = publishLog(entries);
  const hashes = await proveInclusion(index, size, tileNodes(size, readerOf(files)));
  const checkpoint = files.get("checkpoint") ?? new Uint8Array(0);
  const extra = entries[index] ?? new Uint8Array(0);
  return new TextDecoder().decode(formatTlogProof({ index, hashes, checkpoint, extra }));
}
