import type { NodeKind } from "./tables.ts";

const cut = "…";

/**
 * What is shown of a value that several share: enough to tell two apart and to know it again in the record, not enough
 * to call, visit or pay somebody. The whole value stands only in the records, for those who may read them.
 */
export function masked(kind: NodeKind, raw: string): string {
  const signs = [...raw.trim().replace(/\s+/g, " ")];
  // Never more than a half of it.
  const shown = (most: number) => Math.min(most, Math.floor(signs.length / 2));
  if (kind === "address") return `${signs.slice(0, shown(6)).join("")}${cut}`;
  if (kind === "email") {
    const at = signs.lastIndexOf("@");
    if (at > 0) return `${signs[0]}${cut}${signs.slice(at).join("")}`;
  }
  const ends = signs.filter((sign) => /[\p{L}\p{N}]/u.test(sign));
  const last = Math.min(4, Math.floor(ends.length / 2));
  return `${cut}${last === 0 ? "" : ends.slice(-last).join("")}`;
}
