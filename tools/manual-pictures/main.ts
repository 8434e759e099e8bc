// Takes the pictures that the manual shows, of the workbench and of reports, from a demo company of its own.
// Run by hand after pages have changed: node tools/manual-pictures/main.ts [name …]; needs Chromium and some minutes.
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { chromiumPath, openChromium } from "../chromium.ts";
import { openCompany } from "./company.ts";
import { takePages } from "./take-pages.ts";
import { takeReports } from "./take-reports.ts";

const root = resolve(fileURLToPath(new URL("../..", import.meta.url)));
if (!chromiumPath) throw new Error("No Chromium is installed.");
const chosen = process.argv.slice(2);
const isChosen = (name: string) => chosen.length === 0 || chosen.includes(name);

const company = await openCompany(root);
try {
  const browser = await openChromium();
  await takeReports({ root, company, browser, isChosen });
  await takePages({ root, company, browser, isChosen });
  await browser.close();
} finally {
  await company.close();
}
