import { type ReactNode, useMemo } from "react";

const special = /[.*+?^${}()|[\]\\]/g;

/** A text with the words that were searched for marked in it. */
export function Highlight({ text, words }: { readonly text: string; readonly words: readonly string[] }) {
  const pattern = useMemo(() => {
    if (words.length === 0) return undefined;
    const longestFirst = [...words].sort((a, b) => b.length - a.length);
    return new RegExp(`(${longestFirst.map((word) => word.replace(special, "\\$&")).join("|")})`, "gi");
  }, [words]);
  if (!pattern) return text;
  // Split by a group: every second piece is a hit.
  return text.split(pattern).map((piece, i): ReactNode => {
    // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text stand where they stand
    return i % 2 === 1 ? <mark key={i}>{piece}</mark> : piece;
  });
}
