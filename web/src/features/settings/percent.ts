/** `0.13` as `13`: the point of a decimal text moved, so that not a figure changes. */
export function toPercent(rate: string): string {
  const [, whole, part = ""] = /^(\d+)(?:\.(\d*))?$/.exec(rate) ?? [];
  return whole === undefined ? rate : pointAt(whole + part.padEnd(2, "0"), Math.max(part.length, 2) - 2);
}

/** What is no number stays as it was typed, for the server to refuse. */
export function fromPercent(percent: string): string {
  const [, whole, part = ""] = /^(\d+)(?:\.(\d*))?$/.exec(percent.trim()) ?? [];
  return whole === undefined ? percent : pointAt(whole + part, part.length + 2);
}

/** Figures with so many of them behind the point, without zeros that say nothing. */
function pointAt(figures: string, behind: number): string {
  const padded = figures.padStart(behind + 1, "0");
  const whole = padded.slice(0, padded.length - behind).replace(/^0+(?=\d)/, "");
  const part = padded.slice(padded.length - behind).replace(/0+$/, "");
  return behind === 0 || part === "" ? whole : `${whole}.${part}`;
}
