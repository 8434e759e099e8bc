import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { chromiumPath, openChromium, openContext } from "../../../tools/chromium.ts";
import { goodPassword, type Role } from "../../people/index.ts";
import { createContextMaker } from "../../platform/index.ts";
import { importFiles } from "../../records/index.ts";
import { openTestWebHouse, type TestWebHouse } from "../workbench/test-web-house.ts";

/** Where pictures of the pages are put, for whoever wants to look at them. */
const pictures = process.env.PLUMBLINE_PICTURES;

const languages = {
  zh: {
    locale: "zh-CN",
    signIn: "登录",
    find: "查找",
    next: "下一步：看影响",
    all: "全部勾选",
    submit: "提出申请",
    approve: "批准删除",
    done: "已完成",
    own: "须由提出者以外的人批准",
    setHold: "设置保全",
    save: "保存",
    held: "处于保全之下，不会删除",
    lift: "解除",
  },
  en: {
    locale: "en-US",
    signIn: "Sign in",
    find: "Find",
    next: "Next: what it does",
    all: "Tick all",
    submit: "Ask for it",
    approve: "Approve",
    done: "done",
    own: "somebody other than who asked decides",
    setHold: "Set a hold",
    save: "Save",
    held: "kept by a hold; it will not be erased",
    lift: "Lift",
  },
};

const contacts = [
  "contact_id,customer_id,name,phone,email,address",
  "K-1001,C-7,欧阳若兰,13912345678,ouyang@example.com,苏州市工业园区星湖街 328 号",
  "K-1002,C-7,李四,13700001111,li@example.com,无锡市某路 1 号",
].join("\n");
const orders = [
  "order_no,order_date,customer_id,salesperson,amount,remark",
  "SO-1,2026-03-01,C-7,E-1,1200.00,联系 欧阳若兰 13912345678 收货",
  "SO-2,2026-03-02,C-7,E-1,800.00,普通",
].join("\n");

describe.skipIf(chromiumPath === undefined)("in a browser (skipped where no Chromium is installed)", () => {
  let browser: Browser;
  const folder = mkdtempSync(join(tmpdir(), "plumbline-erasure-pages-"));
  beforeAll(async () => {
    browser = await openChromium();
    writeFileSync(join(folder, "contacts.csv"), contacts);
    writeFileSync(join(folder, "orders.csv"), orders);
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function picture(page: Page, name: string): Promise<void> {
    if (!pictures) return;
    mkdirSync(pictures, { recursive: true });
    for (const width of [1440, 390]) {
      await page.setViewportSize({ width, height: 900 });
      await page.waitForTimeout(700);
      await page.screenshot({ path: join(pictures, `${name}-${width}.png`), fullPage: true });
    }
    await page.setViewportSize({ width: 1440, height: 900 });
  }

  describe.each(["zh", "en"] as const)("%s", { timeout: 300_000 }, (language) => {
    const words = languages[language];
    let house: TestWebHouse;
    beforeAll(async () => {
      house = await openTestWebHouse();
      const access = { require: () => undefined };
      const contexts = createContextMaker({ database: house.database, sink: house.events.sink, access });
      const context = () => contexts.contextFor({ kind: "system", id: "system:test" });
      const paths = [join(folder, "contacts.csv"), join(folder, "orders.csv")];
      await importFiles(
        house.database,
        { paths, source: "crm" },
        { signal: new AbortController().signal, context },
      );
      await house.events.settled();
    }, 240_000);
    afterAll(async () => house?.close());

    async function open(role: Role): Promise<Page> {
      const { email } = await house.addWithPassword([role]);
      const context = await openContext(browser, {
        locale: words.locale,
        viewport: { width: 1440, height: 900 },
      });
      const page = await context.newPage();
      page.on("console", (message) => {
        if (/Content Security Policy/.test(message.text())) throw new Error(message.text());
      });
      await page.goto(`${house.url}/sign-in`);
      await page.fill("#email", email);
      await page.fill("#password", goodPassword);
      await page.getByRole("button", { name: words.signIn, exact: true }).click();
      await page.locator("#content").waitFor();
      return page;
    }
    const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
    const find = async (page: Page, text: string) => {
      await page.goto(`${house.url}/erasure/new`);
      await page.locator("main input").first().fill(text);
      await button(page, words.find).click();
      await page.locator(".erasure-record").first().waitFor();
    };

    test("what a hold keeps cannot be chosen, until it is lifted; then one asks and another approves", async () => {
      const lead = await open("lead-auditor");
      await lead.goto(`${house.url}/erasure`);
      await button(lead, words.setHold).click();
      await lead.fill("#hold-targets", "contact:K-1001");
      await lead.fill(
        "#hold-reason",
        language === "zh" ? "与客户的诉讼尚未结束" : "A lawsuit with the customer is pending",
      );
      await picture(lead, `${language}-hold-dialog`);
      await lead.locator(".ant-modal-footer").getByRole("button", { name: words.save }).click();
      await lead.getByText("contact:K-1001").waitFor();
      await find(lead, "13912345678");
      await lead.getByText(words.held).first().waitFor();
      await picture(lead, `${language}-held`);
      await lead.goto(`${house.url}/erasure`);
      await button(lead, words.lift).click();
      await lead.fill("#lift-because", language === "zh" ? "诉讼已了结" : "It is settled");
      await lead.locator(".ant-modal-footer").getByRole("button", { name: words.lift }).click();
      await lead.getByText(words.held).waitFor({ state: "detached" });

      await find(lead, "13912345678");
      expect(await lead.locator(".erasure-record").count()).toBe(2);
      await lead
        .locator(".erasure-record", { hasText: "K-1001" })
        .locator("input[type=checkbox]")
        .first()
        .check();
      await picture(lead, `${language}-found`);
      await button(lead, words.next).click();
      await button(lead, words.all).click();
      await lead.fill("#erasure-reference", "DSR-2026-014");
      await picture(lead, `${language}-preview`);
      await button(lead, words.submit).click();
      await lead.getByText(words.own).waitFor();

      const administrator = await open("administrator");
      await administrator.goto(`${house.url}/erasure`);
      await administrator.getByText("DSR-2026-014").waitFor();
      await picture(administrator, `${language}-to-approve`);
      // Told by the browser where there is no internet; the server is still there.
      await administrator.evaluate("window.dispatchEvent(new Event('offline'))");
      await button(administrator, words.approve).click();
      await administrator
        .locator(".ant-modal-confirm-btns")
        .getByRole("button", { name: words.approve })
        .click();
      await administrator.locator(".ant-tag", { hasText: words.done }).waitFor({ timeout: 240_000 });
      await lead.locator(".ant-tag", { hasText: words.done }).waitFor();
      await picture(lead, `${language}-done`);
      const rows = await lead.evaluate(async () => (await fetch("/api/records/contact")).text());
      expect(rows).not.toContain("欧阳若兰");
      expect(rows).toContain("李四");
    });
  });
});
