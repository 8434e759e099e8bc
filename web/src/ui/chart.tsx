import { BarChart, LineChart } from "echarts/charts";
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from "echarts/components";
import { type EChartsCoreOption, type EChartsType, init, use } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";
import { useEffect, useRef } from "react";
import { useMode, usePalette, useReducedMotion } from "./mode.ts";

// What pages draw and no more: each kind of chart that is registered is loaded with the first page.
use([
  BarChart,
  LineChart,
  AriaComponent,
  GridComponent,
  LegendComponent,
  TooltipComponent,
  // To a canvas: drawn as SVG it would set style attributes, which the page's policy refuses.
  CanvasRenderer,
]);

export interface ChartProps {
  readonly option: EChartsCoreOption;
  /** What the picture shows, in a sentence, for those who do not see it. */
  readonly description: string;
  readonly height?: number;
  /** What the reader moved and enlarged stays so when the option changes. */
  readonly keepsView?: boolean;
  onClick?(event: ChartClick): void;
}

interface ChartClick {
  readonly name: string;
  readonly dataIndex: number;
  readonly seriesName?: string;
  /** In a graph: node or edge. */
  readonly dataType?: string;
}

/**
 * An ECharts picture in the colours of the page that follows the size of its place. Loads the library: import
 * it from `ui/chart.tsx` on pages that draw, not through `ui/index.ts`.
 */
export function Chart({ option, description, height = 280, keepsView = false, onClick }: ChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType>(null);
  const click = useRef(onClick);
  click.current = onClick;
  const { mode } = useMode();
  const palette = usePalette();
  const isStill = useReducedMotion();

  useEffect(() => {
    if (!place.current) return;
    const drawn = init(place.current);
    chart.current = drawn;
    drawn.on("click", ({ name, dataIndex, seriesName, dataType }) =>
      click.current?.({
        name,
        dataIndex,
        ...(seriesName === undefined ? {} : { seriesName }),
        ...(dataType === undefined ? {} : { dataType }),
      }),
    );
    const watch = new ResizeObserver(() => drawn.resize());
    watch.observe(place.current);
    return () => {
      watch.disconnect();
      drawn.dispose();
      chart.current = null;
    };
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the palette follows the mode
  useEffect(() => {
    chart.current?.setOption(dressed(option, { palette, description, isStill }), { notMerge: !keepsView });
  }, [option, description, mode, isStill]);

  return <div ref={place} className="chart" style={{ height }} role="img" aria-label={description} />;
}

interface Dress {
  readonly palette: ReturnType<typeof usePalette>;
  readonly description: string;
  readonly isStill: boolean;
}

/** The option in the page's colours; what it says itself stays. */
function dressed(option: EChartsCoreOption, { palette, description, isStill }: Dress): EChartsCoreOption {
  const { tooltip, xAxis, yAxis, legend, ...rest } = option;
  const axis = {
    axisLine: { lineStyle: { color: palette.line } },
    axisTick: { show: false },
    axisLabel: { color: palette.quiet },
    nameTextStyle: { color: palette.quiet },
    splitLine: { lineStyle: { color: palette.line, type: "dashed" } },
  };
  return {
    color: [...palette.series],
    animation: !isStill,
    animationDuration: 200,
    grid: { left: 8, right: 16, top: 32, bottom: 8, containLabel: true },
    textStyle: { color: palette.text, fontFamily: "inherit" },
    aria: { enabled: true, label: { description } },
    ...rest,
    ...(legend ? { legend: withDefaults(legend, { textStyle: { color: palette.quiet }, top: 0 }) } : {}),
    ...(xAxis ? { xAxis: withDefaults(xAxis, axis) } : {}),
    ...(yAxis ? { yAxis: withDefaults(yAxis, axis) } : {}),
    ...(tooltip
      ? {
          tooltip: withDefaults(tooltip, {
            // As text on the canvas: one made of HTML carries style attributes, which the policy refuses.
            renderMode: "richText",
            confine: true,
            backgroundColor: palette.sheet,
            borderColor: palette.line,
            textStyle: { color: palette.text },
          }),
        }
      : {}),
  };
}

function withDefaults(given: unknown, defaults: object): unknown {
  if (Array.isArray(given)) return given.map((one) => withDefaults(one, defaults));
  return { ...defaults, ...(given as object) };
}
