import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Browser } from "playwright-core";
import { bookedTwice, ordersOf } from "../src/main/kills/work-over-http.ts";
import { openTestWebHouse, type TestWebHouse } from "../src/main/workbench/test-web-house.ts";
import { goodPassword } from "../src/people/index.ts";
import { importFiles } from "../src/records/index.ts";
import { chromiumPath, openChromium, openContext } from "../tools/chromium.ts";
import type { Result } from "./result.ts";

const limit = { most: 600 };
const quiet = 3_000; // milliseconds

/** Bytes over the wire of the first pages that a person opens, in a real browser without a cache. */
export async function benchFirstPage(): Promise<Result[]> {
  if (chromiumPath === undefined) {
    process.stderr.write("first page: left out, for there is no browser\n");
    return [];
  }
  const house = await openTestWebHouse();
  const browser = await openChromium();
  try {
    const { email } = await house.addWithPassword(["lead-auditor"], "A-1");
    const signIn = await weigh(browser, `${house.url}/sign-in`);
    const cookies = await cookiesOf(house.url, email);
    await fill(house);
    const dashboard = await weigh(browser, `${house.url}/`, cookies);
    return [
      {
        what: "sign-in page over the wire",
        value: signIn.pages,
        unit: "KB",
        limit,
        note: fontNote(signIn.fonts),
      },
      {
        what: "dashboard over the wire, nothing cached",
        value: dashboard.pages,
        unit: "KB",
        limit,
        note: fontNote(dashboard.fonts),
      },
    ];
  } finally {
    await browser.close();
    await house.close();
  }
}

/** Enough for the dashboard to draw its charts. */
async function fill({ database, contexts, parts }: TestWebHouse): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "plumbline-bench-"));
  writeFileSync(join(folder, "orders.csv"), ordersOf(0) + bookedTwice(40).replace(/^.*\n/, ""));
  const context = () => contexts.contextFor({ kind: "system", id: "system:bench" });
  const run = { signal: new AbortController().signal, context };
  await importFiles(database, { paths: [folder], source: "bench" }, run);
  rmSync(folder, { recursive: true });
  for (let state: string | undefined; state !== "done"; await sleep(200)) {
    state = (await parts.jobs.list("monitoring.run", 1))[0]?.state;
  }
  await parts.events.settled();
}

const fontNote = (kilobytes: number) => `fonts apart: ${kilobytes.toFixed(0)} KB`;

async function cookiesOf(url: string, email: string) {
  const answer = await fetch(`${url}/api/sign-in`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email, password: goodPassword }),
  });
  return answer.headers.getSetCookie().map((cookie) => {
    const [pair = ""] = cookie.split(";");
    const at = pair.indexOf("=");
    return { name: pair.slice(0, at), value: pair.slice(at + 1), url };
  });
}

async function weigh(
  browser: Browser,
  url: string,
  cookies: { name: string; value: string; url: string }[] = [],
) {
  const context = await openContext(browser, { locale: "zh-CN" });
  await context.addCookies(cookies);
  const page = await context.newPage();
  const network = await context.newCDPSession(page);
  await network.send("Network.enable");
  const types = new Map<string, string>();
  const bytes = { pages: 0, fonts: 0 };
  network.on("Network.responseReceived", ({ requestId, type }) => types.set(requestId, type));
  network.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    bytes[types.get(requestId) === "Font" ? "fonts" : "pages"] += encodedDataLength / 1024;
  });
  await page.goto(url);
  // Pages ask for their parts one after the other: the weight counts when nothing has come for a while.
  for (let before = -1; before !== bytes.pages; await sleep(quiet)) before = bytes.pages;
  await context.close();
  return bytes;
}
