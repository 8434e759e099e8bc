import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { chromiumPath, openChromium, openContext } from "../../../tools/chromium.ts";
import { judgeOrders, rankedCompany } from "../../monitoring/testing/index.ts";
import type { Browser as SignedIn } from "../../people/index.ts";
import { createContextMaker, sql } from "../../platform/index.ts";
import { importFiles } from "../../records/index.ts";
import { openTestWebHouse, type TestWebHouse } from "./test-web-house.ts";

/** Where pictures of the pages are put, for whoever wants to look at them. */
const pictures = process.env.PLUMBLINE_PICTURES;

const { files, falsified } = rankedCompany(1_000);
const orders = Array.from(falsified.keys()).length;
const languages = {
  zh: {
    locale: "zh-CN",
    models: "模型",
    sellers: "销售员",
    train: "立即训练",
    took: /新模型接替/,
    draw: "抽取清单",
    seller: "销售员",
    byRanking: "排序（第 1 版模型）：造假的可能 × 单据金额",
    unusual: /^排序（第 1 版模型）：按异常程度/,
    seal: "抽取并封存",
    goesBy: /依据第 1 版模型，它学自 600 份单据的检查结果/,
    export: "导出",
    line: /^1,按预计损失,订单,SO-\d+,/,
    nearest: "最相近的正常示例",
  },
  en: {
    locale: "en-US",
    models: "Models",
    sellers: "Sellers",
    train: "Train now",
    took: /it takes over/,
    draw: "Draw a list",
    seller: "Sellers",
    byRanking: "The ranking (model 1): chance of being false × amount of the document",
    unusual: /^The ranking \(model 1\): how unusual it is/,
    seal: "Draw and seal",
    goesBy: /Goes by model 1, which learned from 600 inspected documents/,
    export: "Export",
    line: /^1,by expected loss,Order,SO-\d+,/,
    nearest: "Nearest honest example",
  },
};

describe.skipIf(chromiumPath === undefined)(
  "the ranking in a browser (skipped where no Chromium is installed)",
  () => {
    let browser: Browser;
    let house: TestWebHouse;
    let auditor: SignedIn;
    const folder = mkdtempSync(join(tmpdir(), "plumbline-ranking-pages-"));
    beforeAll(async () => {
      expect(orders).toBeGreaterThan(80);
      browser = await openChromium();
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
      const context = await openContext(browser, { locale, viewport: { width: 1440, height: 900 } });
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

    /** At both widths nothing stands out to the side. */
    async function looksRight(page: Page, name: string): Promise<void> {
      for (const width of [390, 1440]) {
        await page.setViewportSize({ width, height: 900 });
        await expect.poll(() => isWiderThan(page, width), { timeout: 10_000, message: name }).toBe(false);
        if (pictures === undefined) continue;
        mkdirSync(pictures, { recursive: true });
        const path = join(pictures, `${name}-${width}.png`);
        await page.screenshot({ path, fullPage: true, animations: "disabled" });
      }
    }

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

    test("a list goes by the model that has taken over, says why each is on it, and leaves as a file", async () => {
      const choices = async () => (await auditor.send("GET", "/api/inspections/choices")).body;
      // Scored anew by what has taken over, without anybody asking.
      await expect
        .poll(choices, { timeout: 60_000 })
        .toMatchObject({ document: { usual: "ranking", ranking: { model: 1 } } });
      for (const language of ["zh", "en"] as const) {
        const words = languages[language];
        const page = await pageOf(words.locale);
        const dialog = page.getByRole("dialog");
        await page.goto(`${house.url}/inspections`);
        await page.getByRole("button", { name: words.draw }).click();
        expect(await dialog.getByRole("radio", { name: words.byRanking }).isChecked()).toBe(true);
        await looksRight(page, `inspections-draw-${language}`);
        await dialog.getByRole("radio", { name: words.seller }).check();
        // Sellers go by what detectors found unless somebody chooses.
        expect(await dialog.getByRole("radio", { name: words.unusual }).isChecked()).toBe(false);
        await dialog.getByRole("radio", { name: words.unusual }).check();
        await page.getByRole("button", { name: words.seal }).click();
        await page.waitForURL(/inspections\/./);
        await page.locator(".inspected-reasons").first().waitFor();
        await looksRight(page, `inspections-sellers-${language}`);

        await page.goto(`${house.url}/inspections`);
        await page.getByRole("button", { name: words.draw }).click();
        await page.getByRole("button", { name: words.seal }).click();
        await page.waitForURL(/inspections\/./);
        await page.getByText(words.goesBy).waitFor();
        expect(await page.locator(".inspected-reasons").count()).toBeGreaterThan(12);
        await looksRight(page, `inspections-documents-${language}`);
        await page.getByRole("button", { name: words.export }).click();
        await page.getByRole("link", { name: "CSV" }).waitFor();
        await picture(page, `inspections-export-${language}`);
        const [download] = await Promise.all([
          page.waitForEvent("download"),
          page.getByRole("link", { name: "CSV" }).click(),
        ]);
        const lines = readFileSync(await download.path(), "utf8")
          .trimEnd()
          .split("\r\n");
        expect(lines).toHaveLength(31);
        expect(lines[1]).toMatch(words.line);
        await page.goto(`${house.url}/inspections`);
        await page.locator(".data-table tbody tr").nth(1).waitFor();
        await looksRight(page, `inspections-lists-${language}`);
        await page.context().close();
      }
    }, 240_000);
  },
);
