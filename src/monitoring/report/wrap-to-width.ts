import { displayWidth } from "./display-width.ts";

const words = new Intl.Segmenter("zh", { granularity: "word" });
const clinging = /^[\s，。；：、）”！？,.;:)!?…]+$/u;

/** Lines of at most `columns`, broken between words; punctuation stays with the word before it. */
export function wrapToWidth(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const piece of piecesOf(text)) {
    if (displayWidth((line + piece).trimEnd()) > columns && line.trim() !== "") {
      lines.push(line.trimEnd());
      line = piece.trimStart();
    } else line += piece;
  }
  return line.trim() === "" ? lines : [...lines, line.trimEnd()];
}

function piecesOf(text: string): string[] {
  const pieces: string[] = [];
  for (const { segment } of words.segment(text)) {
    const last = pieces.at(-1);
    if (last !== undefined && (clinging.test(segment) || /[¥$€£]$/.test(last)))
      pieces[pieces.length - 1] = last + segment;
    else pieces.push(segment);
  }
  return pieces;
}
