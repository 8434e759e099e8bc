import { visibleText } from "../../../desk/index.ts";
import type { Bilingual } from "../../../platform/index.ts";

/** Markup that is finished; only `html` makes it, and `trusted` for drawings made by this room. */
export interface Html {
  readonly markup: string;
}

type Part = string | number | Html | Bilingual | undefined | readonly Part[];

/**
 * A template whose values are text: strings are escaped wherever they stand, in element or quoted attribute; a bilingual
 * text becomes both languages, of which the page shows one (so it may not stand in an attribute); lists are joined.
 */
export function html(strings: TemplateStringsArray, ...values: readonly Part[]): Html {
  return {
    markup: strings.map((literal, i) => literal + (i < values.length ? write(values[i]) : "")).join(""),
  };
}

export const trusted = (markup: string): Html => ({ markup });

function write(part: Part): string {
  if (part === undefined) return "";
  if (typeof part === "string" || typeof part === "number") return escapeHtml(String(part));
  if ("markup" in part) return part.markup;
  if ("zh" in part) return both(part);
  return part.map(write).join("");
}

function both({ zh, en }: Bilingual): string {
  if (zh === en) return escapeHtml(zh);
  return `<span lang="zh-Hans">${escapeHtml(zh)}</span><span lang="en">${escapeHtml(en)}</span>`;
}

const entities: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
  "`": "&#96;",
};

export function escapeHtml(text: string): string {
  return visibleText(text).replace(/[&<>"'`]/g, (c) => entities[c] ?? c);
}
