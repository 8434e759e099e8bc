import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { chromiumPath, openChromium, openContext } from "../../../tools/chromium.ts";
import type { Browser as SignedIn } from "../../people/index.ts";
import { createContextMaker } from "../../platform/index.ts";
import { importFiles } from "../../records/index.ts";
import { openTestWebHouse, type TestWebHouse } from "./test-web-house.ts";

const header = "order_id,customer_id,seller_id,ordered_at,amount,currency";
/** Ordinary business, and two deals of two orders each just under the limit of 50,000. */
const orders = [
  header,
  ...Array.from(
    { length: 40 },
    (_, i) => `SO-${i},C${i},E001,2026-0${1 + (i % 9)}-1${i % 10},${3_000 + 211 * i},CNY`,
  ),
  "SO-A,C900,E001,2026-09-20,49000,CNY",
  "SO-B,C900,E001,2026-09-21,48000,CNY",
  "SO-C,C901,E001,2026-08-03,47000,CNY",
  "SO-D,C901,E001,2026-08-03,48500,CNY",
].join("\n");

const languages = {
  zh: {
    locale: "zh-CN",
    confirm: "确认属实",
    clear: "排除",
    reason: "发货与合同不符",
    confirmed: "已确认",
    just: /刚刚确认了疑点/,
    conflict: /已被 .* 确认/,
    open: "待处理",
  },
  en: {
    locale: "en-US",
    confirm: "Confirm",
    clear: "Clear",
    reason: "Deliveries and contract disagree",
    confirmed: "Confirmed",
    just: /just confirmed it/,
    conflict: /was confirmed by/,
    open: "Open",
  },
};

describe.skipIf(chromiumPath === undefined)(
  "alerts in a browser (skipped where no Chromium is installed)",
  () => {
    let browser: Browser;
    let house: TestWebHouse;
    const folder = mkdtempSync(join(tmpdir(), "plumbline-alerts-pages-"));
    beforeAll(async () => {
      browser = await openChromium();
      house = await openTestWebHouse();
      writeFileSync(join(folder, "orders.csv"), orders);
      const { database, events } = house;
      const contexts = createContextMaker({
        database,
        sink: events.sink,
        access: { require: () => undefined },
      });
      const context = () => contexts.contextFor({ kind: "system", id: "system:test" });
      const input = { paths: [join(folder, "orders.csv")], source: "erp" };
      await importFiles(database, input, { signal: new AbortController().signal, context });
      const alerts = () =>
        database.reader.selectFrom("alert").select("id").where("detector", "=", "split-order");
      for (let found = 0; found < 2; found = (await alerts().execute()).length) {
        await new Promise((resolve) => setTimeout(resolve, 200));
      }
    }, 240_000);
    afterAll(async () => {
      await browser?.close();
      await house?.close();
      rmSync(folder, { recursive: true, force: true });
    });

    async function pageOf(person: SignedIn, locale: string): Promise<Page> {
      const context = await openContext(browser, { locale, viewport: { width: 1440, height: 900 } });
      await context.addCookies(
        [...person.cookies].map(([name, value]) => ({
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

    test.each(["zh", "en"] as const)(
      "two at the same alert see each other, and the slower is told why (%s)",
      async (language) => {
        const words = languages[language];
        const [one, other] = [
          await house.signedIn(["lead-auditor"], `A1-${language}`),
          await house.signedIn(["auditor"], `A2-${language}`),
        ];
        const first = await pageOf(one, words.locale);
        const second = await pageOf(other, words.locale);
        await first.goto(`${house.url}/alerts?detector=split-order`);
        await first.locator(".alert-list tbody tr").first().waitFor();
        // By the keys alone: to the first row, and in.
        await first.keyboard.press("j");
        await first.keyboard.press("Enter");
        await first.locator(".alert-sentence").waitFor();
        expect(await first.locator(".alert-chart svg").count()).toBe(1);
        expect(await first.locator(".evidence-table tbody tr").count()).toBeGreaterThan(1);

        await second.goto(first.url());
        await second.getByRole("button", { name: words.clear, exact: true }).click();
        await second.locator("#step-reason").fill("?");

        await first.getByRole("button", { name: words.confirm, exact: true }).click();
        await first.locator("#step-reason").fill(words.reason);
        await first.locator(".ant-modal-footer").getByRole("button", { name: words.confirm }).click();
        await first.locator(".alert-head", { hasText: words.confirmed }).waitFor();

        // The other's page says so by itself; what they were about to save is refused with who was faster.
        await second.getByText(words.just).waitFor();
        await second.locator(".alert-head", { hasText: words.confirmed }).waitFor();
        await second
          .locator(".ant-modal-footer")
          .getByRole("button", { name: words.clear, exact: true })
          .click();
        await second.getByText(words.conflict).waitFor();
        await Promise.all([first.context().close(), second.context().close()]);
      },
    );
  },
);
