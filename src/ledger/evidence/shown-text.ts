/**
 * What a person reads must be what stands there: marks that turn the direction of writing, that are invisible, or that
 * control a terminal, are shown by their number.
 */
export function shownText(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/gu, (mark) => {
    if (mark === "\n" || mark === "\t") return " ";
    return `[U+${(mark.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}]`;
  });
}
