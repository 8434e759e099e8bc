import { renderHtml, scanFiles } from "../monitoring/index.ts";
import type { Language } from "../platform/index.ts";
import { readArguments, wholeNumber } from "./arguments.ts";
import { demoFiles } from "./demo-files.ts";
import { showProgress } from "./progress.ts";
import { serveReport } from "./serve-report.ts";
import { shellCommand } from "./shell-command.ts";
import { version } from "./version.ts";

/** Scans the files named, or the demo company where none is, and serves the report until stopped. */
export async function startCommand(args: readonly string[], language: Language): Promise<void> {
  const { positionals } = readArguments(args, {});
  const port = wholeNumber("PORT", process.env.PORT || undefined, 8080, { least: 0, most: 65_535 });
  const host = process.env.HOST || "127.0.0.1";
  // The page listens at once and says what is being done; the report takes its place when it is ready.
  const server = await serveReport({ host, port, language });
  const progress = showProgress(language);
  try {
    const paths = positionals.length > 0 ? positionals : [await demoCompany(progress)];
    const { report } = await scanFiles({
      paths,
      version,
      command: shellCommand(["scan", ...paths]),
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
  }
}

function demoCompany(progress: ReturnType<typeof showProgress>): Promise<string> {
  progress.show({ zh: "准备演示公司的文件", en: "preparing the files of the demo company" });
  return demoFiles();
}
