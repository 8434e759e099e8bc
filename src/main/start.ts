import { renderHtml, scanFiles } from "../monitoring/index.ts";
import type { Bilingual, Language } from "../platform/index.ts";
import { readArguments, wholeNumber } from "./arguments.ts";
import { demoFiles, demoPage } from "./demo-files.ts";
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
  const say = (stage: Bilingual, share?: number) => {
    progress.show(stage, share);
    server.say(stage);
  };
  try {
    const page =
      positionals.length > 0
        ? await pageOf(positionals, say)
        : await demoPage(async () => pageOf([await demoFiles()], say));
    server.publish(page);
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

/** The report on the files, as a page in either language. */
async function pageOf(
  paths: readonly string[],
  say: (stage: Bilingual, share?: number) => void,
): Promise<Bilingual> {
  const { report } = await scanFiles({
    paths,
    version,
    command: shellCommand(["scan", ...paths]),
    today: new Date().toISOString().slice(0, 10),
    charts: true,
    onProgress: ({ stage, share }) => say(stage, share),
  });
  return { zh: renderHtml(report, { language: "zh" }), en: renderHtml(report, { language: "en" }) };
}
