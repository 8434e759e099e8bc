import { type Language, printPdf } from "../../platform/index.ts";
import { printView } from "./pdf/print-view.ts";
import type { ReportData } from "./report-data.ts";

/** The report for printing, A4, in one language; dated by the report's own day, so that the same data gives the same bytes. */
export function renderPdf(data: ReportData, { language }: { language: Language }): Promise<Uint8Array> {
  return printPdf({
    folder: new URL("./pdf/", import.meta.url),
    template: "report.typ",
    inputs: { report: JSON.stringify(printView(data, language)) },
    at: new Date(`${data.asOf}T00:00:00Z`),
  });
}
