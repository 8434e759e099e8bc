import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, test } from "vitest";
import { chromiumPath, openChromium, openContext } from "../../../tools/chromium.ts";
import { goodPassword } from "../../people/index.ts";
import { openTestWebHouse, type TestWebHouse } from "./test-web-house.ts";

const languages = {
  zh: {
    locale: "zh-CN",
    source: "来源名称",
    house: "都是本位币 CNY",
    tryOut: "试算",
    start: "确认导入",
    unread: "1 个文件或工作表无法读取",
    broken: "zip 压缩文件不完整或已损坏",
    refused: "被拒收的行（1）",
    added: "新增 20 条",
    kept: "已套用上次的映射（第 1 版）",
    nothing: "没有任何变化",
    versions: "第 1 版",
  },
  en: {
    locale: "en-US",
    source: "Name of the source",
    house: "All in the house currency, CNY",
    tryOut: "Try it out",
    start: "Import",
    unread: "One file or sheet cannot be read",
    broken: "The zip file is cut short or damaged",
    refused: "Refused rows (1)",
    added: "20 records are new",
    kept: "The mapping of last time is used (version 1)",
    nothing: "nothing changed",
    versions: "Version 1",
  },
};

const good = Array.from({ length: 20 }, (_, i) => `SO-${i},2026-01-05,C-1,${100 + i},x`);

/** With a column of the source's own, so that no mapping of another source fits. */
const filesOf = (source: string) => [
  {
    name: "订单.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(
      `order_no,order_date,customer_id,amount,${source}\n${good.join("\n")}\nSO-20,someday,C-2,300,x\n`,
    ),
  },
  { name: "坏.zip", mimeType: "application/zip", buffer: Buffer.from("PK\u0003\u0004 no more") },
];

describe.skipIf(chromiumPath === undefined)("in a browser (skipped where no Chromium is installed)", () => {
  let browser: Browser;
  let house: TestWebHouse;
  beforeAll(async () => {
    house = await openTestWebHouse();
    browser = await openChromium();
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await house?.close();
  });

  async function signedIn(locale: string): Promise<Page> {
    const { email } = await house.addWithPassword(["auditor"], `E-${locale}`);
    const context = await openContext(browser, { locale, viewport: { width: 1280, height: 860 } });
    await context.request.post(`${house.url}/api/sign-in`, { data: { email, password: goodPassword } });
    return context.newPage();
  }

  /** Up to the table in which the mapping is corrected. */
  async function bring(page: Page, source: string): Promise<void> {
    await page.goto(`${house.url}/imports/new`);
    await page.setInputFiles("input[type=file]:not([webkitdirectory])", filesOf(source));
    await page.locator(".import-next button").click();
    await page.locator(".table-list").waitFor();
  }

  test.each(["zh", "en"] as const)(
    "files are brought, corrected, tried out and imported: %s",
    async (name) => {
      const words = languages[name];
      const page = await signedIn(words.locale);
      const text = (wanted: string) => page.getByText(wanted, { exact: false }).first();
      const press = (label: string) => page.getByRole("button", { name: label, exact: true }).click();

      await bring(page, `crm-${name}`);
      await text(words.unread).waitFor();
      await text(words.broken).waitFor();
      await page.getByLabel(words.source).fill(`crm-${name}`);
      await page.getByRole("button", { name: words.house }).click();
      await press(words.tryOut);
      await text(words.added).waitFor();
      await text(words.refused).waitFor();
      // The address holds where one is.
      await page.reload();
      await text(words.added).waitFor();
      await press(words.start);
      await page.waitForURL(/\/imports\/[0-9a-f-]{36}$/);
      await page.locator("a[href^='/records/order']").waitFor();
      await text(words.added).waitFor();

      await bring(page, `crm-${name}`);
      await text(words.kept).waitFor();
      await press(words.tryOut);
      await text(words.nothing).waitFor();
      await page.goto(`${house.url}/imports`);
      await page.locator("tbody tr.opens", { hasText: `crm-${name}` }).waitFor();
      await page.goto(`${house.url}/imports/mappings/crm-${name}`);
      await text(words.versions).waitFor();
      await page.context().close();
    },
    180_000,
  );
});
