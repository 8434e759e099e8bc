import { createHash } from "node:crypto";
import { z } from "zod";
import { canonicalJson } from "../../platform/index.ts";

const bilingual = z.object({ zh: z.string(), en: z.string() });

export const rankedUnit = z.enum(["transaction", "deal", "customer", "seller"]);
export type Unit = z.infer<typeof rankedUnit>;

const place = z.object({ kind: z.string(), id: z.string(), record: z.guid().optional() });

/** What a line of the ranking says beside its score. */
export const told = z.object({
  /** Of a transaction: the few themes that raised the score most, in log-odds, or nats where no model ranks. */
  reasons: z.array(z.object({ theme: z.string(), weight: z.number(), words: bilingual })).default([]),
  /** Of a document, customer or seller: where its transactions stand. */
  leading: z.object({ rows: z.int(), share: z.number(), of: z.int(), byChance: z.number() }).optional(),
  /** Its most suspect transactions, each with its first reason. */
  top: z.array(place.extend({ rank: z.int(), score: z.number(), words: bilingual.optional() })).default([]),
  /** The honest one most like it. */
  nearest: place.extend({ name: z.string().optional(), words: bilingual }).optional(),
  seller: z.object({ id: z.string(), name: z.string().optional() }).optional(),
  customer: z.object({ id: z.string(), name: z.string().optional() }).optional(),
  document: place.optional(),
  /** Minor units. */
  amount: z.string().optional(),
  currency: z.string().optional(),
  /** YYYY-MM-DD */
  day: z.string().optional(),
});
export type Told = z.infer<typeof told>;

/** A line as `ranking_row` keeps it. */
export interface RankedRow {
  readonly unit: Unit;
  readonly rank: number;
  readonly kind: string;
  readonly id: string;
  readonly record: string | null;
  readonly name: string | null;
  readonly score: number;
  readonly chance: number | null;
  readonly outcome: "falsified" | "honest" | null;
  readonly told: unknown;
  readonly subjects: readonly string[];
}

/** What the log commits to: the same lines give the same digest, whoever reads them and in whatever order. */
export function digestOfRows(rows: readonly RankedRow[]): string {
  const hash = createHash("sha256");
  const placed = rows.toSorted((a, b) => (a.unit < b.unit ? -1 : a.unit > b.unit ? 1 : a.rank - b.rank));
  for (const { unit, rank, kind, id, record, name, score, chance, outcome, told, subjects } of placed) {
    const line = { unit, rank, kind, id, record, name, score, chance, outcome, told, subjects };
    hash.update(`${canonicalJson(line)}\n`);
  }
  return hash.digest("hex");
}

/** The columns of `ranking_row` that `digestOfRows` reads. */
export const rankedColumns = [
  "unit",
  "rank",
  "kind",
  "id",
  "record",
  "name",
  "score",
  "chance",
  "outcome",
  "told",
  "subjects",
] as const;
