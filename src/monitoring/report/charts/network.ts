import { visibleText } from "../../../desk/index.ts";
import type { Chart } from "../../../detection/index.ts";
import { clipToWidth } from "../display-width.ts";
import { type LaidOut, layOut } from "./network-layout.ts";
import { palette } from "./palette.ts";
import { type Drawing, renderShapes, type Shape } from "./render-svg.ts";

type Network = Extract<Chart, { kind: "network" }>;

/** Parties in columns by what they are, what they share between them; suspect ties in the marking colour. */
export function drawNetwork({ rows }: Network, id: string): Drawing {
  const { nodes, ties, width, height } = layOut(rows);
  const at = new Map(nodes.map((node) => [node.key, node]));
  const lines = ties.flatMap(({ from, to, suspect }): Shape[] => {
    const a = at.get(from);
    const b = at.get(to);
    if (!a || !b) return [];
    const stroke = suspect ? palette.mark : palette.rule;
    return [{ type: "line", x1: a.x, y1: a.y, x2: b.x, y2: b.y, stroke, width: suspect ? 1.6 : 1 }];
  });
  const plain = lines.filter((line) => line.type === "line" && line.stroke === palette.rule);
  const marked = lines.filter((line) => !plain.includes(line));
  return renderShapes(id, { width, height }, [...plain, ...marked, ...nodes.flatMap(drawNode)]);
}

function drawNode({ x, y, label, side, isShared, suspect }: LaidOut): Shape[] {
  const fill = suspect ? palette.mark : palette.data;
  const mark: Shape = isShared
    ? { type: "rect", x: x - 5, y: y - 5, width: 10, height: 10, fill: palette.paper, stroke: fill }
    : { type: "circle", x, y, radius: 6, fill, stroke: palette.paper };
  const text = clipToWidth(visibleText(label), side === "middle" ? 26 : 28);
  const place = { left: { x: x - 12, y }, right: { x: x + 12, y }, middle: { x, y: y - 14 } }[side];
  const align = { left: "right", right: "left", middle: "center" }[side] as "left" | "right" | "center";
  return [mark, { type: "text", ...place, text, fill: palette.ink, align }];
}
