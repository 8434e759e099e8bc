// Takes the pictures that the manual shows, of the workbench and of reports, from a demo company of its own.
// Run by hand after pages have changed: node tools/manual-pictures/main.ts [name …]; needs Chromium and some minutes.
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { openChromium } from "../chromium.ts";
import { openCompany } from "./company.ts";
import { takePages } from "./take-pages.ts";
import { takeReports } from "./take-reports.ts";

const root = resolve(fileURLToPath(new URL("../..", import.meta.url)));
const chosen = process.argv.slice(2);
const isChosen = (name: string) => chosen.length === 0 || chosen.includes(name);

// Before the company, which takes minutes to be made.
const browser = await openChromium();
const company = await openCompany(root);
try {
  await takeReports({ root, company, browser, isChosen });
  await takePages({ root, company, browser, isChosen });
} finally {
  await browser.close();
  await company.close();
}
