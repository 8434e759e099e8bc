import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defaultOptions, writeCompany } from "../demo/index.ts";
import { renderHtml, scanFiles } from "../monitoring/index.ts";
import type { Language } from "../platform/index.ts";
import { readArguments, wholeNumber } from "./arguments.ts";
import { showProgress } from "./progress.ts";
import { serveReport } from "./serve-report.ts";
import { shellCommand } from "./shell-command.ts";
import { version } from "./version.ts";

/** Scans the files named, or the demo company where none is, and serves the report until stopped. */
export async function startCommand(args: readonly string[], language: Language): Promise<void> {
  const { positionals } = readArguments(args, {});
  const port = wholeNumber("PORT", process.env.PORT, 8080, 0);
  const host = process.env.HOST ?? "127.0.0.1";
  // The page listens at once and says what is being done; the report takes its place when it is ready.
  const server = await serveReport({ host, port, language });
  const demoFolder = positionals.length === 0 ? await mkdtemp(join(tmpdir(), "plumbline-demo-")) : undefined;
  const progress = showProgress(language);
  try {
    if (demoFolder) {
      progress.show({ zh: "生成演示公司", en: "making the demo company" });
      await writeCompany(demoFolder, defaultOptions);
    }
    const { report } = await scanFiles({
      paths: demoFolder ? [demoFolder] : positionals,
      version,
      command: shellCommand(demoFolder ? ["scan", "demo"] : ["scan", ...positionals]),
      today: new Date().toISOString().slice(0, 10),
      charts: true,
      onProgress: ({ stage, share }) => {
        progress.show(stage, share);
        server.say(stage);
      },
    });
    server.publish({
      zh: renderHtml(report, { language: "zh" }),
      en: renderHtml(report, { language: "en" }),
    });
    progress.done();
    process.stderr.write(
      language === "zh" ? `报告已就绪：${server.address}\n` : `The report is ready: ${server.address}\n`,
    );
  } catch (error) {
    await server.close();
    throw error;
  } finally {
    progress.done();
    if (demoFolder) await rm(demoFolder, { recursive: true, force: true });
  }
}
