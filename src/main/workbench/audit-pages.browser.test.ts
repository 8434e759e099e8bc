import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { chromiumPath, openChromium, openContext } from "../../../tools/chromium.ts";
import type { Browser as SignedIn } from "../../people/index.ts";
import { createContextMaker } from "../../platform/index.ts";
import { importFiles } from "../../records/index.ts";
import { openTestWebHouse, type TestWebHouse } from "./test-web-house.ts";

/** Where pictures of the pages are put, for whoever wants to look at them. */
const pictures = process.env.PLUMBLINE_PICTURES;

const text = (head: string, rows: readonly string[]) => `${[head, ...rows].join("\n")}\n`;
const files = {
  "employees.csv": text("employee_id,name", ["E001,赵敏", "E002,周正", "E003,吴可"]),
  // C900 and C901 have one telephone and one account: two names of the same party, or of the same fraud.
  "customers.csv": text("customer_id,name,phone,bank_account", [
    ...Array.from(
      { length: 40 },
      (_, i) => `C${i},第${i}号贸易有限公司,1380000${1000 + i},62220000${2000 + i}`,
    ),
    "C900,杭州恒源商贸有限公司,13912345678,6222999988887777",
    "C901,宁波瑞丰百货有限公司,13912345678,6222999988887777",
  ]),
  // Ordinary business, a deal in two just under 50,000, and one in two just under 30,000, which both limits show.
  "orders.csv": text("order_id,customer_id,seller_id,ordered_at,amount,currency", [
    ...Array.from(
      { length: 60 },
      (_, i) => `SO-${i},C${i % 40},E00${1 + (i % 3)},2026-0${1 + (i % 9)}-1${i % 10},${3_000 + 211 * i},CNY`,
    ),
    "SO-A,C800,E001,2026-09-20,49000,CNY",
    "SO-B,C800,E001,2026-09-21,48000,CNY",
    "SO-J,C801,E001,2026-06-10,29500,CNY",
    "SO-K,C801,E001,2026-06-11,29000,CNY",
    "SO-L,C900,E002,2026-05-10,9500,CNY",
    "SO-M,C901,E002,2026-07-11,8000,CNY",
  ]),
};

describe.skipIf(chromiumPath === undefined)(
  "an auditor's work in a browser (skipped where no Chromium is installed)",
  () => {
    let browser: Browser;
    let house: TestWebHouse;
    let auditor: SignedIn;
    let lead: SignedIn;
    const folder = mkdtempSync(join(tmpdir(), "plumbline-audit-pages-"));
    const broken: string[] = [];

    beforeAll(async () => {
      browser = await openChromium();
      house = await openTestWebHouse();
      const paths = Object.entries(files).map(([name, content]) => {
        writeFileSync(join(folder, name), content);
        return join(folder, name);
      });
      const { database, events } = house;
      const access = { require: () => undefined };
      const contexts = createContextMaker({ database, sink: events.sink, access });
      const context = () => contexts.contextFor({ kind: "system", id: "system:test" });
      await importFiles(
        database,
        { paths, source: "erp" },
        { signal: new AbortController().signal, context },
      );
      auditor = await house.signedIn(["auditor"], "AUD1");
      lead = await house.signedIn(["lead-auditor"], "AUD2");
      await runsEnded();
    }, 240_000);
    afterAll(async () => {
      await browser?.close();
      await house?.close();
      rmSync(folder, { recursive: true, force: true });
    });

    /** Until a run has been committed and none is under way. */
    async function runsEnded(): Promise<void> {
      for (;;) {
        const [last] = (await auditor.send("GET", "/api/runs")).body;
        if (last?.state === "done") return;
        if (last?.state === "failed") throw new Error("The run failed.");
        await sleep(100);
      }
    }

    async function pageOf(person: SignedIn, locale: "zh-CN" | "en-US"): Promise<Page> {
      const context = await openContext(browser, { locale, viewport: { width: 1440, height: 900 } });
      const cookies = [...person.cookies];
      await context.addCookies(
        cookies.map(([name, value]) => ({ name, value: decodeURIComponent(value), url: house.url })),
      );
      const page = await context.newPage();
      page.on("pageerror", (error) => broken.push(String(error)));
      page.on("console", (message) => {
        if (/Content Security Policy/.test(message.text())) broken.push(message.text());
      });
      return page;
    }

    /** On a phone nothing may stand out to the side. */
    async function fits(page: Page, name: string): Promise<void> {
      for (const width of [1440, 390]) {
        await page.setViewportSize({ width, height: 900 });
        if (pictures) {
          mkdirSync(pictures, { recursive: true });
          await page.screenshot({ path: join(pictures, `${name}.${width}.png`), fullPage: true });
        }
        // The frame folds up in answer to the new width, not in the same moment.
        const beyond = () =>
          page.evaluate<number>(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth",
          );
        await expect.poll(beyond, { timeout: 10_000, message: `${name} at ${width}` }).toBe(0);
      }
      await page.setViewportSize({ width: 1440, height: 900 });
    }

    test("a rule goes from draft to force by two people, and out of force again", async () => {
      const mine = await pageOf(auditor, "zh-CN");
      await mine.goto(`${house.url}/detectors/split-order`);
      await mine.getByRole("button", { name: "起草新版本" }).click();
      await mine.locator("#parameter-approvalLimit").fill("3000000");
      await mine.getByRole("button", { name: "存为新一版草稿" }).click();
      // Nothing is saved without a reason.
      await mine.getByText("请写明理由").waitFor();
      await mine.getByLabel("理由").fill("三万元以上须总监审批");
      await mine.getByRole("button", { name: "存为新一版草稿" }).click();
      const version = mine.locator(".version");
      await version.getByText("草稿", { exact: true }).waitFor();
      expect(await version.getByRole("button", { name: "转入试运行…" }).count()).toBe(0);

      await version.getByRole("button", { name: "回测…" }).click();
      await mine.locator("#back-test-days").fill("2026-06-31x");
      expect(await mine.getByRole("button", { name: "开始回测" }).isDisabled()).toBe(true);
      await mine.locator("#back-test-days").fill("2026-09-30");
      await mine.locator("#back-test-minutes").fill("120");
      await mine.getByRole("button", { name: "开始回测" }).click();
      await mine.getByText("逐日结果").waitFor();
      await mine.getByText("按业务日期，看不到修改").waitFor();
      const figures = mine.locator(".key-figures");
      for (const told of ["会多发现0", "会少发现1", "-2.0 小时", "每条按 120 分钟计"]) {
        expect(await figures.textContent()).toContain(told);
      }
      await fits(mine, "back-test.zh");

      await mine.goto(`${house.url}/detectors/split-order`);
      await version.getByRole("button", { name: "转入试运行…" }).click();
      await mine.locator(".ant-modal").getByLabel("理由").fill("少发现的一起不到新限额");
      await mine.locator(".ant-modal-footer").getByRole("button", { name: "转入试运行" }).click();
      await version.getByText("等待下一次检测").waitFor();
      // Whoever wrote it is not offered to approve it.
      expect(await version.getByRole("button", { name: "批准生效…" }).count()).toBe(0);
      await auditor.send("POST", "/api/runs", {});
      await runsEnded();

      const theirs = await pageOf(lead, "en-US");
      await theirs.goto(`${house.url}/detectors/split-order`);
      const seen = theirs.locator(".version");
      await seen.getByRole("link", { name: /would have found 0 more and 1 fewer/ }).click();
      await theirs.getByText("Found in addition").first().waitFor();
      await fits(theirs, "shadow.en");
      await theirs.goBack();
      await seen.getByRole("button", { name: "Approve…" }).click();
      await theirs.locator(".ant-modal").getByLabel("Reason").fill("I have seen both");
      await theirs.locator(".ant-modal-footer").getByRole("button", { name: "Approve" }).click();
      await seen.getByText("in force", { exact: true }).waitFor();
      await mine.reload();
      await version.getByText("生效中", { exact: true }).waitFor();
      expect(await version.textContent()).toContain("批准");
      await fits(mine, "versions.zh");
      await seen.getByRole("button", { name: "Retire…" }).click();
      await theirs.locator(".ant-modal").getByLabel("Reason").fill("The limit was raised again");
      await theirs.locator(".ant-modal-footer").getByRole("button", { name: "Retire" }).click();
      await seen.getByText("retired", { exact: true }).waitFor();
      await Promise.all([mine.context().close(), theirs.context().close()]);
      expect(broken).toEqual([]);
    }, 120_000);

    test("minutes per alert are set where detection is, by the lead alone, and back-tests go by them", async () => {
      const page = await pageOf(lead, "zh-CN");
      await page.goto(`${house.url}/settings?section=alerts`);
      await page.locator("#detection-minutes").fill("45");
      await page
        .locator("section", { has: page.locator("#detection-minutes") })
        .getByRole("button", { name: "保存", exact: true })
        .click();
      await expect
        .poll(async () => (await lead.send("GET", "/api/detection-settings")).body, { timeout: 30_000 })
        .toMatchObject({ revision: 1, minutesPerAlert: 45 });
      await page.getByText("已保存").first().waitFor();
      await fits(page, "settings.zh");
      const other = await pageOf(auditor, "zh-CN");
      await other.goto(`${house.url}/settings?section=alerts`);
      await other.locator("#detection-minutes").waitFor();
      expect(await other.locator("#detection-minutes").isDisabled()).toBe(true);
      await Promise.all([page.context().close(), other.context().close()]);
    }, 60_000);

    test("a run that somebody cancels says who, until the next one", async () => {
      const { id } = (await lead.send("POST", "/api/runs", {})).body;
      expect((await lead.send("POST", `/api/runs/${id}/cancel`, {})).status).toBe(200);
      for (const [locale, told] of [
        ["zh-CN", /上次检测已由.+取消：20/],
        ["en-US", /The last run was cancelled by .+: 20/],
      ] as const) {
        const page = await pageOf(auditor, locale);
        await page.goto(`${house.url}/alerts`);
        await page.locator(".last-run", { hasText: told }).waitFor();
        await fits(page, `cancelled-run.${locale}`);
        await page.context().close();
      }
      expect(broken).toEqual([]);
    }, 60_000);

    test("a list is drawn and judged, and the page of how well it does says more than before", async () => {
      const page = await pageOf(auditor, "en-US");
      await page.goto(`${house.url}/honesty`);
      await page.getByRole("link", { name: "cannot be told" }).waitFor();
      await page.goto(`${house.url}/inspections`);
      await page.getByText("No list has been drawn yet.").waitFor();
      await page.getByRole("button", { name: "Draw a list" }).click();
      await page.locator("#draw-capacity").fill("40");
      // All of them at random.
      await page.getByRole("slider").press("End");
      await page.getByRole("button", { name: "Draw and seal" }).click();
      await page.waitForURL(/inspections\/./);
      await page.getByRole("heading", { name: "Drawn at random" }).waitFor();
      await page.getByRole("button", { name: "Record the outcome" }).first().click();
      expect(await page.locator(".ant-modal-footer .ant-btn-primary").isDisabled()).toBe(true);
      await page.getByRole("radio", { name: "Falsified" }).check();
      await page.locator("#judge-reason").fill("The customer knows of no such order");
      await page.locator(".ant-modal-footer").getByRole("button", { name: "Save" }).click();
      await page.locator(".inspected-outcome", { hasText: "knows of no such order" }).waitFor();

      const list = page.url().split("/").at(-1) ?? "";
      const { rows } = (await auditor.send("GET", `/api/inspections/${list}`)).body;
      for (const { number, outcome } of rows) {
        if (outcome) continue;
        const judged = { revision: 0, outcome: "honest", reason: "confirmed in writing" };
        const path = `/api/inspections/${list}/items/${number}/outcome`;
        expect((await auditor.send("POST", path, judged)).status).toBe(200);
      }
      await page.reload();
      await page.getByText(/\d falsified, \d+ honest/).waitFor();
      await fits(page, "inspections.en");
      await page.goto(`${house.url}/honesty`);
      const missed = page.locator(".key-figures > *", { hasText: "Missed, by estimate" });
      await missed.getByText(/sale documents, 95 % interval \d+–\d+/).waitFor();
      await fits(page, "honesty.en");
      await page.context().close();
      expect(broken).toEqual([]);
    }, 120_000);

    test("from an alert the way leads through the network to whoever shares a telephone", async () => {
      const page = await pageOf(auditor, "zh-CN");
      await page.goto(`${house.url}/alerts?detector=shared-identity`);
      await page.locator(".alert-list tbody tr").first().click();
      await page.locator(".alert-sentence").waitFor();
      await page.getByRole("link", { name: "查看联系", exact: true }).click();
      await page.waitForURL(/\/network\/customer\/C90\d/);
      await page.locator(".network-canvas svg, .network-canvas canvas").first().waitFor();
      // The list says the same as the picture; from the telephone on to the other customer.
      const table = page.locator(".data-table", { hasText: "所据记录" });
      await table.getByRole("button", { name: /电话/ }).first().click();
      const panel = page.locator(".network-panel");
      await panel.getByText("2 方").first().waitFor();
      const other = page.url().includes("C900") ? "宁波瑞丰百货有限公司" : "杭州恒源商贸有限公司";
      const opens = panel.locator(".network-panel-actions .ant-btn-primary");
      if ((await opens.count()) > 0) await opens.click();
      await panel.getByRole("button", { name: other }).click();
      await panel.getByRole("link", { name: "以它为中心" }).click();
      await page.getByRole("heading", { level: 1, name: other }).waitFor();
      await fits(page, "network.zh");
      await panel.getByRole("link", { name: /人（户）/ }).click();
      await page.getByRole("heading", { level: 1, name: /群体/ }).waitFor();
      await page.goto(`${house.url}/network/customer/NOBODY`);
      await page.getByText("关系网中没有它").waitFor();
      await page.context().close();
      expect(broken).toEqual([]);
    }, 120_000);
  },
);
