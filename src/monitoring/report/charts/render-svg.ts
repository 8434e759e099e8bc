import { BarChart, CustomChart, LineChart, ScatterChart } from "echarts/charts";
import { GraphicComponent, GridComponent } from "echarts/components";
import * as echarts from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { palette } from "./palette.ts";

echarts.use([BarChart, CustomChart, LineChart, ScatterChart, GraphicComponent, GridComponent, SVGRenderer]);

export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly svg: string;
}

export type Option = echarts.EChartsCoreOption;

const fontFamily = "'Noto Sans SC', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif";

/** Draws without a browser. `id` is unique on the page: what the library numbers over its lifetime is renamed by it. */
export function renderSvg(id: string, size: { width: number; height: number }, option: Option): Drawing {
  const chart = echarts.init(null, null, { renderer: "svg", ssr: true, ...size });
  try {
    chart.setOption({ animation: false, textStyle: { fontFamily }, ...option });
    return { ...size, svg: settled(chart.renderToSVGString({ useViewBox: true }), id) };
  } finally {
    chart.dispose();
  }
}

/** Takes out hover styles and the library's own bookkeeping, which hold counters, and names clip paths after `id`. */
function settled(svg: string, id: string): string {
  return svg
    .replace(/<style\s*>[\s\S]*?<\/style>/g, "")
    .replace(/ (?:class="zr\d+-cls-\d+"|ecmeta_\w+="[^"]*"|pointer-events="\w+")/g, "")
    .replace(/(id="|url\(#)zr\d+-/g, `$1${id}-`)
    .replace(/^<svg width="\d+" height="\d+"/, "<svg")
    .replace(/\n+/g, "");
}

const label = { color: palette.soft, fontSize: 12 };

/** Axes of one look: hairline at the foot, pale grid, no ticks. */
export const axes = {
  category: (data: readonly string[]) => ({
    type: "category" as const,
    data: [...data],
    axisLine: { lineStyle: { color: palette.rule } },
    axisTick: { show: false },
    axisLabel: { ...label, hideOverlap: true },
  }),
  value: (formatter: (value: number) => string) => ({
    type: "value" as const,
    axisLine: { show: false },
    axisTick: { show: false },
    splitLine: { lineStyle: { color: palette.grid } },
    splitNumber: 4,
    axisLabel: { ...label, formatter, hideOverlap: true },
  }),
};

const bounds = { outerBoundsMode: "same", outerBoundsContain: "axisLabel" };
export const grid = { left: 12, right: 24, top: 24, bottom: 8, ...bounds };
export const quiet = { silent: true, animation: false, emphasis: { disabled: true } };
export const haloLabel = {
  fontSize: 12,
  color: palette.ink,
  textBorderColor: palette.paper,
  textBorderWidth: 3,
};

/** A plain shape at absolute pixels, for the pictures that no chart type draws. */
export type Shape =
  | {
      type: "rect";
      x: number;
      y: number;
      width: number;
      height: number;
      fill: string;
      stroke?: string;
      r?: number;
    }
  | { type: "circle"; x: number; y: number; radius: number; fill: string; stroke?: string }
  | {
      type: "line";
      x1: number;
      y1: number;
      x2: number;
      y2: number;
      stroke: string;
      width?: number;
      dash?: number[];
    }
  | {
      type: "text";
      x: number;
      y: number;
      text: string;
      fill: string;
      size?: number;
      weight?: "bold";
      align?: "left" | "center" | "right";
    };

export function renderShapes(
  id: string,
  size: { width: number; height: number },
  shapes: readonly Shape[],
  paths: readonly Path[] = [],
): Drawing {
  const renderItem = ({ dataIndex }: { dataIndex: number }) => {
    const path = paths[dataIndex];
    return path === undefined ? undefined : pathItem(path);
  };
  const series = {
    ...quiet,
    type: "custom",
    coordinateSystem: "none",
    data: paths.map((_, i) => i),
    renderItem,
  };
  return renderSvg(id, size, {
    graphic: { elements: shapes.map(toElement) },
    series: paths.length > 0 ? [series] : [],
  });
}

/** Many like marks as one path, which keeps a page of pictures small. */
export interface Path {
  readonly d: string;
  readonly fill?: string;
  readonly stroke?: string;
  readonly width?: number;
}

export const pathItem = ({ d, fill, stroke, width }: Path) => ({
  type: "path",
  shape: { pathData: d },
  style: { fill: fill ?? "none", stroke, lineWidth: stroke ? (width ?? 1.5) : 0, lineCap: "round" },
});

function toElement(shape: Shape): Record<string, unknown> {
  switch (shape.type) {
    case "rect": {
      const { x, y, width, height, fill, stroke, r } = shape;
      return element(
        "rect",
        { x, y, width, height, r: r ?? 0 },
        { fill, stroke, lineWidth: stroke ? 1.5 : 0 },
      );
    }
    case "circle": {
      const { x, y, radius, fill, stroke } = shape;
      return element("circle", { cx: x, cy: y, r: radius }, { fill, stroke, lineWidth: stroke ? 1.5 : 0 });
    }
    case "line": {
      const { x1, y1, x2, y2, stroke, width, dash } = shape;
      return element("line", { x1, y1, x2, y2 }, { stroke, lineWidth: width ?? 1, lineDash: dash });
    }
    case "text": {
      const { x, y, text, fill, size, weight, align } = shape;
      const font = { fontSize: size ?? 12, fontFamily, fontWeight: weight ?? "normal" };
      const halo = fill === palette.paper ? {} : { stroke: palette.paper, lineWidth: 3 };
      return element("text", undefined, {
        x,
        y,
        text,
        fill,
        align,
        verticalAlign: "middle",
        ...font,
        ...halo,
      });
    }
  }
}

function element(type: string, shape: object | undefined, style: object): Record<string, unknown> {
  return { type, silent: true, z: 1, ...(shape ? { shape } : {}), style };
}
