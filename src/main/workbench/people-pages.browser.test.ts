import { existsSync, mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildWeb } from "../../../tools/build-web.mjs";
import { chromiumPath, openChromium, openContext } from "../../../tools/chromium.ts";
import { goodPassword } from "../../people/index.ts";
import { totp } from "./test-totp.ts";
import { openTestWebHouse, type TestWebHouse } from "./test-web-house.ts";

/** Where pictures of the pages are put, for whoever wants to look at them. */
const pictures = process.env.PLUMBLINE_PICTURES;

const languages = {
  zh: {
    locale: "zh-CN",
    loadDemo: "载入演示公司",
    beginImport: "开始导入",
    both: "暂时由我兼任",
    finish: "完成设置",
    breach: "独立性缺口",
    create: "新建账号",
    give: "新建并生成邀请链接",
    keptLink: "我已保存链接，关闭",
    saveAndSignIn: "保存并登录",
    lead: "审计负责人",
    begin: "开始启用",
    turnOn: "启用",
    on: "已启用",
    signOut: "退出登录",
    signIn: "登录",
    go: "继续",
    people: "人员与权限",
    importMany: "批量导入",
    chart: "组织架构",
    importChart: "导入组织架构",
    wrong: "邮箱或密码不正确。",
    rules: "访问规则",
  },
  en: {
    locale: "en-US",
    loadDemo: "Load the demo company",
    beginImport: "Begin an import",
    both: "I am both for now",
    finish: "Finish the set-up",
    breach: "Breach of independence",
    create: "New account",
    give: "Make it and give the link",
    keptLink: "I have kept the link, close",
    saveAndSignIn: "Save and sign in",
    lead: "Lead auditor",
    begin: "Begin",
    turnOn: "Turn it on",
    on: "On",
    signOut: "Sign out",
    signIn: "Sign in",
    go: "Continue",
    people: "People",
    importMany: "Import many",
    chart: "Org chart",
    importChart: "Import the org chart",
    wrong: "The e-mail address or the password is wrong.",
    rules: "Access rules",
  },
};

const slow = { timeout: 240_000 };

describe.skipIf(chromiumPath === undefined)(
  "in a browser (skipped where no Chromium is installed)",
  slow,
  () => {
    let browser: Browser;
    beforeAll(async () => {
      browser = await openChromium();
    });
    afterAll(async () => browser?.close());

    /** What no page may do: break the content policy, throw, or ask another host. */
    function watch(context: BrowserContext, url: string): string[] {
      const wrongs: string[] = [];
      context.on("weberror", (error) => wrongs.push(error.error().message));
      context.on("console", (message) => {
        if (/Content Security Policy/.test(message.text())) wrongs.push(message.text());
      });
      context.on("request", (request) => {
        const address = request.url();
        if (!address.startsWith(url) && !/^(blob|data):/.test(address)) wrongs.push(address);
      });
      return wrongs;
    }

    async function open(house: TestWebHouse, locale: string, width = 1280) {
      const context = await openContext(browser, { locale, viewport: { width, height: 860 } });
      return { context, page: await context.newPage(), wrongs: watch(context, house.url) };
    }

    async function picture(page: Page, name: string): Promise<void> {
      if (!pictures) return;
      mkdirSync(pictures, { recursive: true });
      await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
    }

    const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
    const row = (page: Page, text: string) => page.locator("tr.ant-table-row", { hasText: text });

    async function setUpAlone(
      house: TestWebHouse,
      page: Page,
      words: (typeof languages)["zh"],
    ): Promise<void> {
      await page.goto(await house.setUpUrl());
      await page.getByText(words.both).click();
      await page.fill("#administrator_name", "王伟");
      await page.fill("#administrator_email", "wei@example.com");
      await page.fill("#administrator_password", goodPassword);
      await page.fill("#administrator_again", goodPassword);
      await button(page, words.finish).click();
      await page.locator("#content").waitFor();
    }

    async function signIn(page: Page, words: (typeof languages)["zh"], email: string): Promise<void> {
      await page.fill("#email", email);
      await page.fill("#password", goodPassword);
      await button(page, words.signIn).click();
    }

    async function signOut(page: Page, words: (typeof languages)["zh"]): Promise<void> {
      await page.locator(".account-button").click();
      await page.getByRole("menuitem", { name: words.signOut }).click();
      await page.locator("#email").waitFor();
    }

    describe.each(["zh", "en"] as const)("%s", (language) => {
      const words = languages[language];
      let house: TestWebHouse;
      beforeAll(async () => {
        house = await openTestWebHouse();
      });
      afterAll(async () => house?.close());

      test("from set-up by one person to a second who leads the audit, and two-step sign-in", async () => {
        const { context, page, wrongs } = await open(house, words.locale);
        await setUpAlone(house, page, words);
        // The token does not stay in the address, and the breach is shown.
        expect(page.url()).toBe(`${house.url}/`);
        expect(await page.locator("html").getAttribute("lang")).toBe(language === "zh" ? "zh-CN" : "en");
        await page.getByText(words.breach).waitFor();
        // What an empty house offers whoever may begin.
        await button(page, words.loadDemo).waitFor();
        await picture(page, `${language}-first-steps`);
        await button(page, words.beginImport).click();
        await page.waitForURL(`${house.url}/imports/new`);

        await page.goto(`${house.url}/people`);
        await button(page, words.create).click();
        await page.fill("#name", "林梅");
        await page.fill("#email", "lin@example.com");
        await page.fill("#employeeId", "E001");
        await button(page, words.give).click();
        const link = (await page.locator(".link-text code").textContent()) ?? "";
        expect(link).toMatch(/^http.*\/invitation#token=[\w-]{43}$/);
        await picture(page, `${language}-invitation-link`);
        await button(page, words.keptLink).click();

        const second = await open(house, words.locale);
        await second.page.goto(link);
        await second.page.fill("#password", goodPassword);
        await second.page.fill("#again", goodPassword);
        await button(second.page, words.saveAndSignIn).click();
        await second.page.locator("#content").waitFor();

        await page.reload();
        await row(page, "林梅").click();
        await page.getByRole("switch", { name: words.lead }).click();
        await page.getByText(words.breach).waitFor({ state: "detached" });
        await picture(page, `${language}-account-drawer`);
        // Who has just become it keeps the auditors' accounts, and is told so by the page.
        await second.page.goto(`${house.url}/people`);
        await row(second.page, "林梅").waitFor();

        await second.page.goto(`${house.url}/account`);
        await second.page.locator("section input[type=password]").first().fill(goodPassword);
        await button(second.page, words.begin).click();
        const key = await second.page.locator(".totp-offer code").first().textContent();
        if (key === null) throw new Error("The key is not shown.");
        expect(await second.page.locator(".backup-codes li").count()).toBe(10);
        await picture(second.page, `${language}-two-step`);
        await second.page.locator(".ant-otp-input").first().click();
        await second.page.keyboard.type(totp(key));
        await button(second.page, words.turnOn).click();
        await second.page.getByText(words.on, { exact: true }).waitFor();

        await signOut(second.page, words);
        await signIn(second.page, words, "lin@example.com");
        await second.page.locator("#code").waitFor();
        await second.page.fill("#code", totp(key, Date.now() + 30_000));
        await button(second.page, words.go).click();
        await second.page.locator("#content").waitFor();
        expect([...wrongs, ...second.wrongs]).toEqual([]);
        await second.context.close();
        await context.close();
      });

      test("a wrong password is told in the reader's language, and signing in leads where one wanted to go", async () => {
        const { context, page } = await open(house, words.locale);
        await page.goto(`${house.url}/people?tab=chart`);
        await page.fill("#email", "wei@example.com");
        await page.fill("#password", "not the password");
        await button(page, words.signIn).click();
        await page.getByText(words.wrong).waitFor();
        await picture(page, `${language}-sign-in-refused`);
        await page.fill("#password", goodPassword);
        await button(page, words.signIn).click();
        await page.locator("#content").waitFor();
        expect(page.url()).toBe(`${house.url}/people?tab=chart`);
        await context.close();
      });

      test("accounts and the org chart come in by a table that is pasted, and the chart is shown as a tree", async () => {
        const { context, page, wrongs } = await open(house, words.locale);
        await page.goto(`${house.url}/people`);
        await signIn(page, words, "wei@example.com");
        await button(page, words.importMany).click();
        await page.fill(
          ".ant-modal textarea",
          "姓名\t邮箱\t工号\n赵敏\tzhao@example.com\tE002\n欧阳娜娜\toy@example.com\tE003",
        );
        await page.locator(".ant-modal .ant-btn-primary").click();
        const download = page.waitForEvent("download");
        await page.locator(".ant-modal .ant-btn-primary").click();
        expect((await download).suggestedFilename()).toBe("plumbline-invitations.csv");
        await page.locator(".ant-modal-close").click();
        await row(page, "欧阳娜娜").waitFor();

        await page.getByRole("tab", { name: words.chart }).click();
        await button(page, words.importChart).click();
        await page.fill(".ant-modal textarea", "employee id,manager id\nE001,\nE002,E001\nE003,E002");
        await page.locator(".ant-modal .ant-btn-primary").click();
        for (const name of ["E002", "E003"]) {
          await page.locator(".ant-tree-switcher_close").last().click();
          await page.locator(".ant-tree-treenode", { hasText: name }).waitFor();
        }
        expect(await page.locator(".ant-tree-treenode", { hasText: "赵敏" }).count()).toBe(1);
        await picture(page, `${language}-org-chart`);
        expect(wrongs).toEqual([]);
        await context.close();
      });

      test("a list is walked through by the arrow keys and opened by Enter; the first Tab leads to the content", async () => {
        const { context, page } = await open(house, words.locale);
        await page.goto(`${house.url}/people`);
        await signIn(page, words, "wei@example.com");
        await row(page, "王伟").waitFor();
        const names = await page.locator("tr.ant-table-row td:first-child").allTextContents();
        await page.locator("tr.ant-table-row").first().focus();
        await page.keyboard.press("ArrowDown");
        await page.keyboard.press("Enter");
        await page.locator(".ant-drawer-title", { hasText: names[1] ?? "" }).waitFor();
        await page.reload();
        await row(page, "王伟").waitFor();
        await page.keyboard.press("Tab");
        await page.keyboard.press("Enter");
        await expect.poll(() => new URL(page.url()).hash).toBe("#content");
        await context.close();
      });

      test("nothing sticks out of a page at the width of a telephone, by day and by night", async () => {
        const { context, page, wrongs } = await open(house, words.locale, 390);
        await page.goto(`${house.url}/sign-in`);
        await page.locator("#email").waitFor();
        await picture(page, `${language}-390-sign-in`);
        await signIn(page, words, "wei@example.com");
        await page.locator("#content").waitFor();
        for (const colorScheme of ["light", "dark"] as const) {
          await page.emulateMedia({ colorScheme });
          for (const path of ["/people", "/people?tab=chart", "/account", "/rules", "/nowhere"]) {
            await page.goto(house.url + path);
            await page.locator(".page").waitFor();
            await page.waitForLoadState("networkidle");
            const width = await page.locator("html").evaluate((root) => root.scrollWidth);
            expect([path, width <= 390]).toEqual([path, true]);
            await picture(page, `${language}-390-${colorScheme}${path.replaceAll(/\W/g, "-")}`);
          }
        }
        // The navigation is behind a button, and closes by itself.
        await page.locator(".top button").first().click();
        await page.getByRole("link", { name: words.rules }).click();
        await page.locator(".rule").first().waitFor();
        await page.locator(".ant-drawer-open").waitFor({ state: "detached" });
        expect(wrongs).toEqual([]);
        await context.close();
      });
    });

    test("the first page weighs at most 600 KB, compressed by gzip, with its fonts", async () => {
      const folder = await buildWeb();
      const house = await openTestWebHouse();
      const { context, page } = await open(house, "zh-CN");
      const asked = new Set<string>();
      page.on("request", (request) => asked.add(new URL(request.url()).pathname));
      await page.goto(await house.setUpUrl());
      await page.locator("form").waitFor();
      await page.waitForLoadState("networkidle");
      const weights = [...asked].map((path) => {
        const file = join(folder, path);
        if (existsSync(`${file}.gz`)) return statSync(`${file}.gz`).size;
        return path.startsWith("/assets/") ? statSync(file).size : 0;
      });
      const bytes = weights.reduce((sum, one) => sum + one, 0);
      expect(bytes).toBeGreaterThan(50_000);
      expect(bytes).toBeLessThanOrEqual(600_000);
      await context.close();
      await house.close();
    });
  },
);
