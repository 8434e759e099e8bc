import stringWidth from "string-width";

const graphemes = new Intl.Segmenter("zh", { granularity: "grapheme" });

/** Columns on a terminal; a Chinese character takes two. */
export const displayWidth = (text: string): number => stringWidth(text);

/** The text, or as much of it as fits into `columns` with … at its end. */
export function clipToWidth(text: string, columns: number): string {
  if (displayWidth(text) <= columns) return text;
  let clipped = "";
  let used = 0;
  for (const { segment } of graphemes.segment(text)) {
    const width = displayWidth(segment);
    if (used + width > columns - 1) break;
    clipped += segment;
    used += width;
  }
  return columns < 1 ? "" : `${clipped}…`;
}

/** Clipped and filled with spaces to exactly `columns`. */
export function fitToWidth(text: string, columns: number, align: "left" | "right" = "left"): string {
  const clipped = clipToWidth(text, columns);
  const space = " ".repeat(Math.max(0, columns - displayWidth(clipped)));
  return align === "left" ? clipped + space : space + clipped;
}
