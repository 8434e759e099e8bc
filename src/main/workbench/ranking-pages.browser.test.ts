import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { judgeOrders, rankedCompany } from "../../monitoring/testing/index.ts";
import type { Browser as SignedIn } from "../../people/index.ts";
import { createContextMaker, sql } from "../../platform/index.ts";
import { importFiles } from "../../records/index.ts";
import { openTestWebHouse, type TestWebHouse } from "./test-web-house.ts";

const executablePath = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(
  existsSync,
);
/** Where pictures of the pages are put, for whoever wants to look at them. */
const pictures = process.env.PLUMBLINE_SCREENSHOTS;

const { files, falsified } = rankedCompany(1_000);
const orders = Array.from(falsified.keys()).length;
const languages = {
  zh: {
    locale: "zh-CN",
    models: "模型",
    sellers: "销售员",
    train: "立即训练",
    took: /新模型接替/,
    nearest: "最相近的正常示例",
  },
  en: {
    locale: "en-US",
    models: "Models",
    sellers: "Sellers",
    train: "Train now",
    took: /it takes over/,
    nearest: "Nearest honest example",
  },
};

describe.skipIf(executablePath === undefined)(
  "the ranking in a browser (skipped where no Chromium is installed)",
  () => {
    let browser: Browser;
    let house: TestWebHouse;
    let auditor: SignedIn;
    const folder = mkdtempSync(join(tmpdir(), "plumbline-ranking-pages-"));
    beforeAll(async () => {
      expect(orders).toBeGreaterThan(80);
      browser = await chromium.launch({
        executablePath: executablePath ?? "",
        args: ["--no-sandbox", "--disable-gpu"],
      });
      house = await openTestWebHouse();
      const { database, events } = house;
      auditor = await house.signedIn(["auditor"], "A1");
      const paths = Object.entries(files).map(([name, text]) => {
        writeFileSync(join(folder, name), text);
        return join(folder, name);
      });
      const contexts = createContextMaker({
        database,
        sink: events.sink,
        access: { require: () => undefined },
      });
      const context = () => contexts.contextFor({ kind: "system", id: "system:test" });
      await importFiles(
        database,
        { paths, source: "erp" },
        { signal: new AbortController().signal, context },
      );
      // After the import a whole run, and after it the ranking, without anybody asking.
      const ranked = () => database.reader.selectFrom("ranking").select("id").execute();
      while ((await ranked()).length === 0) await new Promise((resolve) => setTimeout(resolve, 200));
      await sql`UPDATE import_batch SET committed_at = committed_at - interval '1 day'`.execute(
        database.writer,
      );
      const judged = Array.from({ length: 900 }, (_, i) => `SO-${(i * 7) % 1_000}`);
      await judgeOrders(database, { orders: judged, falsified, from: Date.now() - 3_600_000 });
    }, 240_000);
    afterAll(async () => {
      await browser?.close();
      await house?.close();
      rmSync(folder, { recursive: true, force: true });
    });

    async function pageOf(locale: string): Promise<Page> {
      const context = await browser.newContext({ locale, viewport: { width: 1440, height: 900 } });
      context.setDefaultTimeout(60_000);
      await context.addCookies(
        [...auditor.cookies].map(([name, value]) => ({
          name,
          value: decodeURIComponent(value),
          url: house.url,
        })),
      );
      const page = await context.newPage();
      page.on("console", (message) => {
        if (/Content Security Policy/.test(message.text())) throw new Error(message.text());
      });
      return page;
    }

    async function picture(page: Page, name: string): Promise<void> {
      if (pictures === undefined) return;
      mkdirSync(pictures, { recursive: true });
      await page.screenshot({ path: join(pictures, `${name}.png`) });
    }

    const isWiderThan = (page: Page, width: number) =>
      page.evaluate<boolean>(`document.documentElement.scrollWidth > ${width}`);

    test("lines with reasons and honest examples lead to records; a model is trained by a button and takes over", async () => {
      for (const language of ["zh", "en"] as const) {
        const words = languages[language];
        const page = await pageOf(words.locale);
        await page.goto(`${house.url}/ranking`);
        await page.locator(".ranked-lines > li").first().waitFor();
        expect(await page.locator(".ranked-lines > li").count()).toBe(50);
        const first = page.locator(".ranked-lines > li").first();
        expect(await first.locator(".ranked-why li").count()).toBeGreaterThan(0);
        expect(await first.textContent()).toContain(words.nearest);
        await picture(page, `ranking-transactions-${language}`);
        await page.getByRole("tab", { name: words.sellers }).click();
        await page.locator(".ranked-lines > li:nth-child(12):last-child").waitFor();
        expect(await page.locator(".ranked-lines > li").count()).toBe(12);
        await picture(page, `ranking-sellers-${language}`);
        await page.getByRole("tab", { name: words.models }).click();
        if (language === "zh") {
          await page.getByRole("button", { name: words.train }).click();
        }
        await page.getByText(words.took).first().waitFor();
        await picture(page, `ranking-models-${language}`);
        await page.setViewportSize({ width: 390, height: 1_500 });
        const tabs = language === "zh" ? ["transaction", "deal", "customer", "seller", "models"] : ["models"];
        for (const tab of tabs) {
          await page.goto(`${house.url}/ranking?tab=${tab}`);
          await page.locator(".ranked-lines > li, .models > li").first().waitFor();
          await picture(page, `ranking-${tab}-${language}-390`);
          expect([tab, await isWiderThan(page, 390)]).toEqual([tab, false]);
        }
        await page.goto(`${house.url}/ranking`);
        await page.locator(".ranked-what a").first().click();
        await page.waitForURL(/\/records\/order-line\//);
        await page.context().close();
      }
    }, 240_000);
  },
);
