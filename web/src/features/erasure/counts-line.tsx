import { useWords } from "../../ui/index.ts";
import type { Counts } from "./types.ts";
import { words } from "./words.ts";

const shown = ["records", "versions", "alerts", "openings", "mentions", "uploads", "accounts"] as const;

/** What is affected, in one line; what is none is left out. */
export function CountsLine({ counts }: { readonly counts: Counts }) {
  const text = useWords(words);
  const parts = shown.flatMap((name) => (counts[name] > 0 ? [text.counts[name](counts[name])] : []));
  return <span>{parts.join(" · ") || "—"}</span>;
}
