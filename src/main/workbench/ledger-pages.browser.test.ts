import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildWeb } from "../../../tools/build-web.mjs";
import { chromiumPath, openChromium, openContext } from "../../../tools/chromium.ts";
import {
  formatVerifierKey,
  generateSignerKey,
  hashLeaf,
  noteSigner,
  parseSignerKey,
  signCheckpoint,
  verifierOf,
} from "../../ledger/index.ts";
import { sql } from "../../platform/index.ts";
import { addressOf, openRolesHouse, password, type RolesHouse, type Visitor } from "./test-roles-house.ts";

describe.skipIf(chromiumPath === undefined)("in a browser (skipped where no Chromium is installed)", () => {
  let house: RolesHouse;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let order: string;
  let alert: string;
  const seen: string[] = [];

  beforeAll(async () => {
    house = await openRolesHouse(await buildWeb());
    const { reader } = house.parts.database;
    const orders = reader.selectFrom("record_version").select("record").where("key", "=", "SO-4");
    order = (await orders.executeTakeFirstOrThrow()).record;
    alert = (await reader.selectFrom("alert").select("id").executeTakeFirstOrThrow()).id;
    await sealed();
    browser = await openChromium();
    ({ context, page } = await enter("lead-auditor", "zh-CN"));
  }, 300_000);
  afterAll(async () => {
    await browser?.close();
    await house?.close();
  });

  async function sealed(): Promise<void> {
    const { events, ledger } = house.parts;
    await events.settled();
    await ledger?.sealedUpTo((await events.state()).size - 1);
  }

  /** A browser of their own, in which somebody has signed in. */
  async function enter(visitor: Visitor, locale: string) {
    const context = await openContext(browser, { locale, viewport: { width: 1440, height: 950 } });
    const answer = await context.request.post(`${house.url}/api/sign-in`, {
      data: { email: addressOf(visitor), password },
    });
    if (!answer.ok()) throw new Error(`Signing in answered ${answer.status()}.`);
    const page = await context.newPage();
    page.on("console", (message) => {
      const text = message.text();
      if (message.type() === "error" && !text.includes("the server responded with a status of"))
        seen.push(text);
    });
    page.on("pageerror", (error) => seen.push(String(error)));
    return { context, page };
  }

  /** In the page: as if this was what it had seen of the log. */
  const remember = ([key, note, size]: readonly [string, string, number]) => {
    const now = new Date().toISOString();
    const origin = note.split("\n")[0];
    const memory = { origin, keys: [key], note, size, since: now, seenAt: now };
    localStorage.setItem("plumbline.ledger", JSON.stringify(memory));
  };
  const drawer = () => page.locator(".ant-drawer");
  const closeDrawer = async () => {
    await drawer()
      .getByRole("button", { name: /close|关闭/i })
      .click();
    await drawer().waitFor({ state: "detached" });
  };

  test("a version of a record bears its seal, which opens its proof and is checked here", async () => {
    await page.goto(`${house.url}/records/order/${order}`);
    await page.getByRole("button", { name: /已封存 · 第 \d+ 条/ }).click();
    await drawer().getByText("封存完好").waitFor();
    const told = await drawer().textContent();
    expect(told).toMatch(/是该批 \d+ 行之一；经 \d+ 个散列值到达批次的根/);
    expect(told).toMatch(/检查点由此密钥签署：\s*\S+\/plumbline\+[0-9a-f]{8}\+/);
    expect(told).toContain("没有见证方联署");
    expect(told).toContain("这个页面也来自同一台服务器");
    // Only what is not personal is asked for; the content that was proved stands there to be read.
    await drawer().getByText("封存的内容").click();
    await drawer()
      .locator("dd", { hasText: /^SO-4$/ })
      .first()
      .waitFor();
    await closeDrawer();
  });

  test("what a later look is shown adds to what this browser remembers", async () => {
    const kept = await page.evaluate(() => JSON.parse(localStorage.getItem("plumbline.ledger") ?? "{}"));
    expect(kept.keys).toEqual(house.parts.ledger?.verifierKeys);
    await page.reload();
    await page.getByRole("button", { name: /已封存/ }).click();
    await drawer()
      .getByText(/这个浏览器见过含 [\d,]+ 条的检查点/)
      .waitFor();
    await closeDrawer();
  });

  test("an alert's versions and every step on it bear seals", async () => {
    const step = { kind: "reviewed" };
    const body = { items: [{ id: alert, revision: 0 }], step };
    expect((await house.ask("auditor", "POST", "/api/alerts/actions", body)).status).toBe(200);
    await sealed();
    await page.goto(`${house.url}/alerts/${alert}`);
    const history = page.locator(".history");
    await history.getByRole("button", { name: /^已封存$/ }).click();
    await drawer().getByText("封存完好").waitFor();
    await closeDrawer();
    await history.getByRole("button", { name: /已封存 · 第 \d+ 条/ }).click();
    await drawer().getByText("封存完好").waitFor();
    expect(await drawer().textContent()).toContain("alert.reviewed");
    await closeDrawer();
  });

  test("a salesperson sees the seal on an order of theirs, in English, and no ledger", async () => {
    const own = house.parts.database.reader
      .selectFrom("record_version")
      .select("record")
      .where("key", "=", "SO-0");
    const { record } = await own.executeTakeFirstOrThrow();
    const { context, page } = await enter("salesperson", "en");
    await page.goto(`${house.url}/records/order/${record}`);
    await page.getByRole("button", { name: /Sealed · entry \d+/ }).click();
    await page.getByText("The seal holds").waitFor();
    expect(await page.getByRole("link", { name: "Ledger" }).count()).toBe(0);
    await context.close();
  });

  test("the page of the ledger says how it stands, and how to set up what is missing", async () => {
    await page.goto(`${house.url}/ledger`);
    await page.getByText(/一切正常：[\d,]+ 条全部封存并公布/).waitFor();
    await page.getByRole("heading", { name: "已公布的检查点" }).waitFor();
    const told = await page.locator("main").textContent();
    for (const empty of ["尚未配置见证方", "尚未配置时间戳机构", "尚未配置链上存证", "尚未配置镜像"]) {
      expect(told).toContain(empty);
    }
    expect(told).toContain("timestamps:");
    await page.locator(".chart canvas").waitFor();
    await page
      .getByRole("table", { name: "已公布的检查点" })
      .locator("tbody tr.ant-table-row")
      .first()
      .waitFor();
  });

  test("a browser that was shown another history says so, and tells those who watch over the ledger", async () => {
    const { ledger, database } = house.parts;
    const size = ledger?.published()?.checkpoint.size ?? 0;
    // As the house would, if it showed different people different logs: the same key signs another root.
    const signers = ledger?.ring().signers(new Date()).map(noteSigner) ?? [];
    const forked = { origin: ledger?.origin ?? "", size: size - 1, root: hashLeaf(Buffer.from("another")) };
    const note = Buffer.from(signCheckpoint(forked, signers)).toString("utf8");
    const { context, page: other } = await enter("auditor", "zh-CN");
    await other.goto(`${house.url}/records/order/${order}`);
    await other.evaluate(remember, [ledger?.verifierKeys[0] ?? "", note, size - 1] as const);
    await other.getByRole("button", { name: /已封存/ }).click();
    await other
      .locator(".ant-drawer")
      .getByText("账本与这个浏览器以前看到的不一致：历史被改写过。")
      .waitFor();
    await other.locator(".banner", { hasText: "这个浏览器的核验未通过" }).waitFor();
    await context.close();
    await expect
      .poll(async () => {
        const rows = await database.reader.selectFrom("integrity_fault").select("place").execute();
        return rows.map(({ place }) => place);
      })
      .toContain(`browser:history/record:${order}/1`);
    await page.locator(".banner", { hasText: /账本警报：发现 [123] 处内容与封存不符/ }).waitFor();
  });

  test("a key that this browser does not know is trusted only by whoever has compared it", async () => {
    const { context, page: other } = await enter("finance", "en");
    await other.goto(`${house.url}/records/order/${order}`);
    const another = parseSignerKey(generateSignerKey("elsewhere.example/log"));
    const note = signCheckpoint({ origin: another.name, size: 1, root: hashLeaf(Buffer.from("entry")) }, [
      noteSigner(another),
    ]);
    const key = formatVerifierKey(verifierOf(another));
    await other.evaluate(remember, [key, Buffer.from(note).toString("utf8"), 1] as const);
    await other.getByRole("button", { name: /Sealed/ }).click();
    await other.getByText("It is signed by a key that this browser does not know").waitFor();
    await other.getByRole("button", { name: "Compared: trust the new key" }).click();
    await other.getByText("The seal holds").waitFor();
    await context.close();
  });

  test("a row changed with SQL is found by the check, told on every page, and its seal is red", async () => {
    const { writer } = house.parts.database;
    await sql`ALTER TABLE record_version DISABLE TRIGGER ALL`.execute(writer);
    await sql`UPDATE record_version SET fields = fields || '{"gross":"1"}' WHERE record = ${order}`.execute(
      writer,
    );
    await page.goto(`${house.url}/ledger`);
    await page.getByRole("button", { name: "立即核对" }).click();
    const faults = page.getByRole("table", { name: "与封存不符之处" });
    await faults.locator("code", { hasText: /^batch:\d+\/version:\d+$/ }).waitFor();
    // Wherever one is.
    await page.goto(`${house.url}/records/order/${order}`);
    await page.locator(".banner", { hasText: /账本警报：发现 [123] 处内容与封存不符/ }).waitFor();
    await page.getByRole("button", { name: /已封存/ }).click();
    await drawer().getByText("服务器给不出证明：现有内容与封存的不符。").waitFor();
    await closeDrawer();
    await page.getByRole("button", { name: "与封存不符" }).waitFor();
    const system = await house.ask("administrator", "GET", "/api/system");
    const { concerns } = JSON.parse(system.text) as { readonly concerns: readonly { readonly zh: string }[] };
    expect(concerns[0]?.zh).toMatch(/^存证账本：发现 [234] 处内容与封存不符/);
    const metrics = await context.request.get(`${house.url}/metrics`);
    expect(await metrics.text()).toMatch(/^plumbline_ledger_open_faults [234]$/m);
  });

  test("no page broke on the way", () => {
    expect(seen).toEqual([]);
  });
});
