const space = /[\t\n\v\f\r\u0085\u2028\u2029]+/g;
// As `visibleText` of the desk: control and format characters, noncharacters, and the fillers that draw nothing.
const hidden = /\u034f|[\p{Cc}\p{Cf}\p{Noncharacter_Code_Point}\u115f\u1160\u3164\uffa0]/gu;

/** Text that a person can rely on: in one line, and what is invisible or turns the direction of writing is spelled out. */
export function shownText(text: string): string {
  return text
    .toWellFormed()
    .replace(space, " ")
    .replace(
      hidden,
      (mark) => `[U+${(mark.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}]`,
    );
}
