import { formulaOf, schemes } from "../../../detection/index.ts";
import { count, percent } from "../figures.ts";
import { parametersOf, stateText } from "../method-text.ts";
import type { ReportData } from "../report-data.ts";
import { dataWords, methodWords } from "../words/method-words.ts";
import type { Say } from "./say.ts";

export function printedMethod({ statistics, detectors }: ReportData, say: Say) {
  const { tests, falseDiscoveryRate } = statistics;
  return {
    intro: say(methodWords.intro(count(tests), percent(falseDiscoveryRate))),
    none: detectors.length === 0 ? say(methodWords.none) : "",
    detectors: detectors.map(({ detector, run }) => ({
      id: detector.id,
      title: say(detector.title),
      state: `${say(schemes[detector.scheme])} · ${say(stateText(run))}`,
      ran: run.state === "ran",
      entries: [
        { title: say(methodWords.formula), lines: [say(formulaOf(detector, run.params))] },
        { title: say(methodWords.source), lines: [say(detector.source)] },
        {
          title: say(methodWords.params),
          lines: parametersOf(detector, run).map(
            ({ name, value, meaning }) => `${say(`${name} = ${value}`)}  ${say(meaning)}`,
          ),
        },
        { title: say(methodWords.blindTo), lines: detector.blindTo.map(say) },
      ].filter(({ lines }) => lines.length > 0),
    })),
  };
}

export function printedData({ input, mapping }: ReportData, say: Say) {
  const { file, kind, form, rows, refused, column, field, confidence } = dataWords;
  return {
    files: {
      title: say(dataWords.files),
      none: input.files.length === 0 ? say(dataWords.noFiles) : "",
      head: [file, kind, form, rows, refused].map(say),
      rows: input.files.map((source) => ({
        cells: [
          say(source.member ? `${source.path} › ${source.member}` : source.path),
          source.kind ?? "—",
          [source.format, source.encoding].filter((part) => part !== undefined).join(" · "),
          count(source.rows),
          count(source.refused),
        ],
        hash: `SHA-256 ${source.sha256}`,
      })),
    },
    notes: { title: say(dataWords.notes), items: input.notes.map(say) },
    mapping: {
      title: say(dataWords.mapping),
      note: say(dataWords.mappingNote),
      head: [file, column, field, confidence].map(say),
      rows: mapping.map((entry) => ({
        cells: [
          say(entry.file),
          say(entry.column),
          entry.field === "" ? say(entry.kindTitle) : `${say(entry.kindTitle)} · ${say(entry.fieldTitle)}`,
          entry.confidence?.toFixed(2) ?? "—",
        ],
        isUnsure: entry.confidence !== undefined && entry.confidence < 0.8,
      })),
    },
  };
}
