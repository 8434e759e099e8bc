import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import type { Company } from "./company.ts";

export interface Parts {
  readonly root: string;
  readonly company: Company;
  readonly browser: Browser;
  isChosen(name: string): boolean;
}

/** Of the report on the demo company, and of that on the SAP sample where the data lie beside the repository. */
export async function takeReports({ root, company, browser, isChosen }: Parts): Promise<void> {
  const sample = join(root, "..", "shared", "data", "sap-sales");
  const of = { company: company.files, sample };
  const reports = [
    { name: "ranking", of: of.company, height: 760, at: "#ranking" },
    { name: "finding", of: of.company, height: 760, part: dealer },
    { name: "overview", of: of.sample, height: 1_000 },
  ];
  for (const { name, of: files, height, at, part } of reports) {
    if (!isChosen(name) || !existsSync(files)) continue;
    const report = join(company.folder, `${name}.html`);
    const asked =
      files === sample
        ? ["BusinessPartners.csv", "SalesOrderItems.csv", "SalesOrders.csv"].map((file) => join(files, file))
        : [basename(files)];
    execFileSync(join(root, "plumbline"), ["scan", ...asked, "--html", report], {
      cwd: dirname(files),
      stdio: "ignore",
    });
    const page = await browser.newPage({ viewport: { width: 1_160, height } });
    await page.goto(pathToFileURL(report).href);
    for (const language of ["zh", "en"]) {
      await page.locator(`label[for=language-${language}]`).click();
      const path = join(root, "docs", "pictures", `${name}.${language}.png`);
      if (part) {
        await page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true");
        await part(page).screenshot({ path });
      } else {
        await page.evaluate(`document.querySelector(${JSON.stringify(at ?? "body")}).scrollIntoView()`);
        await page.screenshot({ path });
      }
      process.stdout.write(`${name}.${language}\n`);
    }
    await page.close();
  }
}

/** The finding that the manual explains: a dealer who took in far more than was sold on. */
const dealer = (page: Page) =>
  page.locator("article.finding", { hasText: "C10571" }).filter({ hasText: "Channel stuffed" }).first();
