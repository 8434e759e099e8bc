import { visibleText } from "../../../desk/index.ts";
import type { Chart } from "../../../detection/index.ts";
import type { Bilingual } from "../../../platform/index.ts";
import { count, percent, quantity } from "../figures.ts";
import { chartWords } from "../words/chart-words.ts";
import { barsDrawn } from "./lines-and-bars.ts";
import type { Paint } from "./palette.ts";
import { eventsShown } from "./timeline.ts";

/** What the picture shows, in a sentence, for those who cannot see it; figures and the names of what is marked. */
export function describeChart(chart: Chart): Bilingual {
  switch (chart.kind) {
    case "distribution": {
      const values = chart.rows.map(({ value }) => value);
      const marked = chart.rows.filter(({ suspect }) => suspect).sort((a, b) => b.value - a.value);
      const names = listed(
        marked.map(({ label, value }) => (label ? `${label} (${quantity(value)})` : quantity(value))),
      );
      return chartWords.distribution(count(values.length), range(values), count(marked.length), names);
    }
    case "series": {
      const marked = chart.rows
        .filter(({ suspect }) => suspect)
        .map((row) => `${row.period} (${quantity(row.value)})`);
      const periods = chart.rows.map(({ period }) => period).sort();
      return chartWords.series(`${periods[0]} – ${periods.at(-1)}`, count(marked.length), listed(marked));
    }
    case "digits": {
      const [top] = [...chart.rows].sort((a, b) => b.observed - b.expected - (a.observed - a.expected));
      if (top === undefined) return chartWords.empty;
      return chartWords.digits(visibleText(top.digit), percent(top.observed), percent(top.expected));
    }
    case "calendar": {
      const marked = chart.rows
        .filter(({ suspect }) => suspect)
        .map(({ day, value }) => `${day} (${quantity(value)})`);
      return chartWords.calendar(count(chart.rows.length), count(marked.length), listed(marked));
    }
    case "bars": {
      const marked = chart.rows
        .filter(({ suspect }) => suspect)
        .map(({ label, value }) => `${label} (${quantity(value)})`);
      return chartWords.bars(
        count(chart.rows.length),
        count(Math.min(barsDrawn, chart.rows.length)),
        listed(marked),
      );
    }
    case "scatter": {
      const marked = chart.rows.filter(({ suspect }) => suspect);
      const names = listed(marked.map(({ label, x, y }) => label ?? `${quantity(x)}; ${quantity(y)}`));
      return chartWords.scatter(count(chart.rows.length), count(marked.length), names);
    }
    case "network": {
      const ties = chart.rows.map(({ from, to }) => `${from} – ${to}`);
      return chartWords.network(count(chart.rows.length), listed(ties));
    }
    case "documents":
      return chartWords.documents(
        count(chart.rows.length),
        count(chart.rows.filter(({ suspect }) => suspect).length),
      );
    case "timeline":
      return chartWords.timeline(
        count(chart.rows.length),
        count(eventsShown(chart).length),
        count(eventsShown(chart).filter(({ suspect }) => suspect).length),
      );
    case "track":
      return chartWords.track(
        count(chart.rows.length),
        count(chart.rows.filter(({ suspect }) => suspect).length),
      );
  }
}

const range = (values: readonly number[]): string => {
  const known = values.filter(Number.isFinite);
  const reduce = (pick: (a: number, b: number) => number) =>
    quantity(known.reduce((a, b) => pick(a, b), known[0] ?? 0));
  return `${reduce(Math.min)} – ${reduce(Math.max)}`;
};

const listed = (texts: readonly string[]): string =>
  texts.slice(0, 4).map(visibleText).join(", ") + (texts.length > 4 ? " …" : "");

/** A distribution counts, unless it is said what stands upright in it. */
export function yTitle(chart: Chart): Bilingual | undefined {
  return chart.y ?? (chart.kind === "distribution" && chart.rows.length > 0 ? chartWords.count : undefined);
}

export interface LegendEntry {
  readonly paint: Paint;
  readonly form: "block" | "line" | "dashed" | "dot" | "square" | "dash";
  readonly text: Bilingual;
}

/** What each form in the picture stands for; only what this chart has. */
export function legendOf(chart: Chart): LegendEntry[] {
  const { legend } = chartWords;
  const has = chart.rows.some((row) => "suspect" in row && row.suspect);
  const suspect = (form: LegendEntry["form"]): LegendEntry[] =>
    has ? [{ paint: "mark", form, text: legend.suspect }] : [];
  switch (chart.kind) {
    case "distribution":
      return [{ paint: "data", form: "block", text: legend.all }, ...suspect("line")];
    case "series": {
      const peers = chart.rows.some((row) => row.peers !== undefined);
      const beside: LegendEntry[] = peers ? [{ paint: "peers", form: "dashed", text: legend.peers }] : [];
      return [{ paint: "data", form: "line", text: legend.own }, ...beside, ...suspect("dot")];
    }
    case "digits":
      return [
        { paint: "data", form: "block", text: legend.observed },
        { paint: "ink", form: "dash", text: legend.expected },
        { paint: "mark", form: "block", text: legend.excess },
      ];
    case "calendar":
      return [
        { paint: "heat1", form: "block", text: legend.little },
        { paint: "heat4", form: "block", text: legend.much },
        ...suspect("block"),
      ];
    case "bars":
      return [{ paint: "data", form: "block", text: legend.others }, ...suspect("block")];
    case "scatter":
      return [{ paint: "data", form: "dot", text: legend.others }, ...suspect("dot")];
    case "network":
      return [
        { paint: "data", form: "dot", text: legend.party },
        { paint: "data", form: "square", text: legend.shared },
        ...suspect("line"),
      ];
    case "timeline":
    case "track":
      return [{ paint: "data", form: "dot", text: legend.event }, ...suspect("dot")];
    case "documents":
      return [];
  }
}
