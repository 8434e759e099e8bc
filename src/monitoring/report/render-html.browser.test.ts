import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { chromiumPath, openChromium } from "../../../tools/chromium.ts";
import { fixtureReport } from "./fixture.ts";
import { renderHtml } from "./render-html.ts";

describe.skipIf(chromiumPath === undefined)("in a browser (skipped where no Chromium is installed)", () => {
  const folder = mkdtempSync(join(tmpdir(), "plumbline-"));
  const path = join(folder, "report.html");
  let browser: Browser;
  const open = async (width: number): Promise<Page> => {
    const page = await browser.newPage({ viewport: { width, height: 800 } });
    await page.goto(pathToFileURL(path).href);
    return page;
  };
  beforeAll(async () => {
    writeFileSync(path, renderHtml(await fixtureReport(), { language: "zh" }));
    browser = await openChromium();
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true });
  });

  test.each([360, 768, 1280])(
    "at %i pixels nothing sticks out of the page, in either language",
    async (width) => {
      const page = await open(width);
      for (const language of ["中文", "English"]) {
        await page.getByText(language, { exact: true }).click();
        expect(await page.locator("html").evaluate((root) => root.scrollWidth)).toBeLessThanOrEqual(width);
      }
      await page.close();
    },
  );

  const title = (page: Page) => page.locator("h1 span:visible").textContent();

  test("the switch shows one language and hides the other, without a script", async () => {
    const page = await open(1280);
    await expect(title(page)).resolves.toBe("销售真实性核查报告");
    await page.getByText("English", { exact: true }).click();
    await expect(title(page)).resolves.toBe("Review of recorded sales");
    await page.close();
  });

  test("a picture has a name and a description for those who cannot see it", async () => {
    const page = await open(1280);
    const picture = page.locator("#finding-1").getByRole("img", { name: "该客户全部销售的金额" });
    expect(await picture.count()).toBe(1);
    await page.close();
  });

  test("no dialog opens, no element from a file exists, and nothing is asked of the network", async () => {
    const page = await browser.newPage();
    const heard: string[] = [];
    page.on("dialog", (dialog) => heard.push(dialog.message()));
    page.on("request", (request) => heard.push(request.url()));
    await page.goto(pathToFileURL(path).href);
    expect(heard).toEqual([pathToFileURL(path).href]);
    expect(await page.locator("script, img").count()).toBe(0);
    await page.close();
  });
});
