import stringWidth from "string-width";

/** Columns aligned by display width, so that Chinese text lines up; the first row is the head. */
export function textTable(rows: readonly (readonly string[])[]): string {
  const columns = Math.max(...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, i) =>
    Math.max(...rows.map((row) => stringWidth(row[i] ?? ""))),
  );
  const line = (row: readonly string[]) =>
    widths
      .map((width, i) => {
        const text = row[i] ?? "";
        const gap = " ".repeat(width - stringWidth(text));
        return i === 0 ? text + gap : gap + text;
      })
      .join("  ")
      .trimEnd();
  const [head = [], ...body] = rows;
  const rule = widths.map((width) => "─".repeat(width)).join("──");
  return [line(head), rule, ...body.map(line), ""].join("\n");
}
