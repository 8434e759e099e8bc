import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Language } from "../../platform/index.ts";
import { printView } from "./pdf/print-view.ts";
import type { ReportData } from "./report-data.ts";

const fonts = ["400Regular/NotoSansSC_400Regular.ttf", "700Bold/NotoSansSC_700Bold.ttf"];

/** The report for printing, A4, in one language; dated by the report's own day, so that the same data gives the same bytes. */
export async function renderPdf(data: ReportData, { language }: { language: Language }): Promise<Uint8Array> {
  // The compiler is native and large: it is loaded only by those who print.
  const { NodeCompiler } = await import("@myriaddreamin/typst-ts-node-compiler");
  const paths = fonts.map((font) => new URL(import.meta.resolve(`@expo-google-fonts/noto-sans-sc/${font}`)));
  const fontBlobs = await Promise.all(paths.map((path) => readFile(path)));
  const workspace = fileURLToPath(new URL("./pdf/", import.meta.url));
  const compiler = NodeCompiler.create({ workspace, fontArgs: [{ fontBlobs }] });
  const inputs = { report: JSON.stringify(printView(data, language)) };
  const compiled = compiler.compile({ mainFilePath: `${workspace}report.typ`, inputs });
  if (compiled.result === null) {
    const error = compiled.takeError();
    throw new Error(`The template of the PDF does not compile: ${JSON.stringify(error?.shortDiagnostics)}`);
  }
  const creationTimestamp = Math.floor(Date.parse(`${data.asOf}T00:00:00Z`) / 1000);
  return new Uint8Array(compiler.pdf(compiled.result, { creationTimestamp }));
}
