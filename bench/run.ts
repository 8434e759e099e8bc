import { cpus, release, totalmem } from "node:os";
import { benchAlerts } from "./alerts.ts";
import { benchBrowserProof } from "./browser-proof.ts";
import { benchDecisions } from "./decisions.ts";
import { benchFirstPage } from "./first-page.ts";
import { benchImport } from "./import.ts";
import { benchLive } from "./live.ts";
import { benchNetwork } from "./network.ts";
import { benchRank } from "./rank.ts";
import { benchRecords } from "./records.ts";
import { formatResult, type Result } from "./result.ts";
import { benchScan } from "./scan.ts";
import { sealingBenches } from "./sealing.ts";

const benches: Readonly<Record<string, readonly (() => Promise<Result[]>)[]>> = {
  scan: [benchScan],
  rank: [benchRank],
  import: [benchImport],
  alerts: [benchAlerts],
  records: [benchRecords],
  network: [benchNetwork],
  live: [benchLive],
  decisions: [benchDecisions],
  page: [benchFirstPage],
  sealing: sealingBenches,
  proof: [benchBrowserProof],
};

const wanted = process.argv.slice(2);
const [cpu] = cpus();
process.stdout.write(
  `${cpus().length} × ${cpu?.model.trim()}, ${(totalmem() / 2 ** 30).toFixed(0)} GB, ${process.platform} ${release()}, Node ${process.versions.node}\n`,
);
process.stdout.write(
  `${"what".padEnd(52)}  ${"measured".padStart(13)}  ${"limit".padStart(12)}  ${"ratio".padStart(6)}\n`,
);
for (const [name, parts] of Object.entries(benches)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  for (const bench of parts) {
    for (const result of await bench()) process.stdout.write(`${formatResult(result)}\n`);
  }
}
