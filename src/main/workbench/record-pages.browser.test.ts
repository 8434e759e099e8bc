import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { chromiumPath, openChromium, openContext } from "../../../tools/chromium.ts";
import { goodPassword } from "../../people/index.ts";
import { openTestWebHouse, type TestWebHouse } from "./test-web-house.ts";

/** Where to put pictures for people to look at; none unless it is said. */
const pictures = process.env.PLUMBLINE_PICTURES;

describe.skipIf(chromiumPath === undefined)("in a browser (skipped where no Chromium is installed)", () => {
  let house: TestWebHouse;
  let browser: Browser;
  let page: Page;
  let path: string;
  const seen: string[] = [];

  beforeAll(async () => {
    house = await openTestWebHouse();
    browser = await openChromium();
    const { email } = await house.addWithPassword(["finance"], "F-1");
    const context = await openContext(browser, { locale: "zh-CN", viewport: { width: 1440, height: 950 } });
    const answer = await context.request.post(`${house.url}/api/sign-in`, {
      data: { email, password: goodPassword },
    });
    if (!answer.ok()) throw new Error(`Signing in answered ${answer.status()}.`);
    page = await context.newPage();
    page.on("console", (message) => {
      // A refusal is an answer; what the page's policy refuses, or code that breaks, is not.
      const text = message.text();
      if (message.type() === "error" && !text.includes("the server responded with a status of"))
        seen.push(text);
    });
    page.on("pageerror", (error) => seen.push(String(error)));
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await house?.close();
  });

  const picture = async (name: string) => {
    if (pictures) await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
  };
  const field = (place: string) => page.locator(`[data-place="${place}"]`).locator("input, textarea").first();

  test("a form gets a field of the company's own, seen at once in the preview", async () => {
    await page.goto(`${house.url}/settings/forms/invoice`);
    await page.getByRole("button", { name: "增加字段" }).click();
    await page.getByLabel("中文名称").fill("开票类型");
    await page.getByLabel("英文名称").fill("Kind of invoice");
    const preview = page.locator(".preview");
    await preview.getByText("开票类型").waitFor();
    // By keyboard alone: up past the whole of its section into the one before.
    const up = page.getByRole("button", { name: "上移 开票类型" });
    await up.focus();
    for (let i = 0; i < 4; i++) await page.keyboard.press("Enter");
    await expect(
      preview.locator("fieldset", { hasText: "开票类型" }).locator("legend").textContent(),
    ).resolves.toBe("金额与条件");
    await page.getByRole("button", { name: "保存为新版本" }).click();
    await page.getByText("第 1 版", { exact: true }).waitFor();
  });

  test("an invoice is entered with its lines, whose amounts work themselves out; each mistake is told at its field", async () => {
    await page.goto(`${house.url}/records/invoice/new`);
    await field("invoice_id").fill("FP-2026-001");
    await field("buyer_name").fill(
      "内蒙古自治区呼和浩特市土默特左旗敕勒川生态农牧业综合开发集团有限责任公司",
    );
    await field("invoiced_at").fill("2026年2月30日");
    await field("own.开票类型").fill("数电专票");
    await page.getByRole("button", { name: "增加一行" }).click();
    await field("lines.0.fields.product_name").fill("伺服电机");
    await field("lines.0.fields.quantity").fill("2");
    await field("lines.0.fields.unit_price").fill("5,650");
    expect(await field("lines.0.fields.gross").inputValue()).toBe("11300.00");
    expect(await field("lines.0.fields.net").inputValue()).toBe("10000.00");
    await page.getByRole("button", { name: "保存", exact: true }).click();
    await page.getByText("应为日期，如 2026-11-23。").waitFor();
    await page.locator('[data-place="invoiced_at"] input:focus').waitFor();
    await field("invoiced_at").fill("2026/2/3");
    await page.getByRole("button", { name: "保存", exact: true }).click();
    await page.getByRole("heading", { name: "发票 FP-2026-001" }).waitFor();
    await page.getByText("¥11,300.00").first().waitFor();
    await page.getByText("数电专票").first().waitFor();
    await page.getByRole("link", { name: "FP-2026-001/1" }).waitFor();
    path = new URL(page.url()).pathname;
  });

  test("the same number again leads to the one that is there", async () => {
    await page.goto(`${house.url}/records/invoice/new`);
    await field("invoice_id").fill("FP-2026-001");
    await page.getByRole("button", { name: "保存", exact: true }).click();
    await page.getByRole("link", { name: "查看已有的记录" }).click();
    await page.getByRole("heading", { name: "发票 FP-2026-001" }).waitFor();
    expect(new URL(page.url()).pathname).toBe(path);
  });

  test("a correction needs its reason; one that comes too late shows both texts and lets the person choose", async () => {
    await page.goto(house.url + path);
    await page.getByRole("button", { name: "更正" }).click();
    await field("gross").fill("12000");
    await page.getByRole("button", { name: "保存为新版本" }).click();
    await page.getByText("请写明理由。").waitFor();
    await field("reason").fill("购买方退回一台后补开");
    const other = await house.signedIn(["auditor"], "A-1");
    const save = { version: 1, fields: { gross: "1300000", status: "已红冲" }, reason: "税务系统查验结果" };
    expect((await other.send("POST", `/api${path}/corrections`, save)).status).toBe(201);

    await page.getByRole("button", { name: "保存为新版本" }).click();
    const conflict = page.locator(".conflict-table");
    await conflict.waitFor();
    expect(await conflict.locator("tr", { hasText: "价税合计" }).textContent()).toMatch(
      /11300\.00[\s\S]*13000\.00[\s\S]*12000/,
    );
    await conflict.locator("tr", { hasText: "状态" }).getByText("已红冲").waitFor();
    await page.getByRole("button", { name: "按所选内容继续" }).click();
    await page.getByRole("button", { name: "保存为新版本" }).click();
    await page.getByText("第 3 版", { exact: true }).waitFor();
    const history = page.locator(".history");
    await history.getByText("购买方退回一台后补开").waitFor();
    // What the other one wrote and nobody contradicted stands.
    await page.locator(".field-shown", { hasText: "状态" }).getByText("已红冲").waitFor();
    await history.getByText("在开票日期（2026-02-03）之后改动了").first().waitFor();
  });

  test("finance sees the company's statements screened, year by year, with what drives M", async () => {
    await page.goto(`${house.url}/statements`);
    await page.getByText("还没有财务报表").waitFor();
    await picture("statements-none");
    const steady = {
      ...{ legal_entity: "准绳精密制造（苏州工业园区）有限责任公司", currency: "CNY", net_income: "8000000" },
      ...{
        revenue: "100000000",
        cost_of_sales: "60000000",
        receivables: "12000000",
        total_assets: "90000000",
      },
      ...{
        operating_cash_flow: "8000000",
        current_assets: "40000000",
        fixed_assets: "30000000",
        depreciation: "5000000",
      },
    };
    const swollen = { ...steady, receivables: "41000000", operating_cash_flow: "-6000000" };
    const finance = await house.signedIn(["finance"], "F-2");
    for (const [year, figures] of [["2024", steady] as const, ["2025", swollen] as const]) {
      const fields = { period: year, ends_on: `${year}-12-31`, ...figures };
      expect((await finance.send("POST", "/api/records/financial-statement", { fields })).status).toBe(201);
    }
    await page.reload();
    await page.getByText("高于界值", { exact: true }).waitFor();
    const row = (name: string) => page.locator(".indices tr", { hasText: name }).textContent();
    expect(await row("DSRI")).toBe("应收账款指数 DSRI3.42+2.22");
    expect(await row("LVGI")).toContain("缺数");
    await picture("statements");
    await page.setViewportSize({ width: 390, height: 844 });
    await picture("statements-phone");
    await page.setViewportSize({ width: 1440, height: 950 });
    await page.getByText("2024-12-31", { exact: true }).click();
    await page.getByText("这是最早的一期").waitFor();
  });

  test("nothing was refused by the page's policy, and nothing broke", () => {
    expect(seen).toEqual([]);
  });
});
