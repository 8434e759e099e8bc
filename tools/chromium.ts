import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

/** An installed Chromium or Chrome; `undefined` where there is none, and what needs one is skipped. */
export const chromiumPath = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(
  existsSync,
);

/** A real browser for tests, benchmarks and pictures. Without its own sandbox, which root may not have. */
export function openChromium(): Promise<Browser> {
  if (chromiumPath === undefined) throw new Error("No Chromium is installed.");
  return chromium.launch({ executablePath: chromiumPath, args: ["--no-sandbox", "--disable-gpu"] });
}
