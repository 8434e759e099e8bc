import { z } from "zod";
import type { Bilingual } from "../platform/index.ts";
import type { Detector } from "./define-detector.ts";

type Bounds = readonly [least: number, most: number];

const described = (zh: string, en: string) => `${zh} | ${en}`;

/** A whole number within bounds, with its default and what it means. */
export function whole(usual: number, [least, most]: Bounds, zh: string, en: string) {
  const error = `应为 ${grouped(least)} 至 ${grouped(most)} 的整数 | expected a whole number from ${grouped(least)} to ${grouped(most)}`;
  return z
    .int({ error })
    .min(least, { error })
    .max(most, { error })
    .default(usual)
    .describe(described(zh, en));
}

/** A number within bounds, with its default and what it means. */
export function decimal(usual: number, bounds: Bounds, zh: string, en: string) {
  return within(bounds).default(usual).describe(described(zh, en));
}

/** A short list of numbers within bounds; empty unless given. */
export function decimals(bounds: Bounds, zh: string, en: string) {
  const error = `应为不超过 ${longestList} 个数的列表，如 [1, 2] | expected a list of at most ${longestList} numbers, such as [1, 2]`;
  return z
    .array(within(bounds), { error })
    .max(longestList, { error })
    .default([])
    .describe(described(zh, en));
}

const longestList = 50;

function within([least, most]: Bounds) {
  const error = `应为 ${grouped(least)} 至 ${grouped(most)} 的数 | expected a number from ${grouped(least)} to ${grouped(most)}`;
  return z.number({ error }).min(least, { error }).max(most, { error });
}

/** Bounds can be small shares as well as amounts in minor units. */
const grouped = (value: number) => value.toLocaleString("en", { maximumFractionDigits: 6 });

/** A parameter as people see and change it. */
export interface Parameter {
  readonly name: string;
  readonly form: "whole" | "decimal" | "decimals";
  readonly meaning: Bilingual;
  readonly usual: number | readonly number[];
  readonly least: number;
  readonly most: number;
}

/** What a detector's schema says of its parameters, in its order. */
export function parametersOf(detector: Detector): Parameter[] {
  const { properties = {} } = z.toJSONSchema(detector.params, { io: "input" });
  return Object.entries(properties).map(([name, given]) => {
    const schema = written.parse(given);
    const numbers = schema.type === "array" ? schema.items : schema;
    const [zh = "", en = ""] = schema.description.split(" | ");
    return {
      name,
      form: schema.type === "array" ? "decimals" : schema.type === "integer" ? "whole" : "decimal",
      meaning: { zh, en },
      usual: schema.default,
      least: numbers.minimum,
      most: numbers.maximum,
    };
  });
}

// As `whole`, `decimal` and `decimals` write them; another schema would have no bounds, and is refused here.
const bounded = z.object({ minimum: z.number(), maximum: z.number() });
const common = { description: z.string(), default: z.union([z.number(), z.array(z.number())]) };
const written = z.discriminatedUnion("type", [
  bounded.extend({ type: z.literal("integer"), ...common }),
  bounded.extend({ type: z.literal("number"), ...common }),
  z.object({ type: z.literal("array"), items: bounded, ...common }),
]);
