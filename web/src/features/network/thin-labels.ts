/** A node as it is drawn, in pixels, and the label that would stand below it. */
export interface Labelled {
  readonly key: string;
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly text: string;
  readonly fontSize: number;
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const gap = 3;
const cell = 120;

/** Whose labels are drawn: in the order given, each that covers neither a label drawn before nor another's shape. */
export function thinLabels(nodes: readonly Labelled[]): Set<string> {
  const taken = new Map<string, { readonly box: Box; readonly of: string }[]>();
  const put = (of: string, box: Box) => {
    for (const place of cellsOf(box)) taken.set(place, [...(taken.get(place) ?? []), { of, box }]);
  };
  for (const { key, x, y, size } of nodes) {
    const half = size / 2 - 2;
    put(key, { left: x - half, right: x + half, top: y - half, bottom: y + half });
  }
  const shown = new Set<string>();
  for (const [i, node] of nodes.entries()) {
    const box = labelBox(node);
    const isFree = cellsOf(box).every((place) =>
      (taken.get(place) ?? []).every((other) => other.of === node.key || !meet(box, other.box)),
    );
    // The first is the one that was asked for.
    if (!isFree && i > 0) continue;
    shown.add(node.key);
    put(`label of ${node.key}`, box);
  }
  return shown;
}

function labelBox({ x, y, size, text, fontSize }: Labelled): Box {
  const half = (widthOf(text) * fontSize) / 2;
  const top = y + size / 2 + gap;
  return { left: x - half, right: x + half, top, bottom: top + fontSize * 1.2 };
}

/** In ems: a Chinese sign takes one, others little more than a half. */
function widthOf(text: string): number {
  let width = 0;
  for (const sign of text) width += /[\u2e80-\uffef]/.test(sign) ? 1 : 0.56;
  return width;
}

const meet = (a: Box, b: Box) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

function cellsOf({ left, right, top, bottom }: Box): string[] {
  const cells: string[] = [];
  for (let x = Math.floor(left / cell); x <= Math.floor(right / cell); x++)
    for (let y = Math.floor(top / cell); y <= Math.floor(bottom / cell); y++) cells.push(`${x} ${y}`);
  return cells;
}
