const whitespace = /[\t\n\v\f\r\u0085\u2028\u2029]+/g;
// Control and format characters (bidi overrides and zero-width ones among them), noncharacters, and the fillers that
// draw nothing: with any of these a name can look like another or steer a terminal.
const hidden = /\u034f|[\p{Cc}\p{Cf}\p{Noncharacter_Code_Point}\u115f\u1160\u3164\uffa0]/gu;

/** Untrusted text made fit to be looked at: one line, hidden characters spelled out as `[U+202E]`, well-formed. */
export function visibleText(text: string): string {
  return text
    .toWellFormed()
    .replace(whitespace, " ")
    .replace(hidden, (c) => `[U+${(c.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}]`);
}
