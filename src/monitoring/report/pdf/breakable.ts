import { visibleText } from "../../../desk/index.ts";

const zeroWidthSpace = "\u200b";

/** Text for print: hidden characters shown, and places to break in runs that no line would hold. */
export function breakable(text: string): string {
  return visibleText(text).replace(/[!-~]{21,}/g, (run) =>
    run.replace(/(.{1,20}[-/_.,:;@|=&?]|.{20})(?=.)/g, `$1${zeroWidthSpace}`),
  );
}
