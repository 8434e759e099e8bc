import { z } from "zod";
import { type Bilingual, type Context, commitTo, Refusal, sql } from "../../platform/index.ts";
import type { Rate } from "./queries.ts";
import { readRateFile } from "./rate-file.ts";
import { sectionResource } from "./save-settings.ts";

export const importRatesInput = z.strictObject({
  /** CSV with a heading: day, base, quote, rate and, where it differs from `source`, source. */
  csv: z.string().max(8 * 1024 * 1024),
  /** Whose rates they are. */
  source: z.string().trim().min(1).max(200),
});
export type ImportRatesInput = z.infer<typeof importRatesInput>;

export interface ImportedRates {
  /** New days, corrected days, and rows that say what was known. */
  readonly added: number;
  readonly corrected: number;
  readonly unchanged: number;
}

/** Takes in dated rates; a day that has another rate already gets a further revision. All rows or none. */
export function importRates(context: Context, { csv, source }: ImportRatesInput): Promise<ImportedRates> {
  const { rates, problems } = readRateFile(csv, source);
  return context.commit(async (tx) => {
    context.require("settings.change", sectionResource("currencies"));
    if (problems.length > 0) throw new Refusal("invalid", shortened(problems));
    const { rows } = await sql<{ added: number; corrected: number }>`
      WITH given AS (SELECT * FROM unnest(${rates.map(({ base }) => base)}::text[], ${rates.map(({ quote }) => quote)}::text[],
          ${rates.map(({ day }) => day)}::date[], ${rates.map(({ rate }) => rate)}::numeric[],
          ${rates.map((row) => row.source)}::text[]) AS g (base, quote, day, rate, source)
      ), known AS (
        SELECT g.*, k.revision FROM given g LEFT JOIN LATERAL (SELECT revision, rate, source FROM currency_rate c
          WHERE (c.base, c.quote, c.day) = (g.base, g.quote, g.day) ORDER BY revision DESC LIMIT 1) k ON true
        WHERE k.revision IS NULL OR k.rate <> g.rate OR k.source <> g.source
      ), written AS (
        INSERT INTO currency_rate (base, quote, day, revision, rate, source, saved_by, saved_at)
        SELECT base, quote, day, coalesce(revision, 0) + 1, rate, source, ${context.actor.id}, ${context.now} FROM known
        RETURNING revision
      ) SELECT count(*) FILTER (WHERE revision = 1)::int AS added, count(*) FILTER (WHERE revision > 1)::int AS corrected
        FROM written`.execute(tx);
    const { added = 0, corrected = 0 } = rows[0] ?? {};
    const result = { added, corrected, unchanged: rates.length - added - corrected };
    return {
      result,
      event: {
        type: "rates.imported",
        subject: "settings:currencies",
        after: { source, rates: rates.map(asLine), digest: commitTo(csv).digest },
        seals: { added, corrected },
      },
    };
  });
}

const asLine = ({ day, base, quote, rate, source }: Rate) => [day, base, quote, rate, source].join(" ");

const mostShown = 20;

function shortened(problems: readonly Bilingual[]): readonly Bilingual[] {
  const more = problems.length - mostShown;
  if (more <= 0) return problems;
  return [
    ...problems.slice(0, mostShown),
    { zh: `另有 ${more} 处问题。`, en: `There are ${more} more problems.` },
  ];
}
