import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { chromiumPath, openChromium, openContext } from "../../../tools/chromium.ts";
import { goodPassword, type Role } from "../../people/index.ts";
import { openTestWebHouse, type TestWebHouse } from "../workbench/test-web-house.ts";

/** Where pictures of the pages are put, for whoever wants to look at them. */
const pictures = process.env.PLUMBLINE_PICTURES;

const languages = {
  zh: {
    locale: "zh-CN",
    signIn: "登录",
    save: "保存",
    theirs: "其他人刚保存的内容",
    keep: "仍用我的内容",
    backUp: "立即备份",
  },
  en: {
    locale: "en-US",
    signIn: "Sign in",
    save: "Save",
    theirs: "What somebody else has just saved",
    keep: "Keep mine",
    backUp: "Back up now",
  },
};

const entities = [
  { id: "SH", name: "上海准绳精密仪器销售有限责任公司", currency: "CNY", vatNumber: "91310000MA1FL00000" },
  { id: "HK", name: "准绳（香港）国际贸易有限公司", currency: "HKD", parent: "SH" },
  { id: "SZ", name: "深圳市准绳供应链管理有限公司", currency: "CNY", parent: "SH" },
];

describe.skipIf(chromiumPath === undefined)("in a browser (skipped where no Chromium is installed)", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openChromium();
  });
  afterAll(async () => browser?.close());

  async function picture(page: Page, name: string): Promise<void> {
    if (!pictures) return;
    mkdirSync(pictures, { recursive: true });
    await page.waitForTimeout(600);
    await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
  }

  describe.each(["zh", "en"] as const)("%s", (language) => {
    const words = languages[language];
    let house: TestWebHouse;
    beforeAll(async () => {
      house = await openTestWebHouse();
    });
    afterAll(async () => house?.close());

    async function open(role: Role, { width = 1440, isDark = false } = {}): Promise<Page> {
      const { email } = await house.addWithPassword([role]);
      const context = await openContext(browser, {
        locale: words.locale,
        viewport: { width, height: 900 },
        colorScheme: isDark ? "dark" : "light",
      });
      const page = await context.newPage();
      await page.goto(`${house.url}/sign-in`);
      await page.fill("#email", email);
      await page.fill("#password", goodPassword);
      await page.getByRole("button", { name: words.signIn, exact: true }).click();
      await page.locator("#content").waitFor();
      return page;
    }

    const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });

    // Once more where a busy machine let a page wait too long: it begins from what stands then.
    test("settings are saved, a save on an older version shows both, and pictures of every section", {
      retry: 2,
    }, async () => {
      const lead = await house.signedIn(["lead-auditor"]);
      const put = async (section: string, content: object) => {
        const { body } = await lead.send("GET", `/api/settings/${section}`);
        return lead.send("PUT", `/api/settings/${section}`, { version: body.version, content });
      };
      await put("entities", { entities: [] });
      const { body: before } = await lead.send("GET", "/api/settings/entities");
      const page = await open("lead-auditor");
      await page.goto(`${house.url}/settings`);
      await page.locator(".settings-save").waitFor();
      await page.locator(".row-table > button").click();
      await page.locator(".row-table td input").nth(0).fill("SH");
      await page.locator(".row-table td input").nth(1).fill("上海准绳");
      // Somebody else saves meanwhile.
      expect((await put("entities", { entities })).status).toBe(200);
      await button(page, words.save).click();
      await page.getByText(words.theirs).waitFor();
      expect(await page.locator(".settings-theirs input[value='HK']").count()).toBe(1);
      await picture(page, `settings-conflict-${language}`);
      await button(page, words.keep).click();
      await button(page, words.save).click();
      await page
        .getByText(language === "zh" ? `第 ${before.version + 2} 版` : `Version ${before.version + 2}`)
        .waitFor();
      const { body } = await lead.send("GET", "/api/settings/entities");
      expect(body.content.entities).toEqual([{ id: "SH", name: "上海准绳", currency: "CNY" }]);

      await put("entities", { entities });
      const csv = `day,base,quote,rate\n${Array.from({ length: 20 }, (_, i) => `2026-11-${String(i + 1).padStart(2, "0")},USD,CNY,7.1${String(i).padStart(3, "0")}`).join("\n")}\n2026-11-02,HKD,CNY,0.9123\n`;
      const imported = await lead.send("POST", "/api/settings/rates/import", { csv, source: "中国人民银行" });
      expect(imported.status).toBe(200);
      const vat = [
        { name: "一般货物", rate: "0.16", from: "2018-05-01", to: "2019-03-31" },
        { name: "一般货物", rate: "0.13", from: "2019-04-01" },
        { name: "技术服务", rate: "0.06", from: "2016-05-01", entity: "SH" },
      ];
      await put("vat", { rates: vat });
      const kinds = [
        { kind: "order", months: 180 },
        { kind: "activity", months: 42 },
      ];
      await put("retention", { kinds });
      const fiscal = { scheme: "weeks", pattern: "4-4-5", endWeekday: 6, endMonth: 12, endRule: "last" };
      const closes = [
        { year: 2026, number: 9, on: "2026-10-12" },
        { year: 2026, number: 10, on: "2026-11-09", entity: "HK" },
      ];
      const calendar = { timeZone: "Asia/Shanghai", fiscal, closes };
      expect((await put("calendar", calendar)).status).toBe(200);
      for (const section of ["entities", "calendar", "currencies", "vat", "retention", "alerts"]) {
        await page.goto(`${house.url}/settings?section=${section}`);
        await page.locator(".settings-save").first().waitFor();
        for (const details of await page.locator("details").all()) await details.click();
        await picture(page, `settings-${section}-${language}`);
      }
      await page.setViewportSize({ width: 390, height: 844 });
      for (const section of ["entities", "currencies"]) {
        await page.goto(`${house.url}/settings?section=${section}`);
        await page.locator(".settings-save").waitFor();
        await picture(page, `settings-${section}-${language}-390`);
        const overflow = await page.evaluate("document.documentElement.scrollWidth - innerWidth");
        expect(overflow).toBeLessThanOrEqual(0);
      }
      await page.context().close();
      const dark = await open("finance", { isDark: true });
      await dark.goto(`${house.url}/settings?section=vat`);
      await dark.locator(".settings-save").waitFor();
      await picture(dark, `settings-vat-${language}-dark`);
      await dark.context().close();
    });

    test("an auditor reads the settings and has nothing to save with", async () => {
      const page = await open("auditor");
      await page.goto(`${house.url}/settings?section=alerts`);
      await page.locator(".settings-save").waitFor();
      expect(await button(page, words.save).count()).toBe(0);
      expect(await page.locator(".settings-form input:enabled").count()).toBe(0);
      await page.context().close();
    });

    test("the administrator makes a backup and sees it", async () => {
      const page = await open("administrator");
      await page.goto(`${house.url}/system`);
      await button(page, words.backUp).click();
      await page
        .locator("code", { hasText: /^plumbline-\d{8}T/ })
        .first()
        .waitFor({ timeout: 60_000 });
      await picture(page, `system-${language}`);
      await page.context().close();
      const phone = await open("administrator", { width: 390, isDark: true });
      await phone.goto(`${house.url}/system`);
      await phone
        .locator("code", { hasText: /^plumbline-\d{8}T/ })
        .first()
        .waitFor();
      await picture(phone, `system-${language}-390-dark`);
      expect(await phone.evaluate("document.documentElement.scrollWidth - innerWidth")).toBeLessThanOrEqual(
        0,
      );
      await phone.context().close();
    });
  });
});
