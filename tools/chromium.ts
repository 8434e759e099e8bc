import { existsSync } from "node:fs";
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium } from "playwright-core";

/** An installed Chromium or Chrome; `undefined` where there is none, and what needs one is skipped. */
export const chromiumPath = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(
  existsSync,
);

/** A real browser for tests, benchmarks and pictures. Without its own sandbox, which root may not have. */
export function openChromium(): Promise<Browser> {
  if (chromiumPath === undefined) throw new Error("No Chromium is installed.");
  return chromium.launch({ executablePath: chromiumPath, args: ["--no-sandbox", "--disable-gpu"] });
}

/** A visitor, to whom nothing moves (what moves is clicked where it no longer is), and who waits a minute for what comes. */
export async function openContext(browser: Browser, options: BrowserContextOptions): Promise<BrowserContext> {
  const context = await browser.newContext({ reducedMotion: "reduce", ...options });
  context.setDefaultTimeout(60_000);
  return context;
}
