import type { z } from "zod";
import { parsedOrNothing } from "../log/parsed-or-nothing.ts";
import { Refusal } from "../refusal.ts";

/** Where the next page of a list begins, as a text that people's programs hand back as it is. */
export const writePlace = (place: readonly unknown[]): string =>
  Buffer.from(JSON.stringify(place)).toString("base64url");

/** What `writePlace` wrote; anything else is refused. */
export function readPlace<Schema extends z.ZodType>(text: string, schema: Schema): z.output<Schema> {
  const place = schema.safeParse(parsedOrNothing(Buffer.from(text, "base64url").toString("utf8")));
  if (!place.success) throw brokenPlace();
  return place.data;
}

export const brokenPlace = (): Refusal =>
  new Refusal("invalid", {
    zh: "翻页位置无效，请从第一页重新开始。",
    en: "The page's place is not valid; begin at the first page.",
  });
