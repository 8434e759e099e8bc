/**
 * Every colour of a chart by its part. In print these are the colours; a page swaps each for a CSS variable of the same
 * name, so that charts follow light and dark. All are distinct, which the swap relies on.
 */
export const palette = {
  ink: "#1c2731",
  soft: "#5a6672",
  rule: "#aab4bd",
  grid: "#e4e8eb",
  data: "#5e7f9b",
  pale: "#c3d0db",
  peers: "#a2761f",
  mark: "#c1361d",
  paper: "#fefefe",
  heat1: "#dfe8ee",
  heat2: "#b5cad9",
  heat3: "#86a8c0",
  heat4: "#537d9d",
} as const;

export type Paint = keyof typeof palette;

const names = new Map<string, string>(Object.entries(palette).map(([name, hex]) => [hex, name]));

/** The drawing with its colours as CSS variables `--ink`, `--mark` … */
export function paintedByPage(svg: string): string {
  return svg.replace(/(fill|stroke)="(#[0-9a-f]{6})"/g, (whole, attribute: string, hex: string) => {
    const name = names.get(hex);
    return name === undefined ? whole : `${attribute}="var(--${name})"`;
  });
}
