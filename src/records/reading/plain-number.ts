/** A number as digits with at most one point and a sign, never with an exponent. */
export function plainNumber(source: number | string): string {
  const text = String(source);
  const match = /^(-?)(\d+)(?:\.(\d+))?[eE]([+-]?\d+)$/.exec(text);
  if (!match) return text;
  const [, sign = "", whole = "", fraction = "", power = "0"] = match;
  const exponent = Number(power);
  if (Math.abs(exponent) > 400) return text;
  const digits = whole + fraction;
  const point = whole.length + exponent;
  if (point <= 0) return trimZeros(`${sign}0.${"0".repeat(-point)}${digits}`);
  if (point >= digits.length)
    return sign + (digits + "0".repeat(point - digits.length)).replace(/^0+(?=\d)/, "");
  return trimZeros(`${sign}${digits.slice(0, point)}.${digits.slice(point)}`);
}

function trimZeros(text: string): string {
  return text.replace(/\.?0+$/, "");
}
