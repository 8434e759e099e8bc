import { z } from "zod";
import type { Chart } from "../../detection/index.ts";

const bilingual = z.object({ zh: z.string(), en: z.string() });
const paint = z.string();

/**
 * A chart ready to be shown: the same drawing as in the report, without words; its colours are CSS variables (`--ink`,
 * `--mark` …), so that it follows light and dark. Nothing in it is a style attribute, which the page's policy refuses.
 */
export const chartView = z.object({
  title: bilingual,
  /** What the picture shows, in a sentence. */
  about: bilingual,
  x: bilingual.optional(),
  y: bilingual.optional(),
  isLog: z.boolean(),
  legend: z.array(
    z.object({
      paint,
      form: z.enum(["block", "line", "dashed", "dot", "square", "dash"]),
      text: bilingual,
    }),
  ),
  svg: z.string().optional(),
  /** The words to the numbers in a timeline or a track. */
  events: z
    .array(
      z.object({ at: z.string(), label: bilingual, value: z.string().optional(), isMarked: z.boolean() }),
    )
    .optional(),
  /** The documents of one deal side by side. */
  documents: z
    .object({
      columns: z.array(z.object({ title: bilingual, isNumber: z.boolean() })),
      rows: z.array(
        z.object({
          name: bilingual,
          isMarked: z.boolean(),
          cells: z.array(z.object({ text: z.string(), isMismatch: z.boolean() })),
        }),
      ),
    })
    .optional(),
});
type ChartView = z.infer<typeof chartView>;

/** Loads the drawing library when the first picture is asked for. */
export async function viewOfChart(chart: Chart): Promise<ChartView> {
  const [{ drawChart }, { describeChart, legendOf, yTitle }, { paintedByPage }, { chartWords }] =
    await Promise.all([
      import("../report/charts/draw-chart.ts"),
      import("../report/charts/describe-chart.ts"),
      import("../report/charts/palette.ts"),
      import("../report/words/chart-words.ts"),
    ]);
  const drawing = drawChart(chart, "chart");
  const y = yTitle(chart);
  const events = await eventsOf(chart);
  const documents = await documentsOf(chart);
  return {
    title: chart.title,
    about: chart.rows.length === 0 ? chartWords.empty : describeChart(chart),
    ...(chart.x ? { x: chart.x } : {}),
    ...(y ? { y } : {}),
    isLog: chart.scale === "log",
    legend: chart.rows.length > 0 ? legendOf(chart) : [],
    ...(drawing ? { svg: withoutStyles(paintedByPage(drawing.svg)) } : {}),
    ...(events ? { events } : {}),
    ...(documents ? { documents } : {}),
  };
}

/** `style="font-size:12px"` becomes `font-size="12px"`: the same, as an attribute of the drawing. */
function withoutStyles(svg: string): string {
  return svg.replace(/ style="([^"]*)"/g, (_, style: string) =>
    style
      .split(";")
      .map((part) => /^\s*([a-z-]+)\s*:\s*(.+?)\s*$/.exec(part))
      .map((found) => (found ? ` ${found[1]}="${found[2]}"` : ""))
      .join(""),
  );
}

async function eventsOf(chart: Chart): Promise<ChartView["events"]> {
  const { eventLabel } = await import("../report/charts/documents.ts");
  const { quantity } = await import("../report/figures.ts");
  if (chart.kind === "timeline") {
    const { eventsShown } = await import("../report/charts/timeline.ts");
    return eventsShown(chart).map(({ at, label, value, suspect }) => ({
      at,
      label: eventLabel(label),
      ...(value === undefined ? {} : { value: quantity(value) }),
      isMarked: suspect,
    }));
  }
  if (chart.kind !== "track") return undefined;
  const { inOrder } = await import("../report/charts/track.ts");
  return inOrder(chart).map(({ at, label, suspect }) => ({
    at,
    label: eventLabel(label ?? ""),
    isMarked: suspect,
  }));
}

async function documentsOf(chart: Chart): Promise<ChartView["documents"]> {
  if (chart.kind !== "documents" || chart.rows.length === 0) return undefined;
  const { columnsOf, documentName, isMismatch } = await import("../report/charts/documents.ts");
  const columns = columnsOf(chart);
  return {
    columns: columns.map(({ title, isNumber }) => ({ title, isNumber })),
    rows: chart.rows.map((row) => ({
      name: documentName(row.document),
      isMarked: row.suspect,
      cells: columns.map(({ field, write }) => ({
        text: write(row),
        isMismatch: isMismatch(chart, row, field),
      })),
    })),
  };
}
