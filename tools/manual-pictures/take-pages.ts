import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Page } from "playwright-core";
import { openContext } from "../chromium.ts";
import { type Company, changedOrder } from "./company.ts";
import type { Parts } from "./take-reports.ts";

const languages = {
  zh: { locale: "zh-CN", email: "邮箱", password: "密码", signIn: "登录" },
  en: { locale: "en-US", email: "E-mail", password: "Password", signIn: "Sign in" },
} as const;

/** Asks the server as the page does: a body makes it a POST. */
type Ask = <Answer>(path: string, body?: object) => Promise<Answer>;

interface Picture {
  readonly size: { readonly width: number; readonly height: number };
  path(ask: Ask): string | Promise<string>;
  /** What is done on the page before. */
  first?(page: Page, company: Company): Promise<void>;
}

const phone = { width: 390, height: 844 };
const wide = (height: number) => ({ width: 1_280, height });

const pictures: Readonly<Record<string, Picture>> = {
  "workbench-import": { size: wide(900), path: () => "/imports/new", first: bringFiles },
  "workbench-records": { size: wide(700), path: () => "/records" },
  "workbench-record": { size: wide(840), path: changedRecord },
  "workbench-dashboard": { size: wide(1_000), path: () => "/" },
  "workbench-dashboard-phone": { size: phone, path: () => "/" },
  "workbench-alerts": { size: wide(680), path: () => "/alerts" },
  "workbench-alerts-phone": { size: phone, path: () => "/alerts" },
  "workbench-alert": {
    size: wide(980),
    path: (ask) => firstOf(ask, "/api/alerts?detector=shared-identity&limit=1", "/alerts"),
  },
  "workbench-seller": {
    size: wide(1_010),
    path: (ask) => firstOf(ask, "/api/sellers?limit=1", "/sellers"),
  },
  "workbench-detector": { size: wide(1_000), path: () => "/detectors/split-order" },
  "workbench-ranking": { size: wide(1_000), path: () => "/ranking" },
  "workbench-network": {
    size: wide(1_000),
    path: (ask) => firstOf(ask, "/api/sellers?limit=1", "/network/seller"),
  },
  "workbench-inspections": { size: wide(1_000), path: inspected },
  "workbench-honesty": {
    size: wide(1_000),
    path: async (ask) => {
      await inspected(ask);
      return "/honesty";
    },
  },
  "workbench-ledger": { size: wide(860), path: checked },
};

/** Of the workbench, as the lead auditor sees it, in both languages. */
export async function takePages({ root, company, browser, isChosen }: Parts): Promise<void> {
  for (const [language, { locale, ...words }] of Object.entries(languages)) {
    const context = await openContext(browser, { locale, viewport: wide(900), timezoneId: "Asia/Shanghai" });
    const page = await context.newPage();
    await page.goto(`${company.url}/sign-in`);
    await page.getByLabel(words.email).fill(company.lead.email);
    await page.getByLabel(words.password).fill(company.lead.password);
    await page.getByRole("button", { name: words.signIn, exact: true }).click();
    await page.waitForURL(`${company.url}/`);
    const ask: Ask = (path, body) => askIn(page, path, body);
    await workEnded(ask);
    for (const [name, { size, path, first }] of Object.entries(pictures)) {
      if (!isChosen(name)) continue;
      const at = await path(ask);
      await page.setViewportSize(size);
      await page.goto(company.url + at);
      await first?.(page, company);
      await page.waitForLoadState("networkidle");
      // Charts move into their places.
      await sleep(1_500);
      await page.screenshot({ path: join(root, "docs", "pictures", `${name}.${language}.png`) });
      process.stdout.write(`${name}.${language}\n`);
    }
    await context.close();
  }
}

function askIn<Answer>(page: Page, path: string, body?: object): Promise<Answer> {
  const headers = { "content-type": "application/json" };
  const given = body ? { method: "POST", body: JSON.stringify(body), headers } : {};
  return page.evaluate(
    async ([at, asked]) => {
      const answer = await fetch(at, asked);
      if (!answer.ok) throw new Error(`${at}: ${answer.status} ${await answer.text()}`);
      return (await answer.json()) as Answer;
    },
    [path, given] as const,
  );
}

interface Job {
  readonly state: string;
}

/** Until runs, scoring and training have ended. */
async function workEnded(ask: Ask): Promise<void> {
  for (;;) {
    const runs = await ask<Job[]>("/api/runs");
    const { jobs } = await ask<{ jobs: Job[] }>("/api/ranking/models");
    if (![...runs, ...jobs].some(({ state }) => state === "waiting" || state === "running")) return;
    await sleep(1_000);
  }
}

async function bringFiles(page: Page, { brought }: Company): Promise<void> {
  await page.setInputFiles("input[type=file]:not([webkitdirectory])", [...brought]);
  await page.locator(".import-next button").click();
  await page.locator(".table-list").waitFor();
}

async function firstOf(ask: Ask, list: string, path: string): Promise<string> {
  const { rows } = await ask<{ rows: { id: string }[] }>(list);
  return `${path}/${rows[0]?.id}`;
}

interface Found {
  readonly kind: string;
  readonly source: string;
  readonly record: string;
  readonly version: number;
}

async function changedRecord(ask: Ask): Promise<string> {
  for (let looked = 0; looked < 120; looked++) {
    const { kinds } = await ask<{ kinds: { rows: Found[] }[] }>(`/api/search?q=${changedOrder}`);
    const found = kinds.flatMap(({ rows }) => rows);
    const row = found.find(({ kind, source }) => kind === "order" && source === "crm");
    // List and search follow the import.
    if (row?.version === 2) return `/records/order/${row.record}`;
    await sleep(500);
  }
  throw new Error(`The second version of ${changedOrder} is not there.`);
}

/** The ledger, once log and records have been held against what was sealed. */
async function checked(ask: Ask): Promise<string> {
  const isChecked = async () => (await ask<{ lastCheck: object | null }>("/api/ledger")).lastCheck !== null;
  if (!(await isChecked())) await ask("/api/ledger/check", {});
  while (!(await isChecked())) await sleep(500);
  return "/ledger";
}

let list: string | undefined;

/** A list of sale documents, of which most have been looked at: every eighth of the suspected proved false. */
async function inspected(ask: Ask): Promise<string> {
  if (list) return `/inspections/${list}`;
  const drawn = { unit: "document", capacity: 60, randomShare: 0.2 };
  const { id } = await ask<{ id: string }>("/api/inspections", drawn);
  const { rows } = await ask<{ rows: { number: number; why: string }[] }>(`/api/inspections/${id}`);
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
