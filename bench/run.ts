import { benchAlerts } from "./alerts.ts";
import { benchBrowserProof } from "./browser-proof.ts";
import { benchFirstPage } from "./first-page.ts";
import { benchImport } from "./import.ts";
import { benchRecords } from "./records.ts";
import { formatResult, type Result } from "./result.ts";
import { benchScan } from "./scan.ts";

const benches: Readonly<Record<string, () => Promise<Result[]>>> = {
  scan: benchScan,
  import: benchImport,
  alerts: benchAlerts,
  records: benchRecords,
  page: benchFirstPage,
  proof: benchBrowserProof,
};

const wanted = process.argv.slice(2);
process.stdout.write(
  `${"what".padEnd(44)}  ${"measured".padStart(12)}  ${"limit".padStart(12)}  ${"ratio".padStart(6)}\n`,
);
for (const [name, bench] of Object.entries(benches)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  for (const result of await bench()) process.stdout.write(`${formatResult(result)}\n`);
}
