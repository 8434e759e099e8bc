import { renderJson, scanFiles } from "../src/monitoring/index.ts";

const started = performance.now();
const stages: string[] = [];
const { report } = await scanFiles({
  paths: [process.argv[2] ?? ""],
  version: "bench",
  command: "bench",
  today: "2026-01-01",
  onProgress: ({ stage }) => {
    const line = `${((performance.now() - started) / 1000).toFixed(1)} s ${stage.en}\n`;
    if (!stages.includes(stage.en)) process.stderr.write(line);
    stages.push(stage.en);
  },
});
renderJson(report);
const seconds = (performance.now() - started) / 1000;
process.stdout.write(`${JSON.stringify({ seconds, peakBytes: process.resourceUsage().maxRSS * 1024 })}\n`);
