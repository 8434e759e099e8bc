import type { Figure } from "./types.ts";

const width = 300;
const height = 30;
const edge = 8;

interface Props {
  readonly value: number;
  readonly peers: NonNullable<Figure["peers"]>;
  /** What the picture shows, in words. */
  readonly description: string;
}

/**
 * Every peer a tick, the median a taller one, the value a brass drop. The scale leaves out the outermost fiftieth on
 * either side, where one peer could press all others together; what lies beyond stands at the edge.
 */
export function StripPlot({ value, peers, description }: Props) {
  const values = peers.values ?? [];
  const trim = Math.floor(values.length / 50);
  const low = Math.min(values[trim] ?? value, peers.median);
  const high = Math.max(values[values.length - 1 - trim] ?? value, peers.median);
  const reach = Math.max(high - low, Number.EPSILON);
  // Stretched for the value itself, but not without end.
  const from = Math.max(Math.min(low, value), low - reach / 2);
  const to = Math.min(Math.max(high, value), high + reach / 2);
  const at = (x: number) => {
    const share = (x - from) / Math.max(to - from, Number.EPSILON);
    return edge + (width - 2 * edge) * Math.min(1, Math.max(0, share));
  };
  const isBeyond = value < from || value > to;
  const x = at(value);
  const middle = height / 2;
  return (
    <svg className="strip" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={description}>
      <title>{description}</title>
      <line className="strip-axis" x1={edge} x2={width - edge} y1={middle} y2={middle} />
      {values.map((peer, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: quantiles have no other name
        <line className="strip-peer" key={i} x1={at(peer)} x2={at(peer)} y1={middle - 5} y2={middle + 5} />
      ))}
      <line className="strip-median" x1={at(peers.median)} x2={at(peers.median)} y1={4} y2={height - 4} />
      {isBeyond && (
        <path
          className="strip-beyond"
          d={value > to ? `M${width - 6} ${middle - 4}l5 4l-5 4z` : `M6 ${middle - 4}l-5 4l5 4z`}
        />
      )}
      <path className="strip-own" d={`M${x} ${middle - 8}l5.5 8l-5.5 8l-5.5 -8z`} />
    </svg>
  );
}
