import { formatCompactMoney, formatMoney, type Language, type Palette } from "../../ui/index.ts";
import { type Graph, hiddenOf } from "./graph.ts";
import { isShared, kindNames, nameOf, relationNames, shortened } from "./network-words.ts";
import type { Place } from "./place-nodes.ts";
import { coloursOf, hueOf, outlines } from "./shapes.ts";
import { thinLabels } from "./thin-labels.ts";
import type { Link, Node } from "./types.ts";

interface Drawing {
  readonly graph: Graph;
  readonly places: ReadonlyMap<string, Place>;
  readonly start: string | undefined;
  readonly selected: string | undefined;
  readonly language: Language;
  readonly palette: Palette & { readonly series: readonly string[] };
  readonly bad: string;
  /** Absent where fingers zoom. */
  readonly zoom: number | undefined;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

/** More links than this and their words would cover the picture. */
const labelledLinks = (width: number) => (width < 500 ? 6 : 24);

/** The picture as ECharts draws it; where nodes stand was worked out before. */
export function graphOption(drawing: Drawing) {
  const { graph, zoom } = drawing;
  const isSparse = graph.links.length <= labelledLinks(drawing.width);
  const labelled = labelledNodes(drawing);
  return {
    tooltip: { formatter: (item: Pointed) => told(item, drawing) },
    series: [
      {
        id: "network",
        type: "graph",
        layout: "none",
        preserveAspect: true,
        left: sideOf(drawing.width),
        right: sideOf(drawing.width),
        top: margin.top,
        bottom: margin.bottom,
        roam: zoom === undefined ? true : "move",
        ...(zoom === undefined ? {} : { zoom }),
        scaleLimit: { min: 0.3, max: 8 },
        nodeScaleRatio: 0.3,
        emphasis: { focus: "adjacency", label: { show: true }, lineStyle: { width: 2.5 } },
        blur: { itemStyle: { opacity: 0.2 }, lineStyle: { opacity: 0.08 }, label: { opacity: 0.2 } },
        data: graph.nodes.map((node) => drawNode(node, labelled.has(node.key), drawing)),
        links: graph.links.map((link) => drawLink(link, isSparse, drawing)),
      },
    ],
  };
}

const margin = { top: 30, bottom: 40 };
/** Half a label stands out beyond the outermost node. */
const sideOf = (width: number) => (width < 500 ? 40 : 64);

/** Whose labels fit: of whom was asked for, then of whoever has most alerts, then of what most share. */
function labelledNodes(drawing: Drawing): Set<string> {
  const { graph, places, start, selected, width, height, zoom = 1 } = drawing;
  const at = (key: string) => places.get(key) ?? { x: 0, y: 0 };
  const all = graph.nodes.map(({ key }) => at(key));
  const reach = (of: readonly number[]) => Math.max(...of) - Math.min(...of) || 1;
  const [wide, high] = [reach(all.map(({ x }) => x)), reach(all.map(({ y }) => y))];
  const room = [width - 2 * sideOf(width), height - margin.top - margin.bottom] as const;
  const scale = zoom * Math.max(1, Math.min(room[0] / wide, room[1] / high));
  const weight = ({ key, alerts, parties }: Node) =>
    (key === start ? 2e6 : 0) + (key === selected ? 1e6 : 0) + 10 * alerts + (parties ?? 0);
  const nodes = [...graph.nodes].sort((a, b) => weight(b) - weight(a) || (a.key < b.key ? -1 : 1));
  return thinLabels(
    nodes.map((node) => {
      const { x, y } = at(node.key);
      const { text, fontSize } = labelOf(node, drawing);
      return { key: node.key, x: x * scale, y: y * scale, size: drawnSize(node, drawing), text, fontSize };
    }),
  );
}

/** Pixels each way that a node wants around it; where there are fewer, all are drawn smaller. */
const wanted = 49;
function shrinkOf({ graph, width, height }: Drawing): number {
  return Math.max(0.4, Math.min(1, Math.sqrt((width * height) / graph.nodes.length) / wanted));
}

const drawnSize = (node: Node, drawing: Drawing) =>
  shrinkOf(drawing) * sizeOf(node) + (node.key === drawing.start ? 8 : 0);

function labelOf(node: Node, { start, selected, language }: Drawing) {
  const isStart = node.key === start;
  const isAsked = isStart || node.key === selected;
  const name = shortened(nameOf(node, language), isAsked ? 30 : 18);
  const text = node.alerts > 0 ? `${name} !${node.alerts}` : name;
  return { text, fontSize: isStart ? 14 : isAsked ? 12.5 : 11.5, fontWeight: isAsked ? 600 : 400 };
}

function drawNode(node: Node, isLabelled: boolean, drawing: Drawing) {
  const { places, start, selected, palette, bad } = drawing;
  const place = places.get(node.key) ?? { x: 0, y: 0 };
  const isStart = node.key === start;
  const isSelected = node.key === selected;
  const { text, fontSize, fontWeight } = labelOf(node, drawing);
  const colour = coloursOf(palette)[hueOf[node.kind]];
  return {
    name: node.key,
    x: place.x * 100,
    y: place.y * 100,
    symbol: `path://${outlines[node.kind]}`,
    symbolSize: drawnSize(node, drawing),
    itemStyle: {
      color: colour,
      borderColor: isSelected ? palette.text : node.alerts > 0 ? bad : palette.sheet,
      borderWidth: isSelected || node.alerts > 0 ? 2.5 * shrinkOf(drawing) : 1,
      ...(isStart ? { shadowBlur: 14, shadowColor: colour } : {}),
    },
    label: {
      show: isLabelled,
      position: "bottom",
      distance: 3,
      formatter: text,
      color: isShared(node.kind) ? palette.quiet : palette.text,
      fontSize,
      fontWeight,
      textBorderColor: palette.sheet,
      textBorderWidth: 3,
    },
  };
}

/** Area grows with the logarithm of sales, and of how many share. */
function sizeOf({ kind, parties, figures }: Node): number {
  if (isShared(kind)) return 13 + Math.min(10, 3 * Math.log2(Math.max(1, (parties ?? 2) - 1)));
  const sales = Math.max(0, Number(figures?.sales ?? 0));
  return 15 + Math.min(13, Math.max(0, 2.2 * (Math.log10(1 + sales) - 5)));
}

function drawLink(link: Link, isSparse: boolean, { language, palette, bad }: Drawing) {
  const { relation, from, to } = link;
  const colours = coloursOf(palette);
  const look = {
    has: { color: colours.reach, width: 1.8, opacity: 0.85 },
    "ship-to": { color: colours.place, width: 1.6, type: "dashed", opacity: 0.85 },
    "pays-from": { color: colours.money, width: 2.2, opacity: 0.85 },
    "paid-to": { color: bad, width: 2.2, opacity: 0.9 },
    trade: {
      color: palette.faint,
      width: 0.6 + Math.min(2, 0.35 * Math.log2(link.documents ?? 1)),
      opacity: 0.55,
    },
    manages: { color: palette.quiet, width: 1.2, type: "dotted" },
    approves: { color: palette.quiet, width: 1.2, type: "dashed" },
  }[relation];
  // Money out of the house goes to the account, and from it to the customer's bill.
  const arrow = { "paid-to": ["none", "arrow"], "pays-from": ["arrow", "none"] }[relation as string];
  return {
    source: from,
    target: to,
    symbol:
      arrow ?? (relation === "manages" || relation === "approves" ? ["none", "arrow"] : ["none", "none"]),
    symbolSize: 7,
    lineStyle: look,
    label: {
      show: isSparse,
      formatter: wordsOf(link, language),
      color: palette.quiet,
      fontSize: 10.5,
      textBorderColor: palette.sheet,
      textBorderWidth: 2,
    },
    emphasis: { label: { show: true } },
  };
}

/** What a link is, and how much of it. */
function wordsOf({ relation, amount, currency }: Link, language: Language): string {
  const name = relationNames[relation][language];
  if (amount === undefined || amount === "0") return name;
  return `${name} ${formatCompactMoney(Number(amount), currency ?? "XXX", language)}`;
}

interface Pointed {
  readonly dataType?: string;
  readonly name: string;
  readonly dataIndex: number;
}

function told({ dataType, name, dataIndex }: Pointed, { graph, language }: Drawing): string {
  const zh = language === "zh";
  if (dataType === "edge") {
    const link = graph.links[dataIndex];
    if (!link) return "";
    const end = (key: string) => {
      const node = graph.byKey.get(key);
      return node ? nameOf(node, language) : key;
    };
    const { amount, currency, documents, firstOn, lastOn, relation } = link;
    return [
      `${end(link.from)} — ${relationNames[relation][language]} — ${end(link.to)}`,
      amount === undefined ? "" : formatMoney(amount, currency ?? "XXX", language),
      documents === undefined
        ? ""
        : zh
          ? `${documents} 笔`
          : documents === 1
            ? "1 document"
            : `${documents} documents`,
      [firstOn, lastOn].filter(Boolean).join(" – "),
    ]
      .filter(Boolean)
      .join("\n");
  }
  const node = graph.byKey.get(name);
  if (!node) return "";
  const hidden = hiddenOf(graph, node);
  return [
    nameOf(node, language),
    isShared(node.kind) ? "" : `${kindNames[node.kind][language]} ${node.id}`,
    node.parties === undefined ? "" : zh ? `${node.parties} 方共用` : `shared by ${node.parties}`,
    node.alerts === 0
      ? ""
      : zh
        ? `${node.alerts} 个疑点`
        : node.alerts === 1
          ? "1 alert"
          : `${node.alerts} alerts`,
    hidden === 0 ? "" : zh ? `另有 ${hidden} 个未显示，点击展开` : `${hidden} more, click to open`,
  ]
    .filter(Boolean)
    .join("\n");
}
