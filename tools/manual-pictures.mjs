// Takes the pictures that the manual shows, of the workbench and of reports, from a demo company of its own.
// Run by hand after pages have changed: node tools/manual-pictures.mjs [name …]; needs Chromium and some minutes.
import { execFileSync, spawn } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const root = resolve(fileURLToPath(new URL("..", import.meta.url)));
const into = join(root, "docs", "pictures");
const executablePath = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(
  existsSync,
);
const languages = {
  zh: { locale: "zh-CN", email: "邮箱", password: "密码", signIn: "登录" },
  en: { locale: "en-US", email: "E-mail", password: "Password", signIn: "Sign in" },
};
const phone = { width: 390, height: 844 };
const wide = (height) => ({ width: 1280, height });
const seller = async (ask) => (await ask("/api/sellers?limit=1")).rows[0].id;

/** Of each picture its size, where its page is, and what is done there first. */
const pictures = {
  "workbench-import": { size: wide(900), path: () => "/imports/new", first: bringFiles },
  "workbench-records": { size: wide(700), path: () => "/records" },
  "workbench-record": { size: wide(840), path: changedRecord },
  "workbench-dashboard": { size: wide(1_000), path: () => "/" },
  "workbench-dashboard-phone": { size: phone, path: () => "/" },
  "workbench-alerts": { size: wide(680), path: () => "/alerts" },
  "workbench-alerts-phone": { size: phone, path: () => "/alerts" },
  "workbench-alert": { size: wide(980), path: someAlert },
  "workbench-seller": { size: wide(1_010), path: async (ask) => `/sellers/${await seller(ask)}` },
  "workbench-detector": { size: wide(1_000), path: () => "/detectors/split-order" },
  "workbench-ranking": { size: wide(1_000), path: () => "/ranking" },
  "workbench-network": { size: wide(1_000), path: async (ask) => `/network/seller/${await seller(ask)}` },
  "workbench-inspections": { size: wide(1_000), path: inspected },
  "workbench-honesty": { size: wide(1_000), path: async (ask) => (await inspected(ask)) && "/honesty" },
  "workbench-ledger": { size: wide(860), path: checked },
};
const chosen = process.argv.slice(2);
const isChosen = (name) => chosen.length === 0 || chosen.includes(name);

const folder = mkdtempSync(join(tmpdir(), "plumbline-pictures-"));
const data = join(folder, "data");
const url = "http://127.0.0.1:8711";
const environment = {
  ...process.env,
  PLUMBLINE_DATA: data,
  PLUMBLINE_KEYS: join(folder, "keys"),
  PORT: "8711",
};
/** The order whose amount rises between two imports, as the manual tells it. */
const changedOrder = "SO251201651";
let list;
const server = spawn(join(root, "plumbline"), ["serve", "--demo"], {
  env: environment,
  stdio: ["ignore", "pipe", "ignore"],
});
try {
  await new Promise((there, failed) => {
    server.once("exit", () => failed(new Error("The server ended.")));
    server.stdout.on("data", (piece) => String(piece).includes(url) && there());
  });
  makeFiles();
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
  await takeReports(browser);
  for (const language of Object.keys(languages)) await takeAll(browser, language);
  await browser.close();
} finally {
  server.removeAllListeners("exit");
  if (server.exitCode === null) {
    const gone = new Promise((done) => server.once("exit", done));
    server.kill();
    await gone;
  }
  rmSync(folder, { recursive: true, force: true });
}

/** Of the report on the demo company, and of that on the SAP sample where the data lie beside the repository. */
async function takeReports(browser) {
  const sample = join(root, "..", "shared", "data", "sap-sales");
  const reports = [
    {
      name: "ranking",
      of: join(data, "demo", "company"),
      height: 760,
      at: (page) => page.locator("#ranking"),
    },
    {
      name: "finding",
      of: join(data, "demo", "company"),
      height: 760,
      part: (page) =>
        page.locator("article.finding", { hasText: "C10571" }).filter({ hasText: "Channel stuffed" }).first(),
    },
    { name: "overview", of: sample, height: 1_000 },
  ];
  for (const { name, of, height, at, part } of reports) {
    if (!isChosen(name) || !existsSync(of)) continue;
    const report = join(folder, `${name}.html`);
    const files =
      of === sample
        ? ["BusinessPartners.csv", "SalesOrderItems.csv", "SalesOrders.csv"].map((file) => join(of, file))
        : [basename(of)];
    execFileSync(join(root, "plumbline"), ["scan", ...files, "--html", report], {
      cwd: dirname(of),
      stdio: "ignore",
    });
    const page = await browser.newPage({ viewport: { width: 1160, height } });
    await page.goto(pathToFileURL(report).href);
    for (const language of Object.keys(languages)) {
      await page.locator(`label[for=language-${language}]`).click();
      const path = join(into, `${name}.${language}.png`);
      if (part) {
        await part(page)
          .locator("details")
          .evaluateAll((all) => {
            for (const one of all) one.open = true;
          });
        await part(page).screenshot({ path });
      } else {
        await page.evaluate(() => scrollTo(0, 0));
        if (at) await at(page).evaluate((section) => section.scrollIntoView());
        await page.screenshot({ path });
      }
      process.stdout.write(`${name}.${language}\n`);
    }
    await page.close();
  }
}

async function takeAll(browser, language) {
  const { locale, email, password, signIn } = languages[language];
  const context = await browser.newContext({ locale, viewport: wide(900), timezoneId: "Asia/Shanghai" });
  const page = await context.newPage();
  const people = JSON.parse(readFileSync(join(data, "demo", "sign-in.json"), "utf8"));
  const lead = people.find(({ role }) => role === "lead-auditor");
  await page.goto(`${url}/sign-in`);
  await page.getByLabel(email).fill(lead.email);
  await page.getByLabel(password).fill(lead.password);
  await page.getByRole("button", { name: signIn, exact: true }).click();
  await page.waitForURL(`${url}/`);
  /** Asks the server as the page does, with what the browser keeps. */
  const ask = (path, body) =>
    page.evaluate(
      async ([at, given]) => {
        const asked = given && {
          method: "POST",
          body: JSON.stringify(given),
          headers: { "content-type": "application/json" },
        };
        const answer = await fetch(at, asked ?? {});
        if (!answer.ok) throw new Error(`${at}: ${answer.status} ${await answer.text()}`);
        return answer.json();
      },
      [path, body],
    );
  await workEnded(ask);
  for (const [name, { size, path, first }] of Object.entries(pictures)) {
    if (!isChosen(name)) continue;
    const at = await path(ask);
    await page.setViewportSize(size);
    await page.goto(url + at);
    await first?.(page);
    await page.waitForLoadState("networkidle");
    // Charts move into their places.
    await sleep(1_500);
    await page.screenshot({ path: join(into, `${name}.${language}.png`) });
    process.stdout.write(`${name}.${language}\n`);
  }
  await context.close();
}

/** Until runs, scoring and training have ended. */
async function workEnded(ask) {
  for (;;) {
    const runs = await ask("/api/runs");
    const { jobs } = await ask("/api/ranking/models");
    if (![...runs, ...jobs].some(({ state }) => state === "waiting" || state === "running")) return;
    await sleep(1_000);
  }
}

/** A few rows of the company's files, to be brought by hand; and of its orders two states, the second changed in silence. */
function makeFiles() {
  const company = join(data, "demo", "company");
  const find = (name) => readdirSync(company).find((one) => one.includes(name));
  const rows = (name, most) =>
    readFileSync(join(company, find(name)), "utf8")
      .split("\n")
      .slice(0, most + 1);
  for (const sub of ["brought", "before", "after"]) mkdirSync(join(folder, sub));
  const write = (sub, name, lines) => writeFileSync(join(folder, sub, find(name)), `${lines.join("\n")}\n`);
  write("brought", "回款", rows("回款", 300));
  write("brought", "合同", rows("合同", 5));
  write("brought", "销售订单", rows("销售订单", 400));
  const [head, ...orders] = rows("销售订单", Number.POSITIVE_INFINITY).filter((line) => line !== "");
  const place = orders.findIndex((line) => line.startsWith(`${changedOrder},`));
  const few = orders.slice(place - 3, place + 1);
  write("before", "销售订单", [head, ...few]);
  const columns = head.replace("\uFEFF", "").split(",");
  const put = {
    最后修改时间: "2025-12-31 23:40:12",
    最后修改人: "HL230050",
    不含税金额: "27566.40",
    价税合计: "31150.00",
  };
  const changed = few.map((line) =>
    line.startsWith(`${changedOrder},`)
      ? line
          .split(",")
          .map((cell, i) => put[columns[i]] ?? cell)
          .join(",")
      : line,
  );
  write("after", "销售订单", [head, ...changed]);
  for (const state of ["before", "after"])
    execFileSync(join(root, "plumbline"), ["import", join(folder, state), "--source", "crm"], {
      env: environment,
      stdio: "inherit",
    });
}

async function bringFiles(page) {
  const files = readdirSync(join(folder, "brought")).map((name) => join(folder, "brought", name));
  await page.setInputFiles("input[type=file]:not([webkitdirectory])", files);
  await page.locator(".import-next button").click();
  await page.locator(".table-list").waitFor();
}

async function someAlert(ask) {
  return `/alerts/${(await ask("/api/alerts?detector=shared-identity&limit=1")).rows[0].id}`;
}

async function changedRecord(ask) {
  for (let looked = 0; looked < 120; looked++) {
    const { kinds } = await ask(`/api/search?q=${changedOrder}`);
    const row = kinds
      .flatMap(({ rows }) => rows)
      .find(({ kind, source }) => kind === "order" && source === "crm");
    // List and search follow the import.
    if (row?.version === 2) return `/records/order/${row.record}`;
    await sleep(500);
  }
  throw new Error(`The second version of ${changedOrder} is not there.`);
}

/** The ledger, once log and records have been held against what was sealed. */
async function checked(ask) {
  const isFresh = async () => (await ask("/api/ledger")).lastCheck !== null;
  if (!(await isFresh())) await ask("/api/ledger/check", {});
  while (!(await isFresh())) await sleep(500);
  return "/ledger";
}

/** A list of sale documents, of which most have been looked at: every eighth of the suspected proved false. */
async function inspected(ask) {
  if (list) return `/inspections/${list}`;
  const { id } = await ask("/api/inspections", { unit: "document", capacity: 60, randomShare: 0.2 });
  const { rows } = await ask(`/api/inspections/${id}`);
  for (const { number, why } of rows) {
    if (number % 3 === 2) continue;
    const isFalse = number % 8 === 1 && why !== "random";
    const reason = isFalse ? "签收单无法核实，客户否认收货" : "回访客户，物流与入库一致";
    const outcome = isFalse ? "falsified" : "honest";
    await ask(`/api/inspections/${id}/items/${number}/outcome`, { revision: 0, outcome, reason });
  }
  list = id;
  return `/inspections/${id}`;
}
