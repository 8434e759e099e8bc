/** Where nodes stand: in the units of the distance at which two that are tied come to rest. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

interface Points {
  readonly keys: readonly string[];
  readonly ties: readonly { readonly from: string; readonly to: string; readonly isLoose: boolean }[];
}

const golden = Math.PI * (3 - Math.sqrt(5));
/** Pairs looked at in all: some 200 ms. */
const work = 20_000_000;

/**
 * Places nodes by forces between them (Fruchterman and Reingold 1991). The same graph gives the same picture; what
 * stood before stays where it stood, so that whoever opened a node finds the rest again. `aspect`: width ÷ height.
 */
export function placeNodes(
  { keys, ties }: Points,
  before: ReadonlyMap<string, Place> = new Map(),
  aspect = 1.5,
): Map<string, Place> {
  const n = keys.length;
  const at = new Map(keys.map((key, i) => [key, i]));
  const tied = ties.flatMap(({ from, to, isLoose }) => {
    const [a, b] = [at.get(from), at.get(to)];
    return a === undefined || b === undefined || a === b ? [] : [{ a, b, pull: isLoose ? 0.35 : 1 }];
  });
  const pairs = loosened(tied, n);
  const stretch = Math.sqrt(aspect);
  const x = new Float64Array(n);
  const y = new Float64Array(n);
  const fixed = new Uint8Array(n);
  begin({ keys, pairs, before, stretch, x, y, fixed });
  const steps = Math.max(60, Math.min(400, Math.floor(work / Math.max(1, n * n))));
  const [dx, dy] = [new Float64Array(n), new Float64Array(n)];
  for (let step = 0; step < steps; step++) {
    dx.fill(0);
    dy.fill(0);
    repel(x, y, dx, dy);
    attract(pairs, x, y, dx, dy);
    const heat = 0.9 * (1 - step / steps) ** 1.5 + 0.01;
    for (let i = 0; i < n; i++) {
      if (fixed[i] === 1) continue;
      // A slight pull to the middle keeps what is tied to nothing in the picture.
      const [fx, fy] = [value(dx, i) - 0.05 * value(x, i), value(dy, i) - 0.05 * value(y, i)];
      const force = Math.hypot(fx, fy) || 1;
      x[i] = value(x, i) + (fx / force) * Math.min(force, heat);
      y[i] = value(y, i) + (fy / force) * Math.min(force, heat);
    }
  }
  return new Map(
    keys.map((key, i) => [key, before.get(key) ?? { x: value(x, i) * stretch, y: value(y, i) / stretch }]),
  );
}

/** Where many have much in common, all pull at once: between two who have many ties each one pulls less. */
function loosened(
  pairs: readonly { readonly a: number; readonly b: number; readonly pull: number }[],
  n: number,
) {
  const degree = new Float64Array(n);
  for (const { a, b } of pairs) {
    degree[a] = value(degree, a) + 1;
    degree[b] = value(degree, b) + 1;
  }
  return pairs.map(({ a, b, pull }) => ({
    a,
    b,
    pull: pull / Math.min(value(degree, a), value(degree, b)),
  }));
}

const value = (numbers: Float64Array, i: number) => numbers[i] ?? 0;

interface Beginning {
  readonly keys: readonly string[];
  readonly pairs: readonly { readonly a: number; readonly b: number }[];
  readonly before: ReadonlyMap<string, Place>;
  readonly stretch: number;
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly fixed: Uint8Array;
}

/** What stood stays; what is new begins beside what it is tied to, else on a spiral, never two at one place. */
function begin({ keys, pairs, before, stretch, x, y, fixed }: Beginning): void {
  for (const [i, key] of keys.entries()) {
    const known = before.get(key);
    const radius = 0.7 * Math.sqrt(i);
    x[i] = known ? known.x / stretch : radius * Math.cos(i * golden);
    y[i] = known ? known.y * stretch : radius * Math.sin(i * golden);
    fixed[i] = known ? 1 : 0;
  }
  if (before.size === 0) return;
  for (let round = 0; round < 2; round++) {
    for (const { a, b } of pairs) {
      const [old, fresh] = fixed[a] ? [a, b] : [b, a];
      if (!fixed[old] || fixed[fresh] !== 0) continue;
      x[fresh] = value(x, old) + 1.1 * Math.cos(fresh * golden);
      y[fresh] = value(y, old) + 1.1 * Math.sin(fresh * golden);
    }
  }
}

function repel(x: Float64Array, y: Float64Array, dx: Float64Array, dy: Float64Array): void {
  for (let i = 0; i < x.length; i++) {
    const [xi, yi] = [value(x, i), value(y, i)];
    let [sx, sy] = [0, 0];
    for (let j = i + 1; j < x.length; j++) {
      const [ox, oy] = [xi - value(x, j), yi - value(y, j)];
      const square = Math.max(ox * ox + oy * oy, 0.01);
      if (square > 64) continue;
      // Shapes and labels want room: who comes too near is pushed away harder.
      const push = square < 0.6 ? 2.5 : 1;
      const [px, py] = [(push * ox) / square, (push * oy) / square];
      sx += px;
      sy += py;
      dx[j] = value(dx, j) - px;
      dy[j] = value(dy, j) - py;
    }
    dx[i] = value(dx, i) + sx;
    dy[i] = value(dy, i) + sy;
  }
}

function attract(
  pairs: readonly { readonly a: number; readonly b: number; readonly pull: number }[],
  x: Float64Array,
  y: Float64Array,
  dx: Float64Array,
  dy: Float64Array,
): void {
  for (const { a, b, pull } of pairs) {
    const [ox, oy] = [value(x, b) - value(x, a), value(y, b) - value(y, a)];
    const by = pull * Math.hypot(ox, oy);
    dx[a] = value(dx, a) + ox * by;
    dy[a] = value(dy, a) + oy * by;
    dx[b] = value(dx, b) - ox * by;
    dy[b] = value(dy, b) - oy * by;
  }
}
