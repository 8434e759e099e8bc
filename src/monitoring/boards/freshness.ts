import { z } from "zod";
import type { RoomParts } from "../../people/index.ts";
import { sql } from "../../platform/index.ts";
import type { CurrentRun } from "./current-run.ts";
import { bilingual } from "./money.ts";

const underWay = z.object({
  name: z.string(),
  state: z.enum(["waiting", "running"]),
  percent: z.number(),
  words: bilingual.optional(),
});

/** How old what one sees is, and what is being done about it. */
export const freshness = z.object({
  hasRecords: z.boolean(),
  /** The day the figures are of, and when they were worked out. */
  asOf: z.string().optional(),
  workedOutAt: z.string().optional(),
  lastImport: z.object({ at: z.string(), source: z.string(), records: z.int() }).optional(),
  underWay: z.array(underWay),
});

export async function readFreshness(
  { database: { reader }, jobs }: Pick<RoomParts, "database" | "jobs">,
  run: CurrentRun | undefined,
): Promise<z.infer<typeof freshness>> {
  const [last, recent] = await Promise.all([
    reader
      .selectFrom("import_batch as b")
      .select(({ selectFrom }) => [
        "b.committed_at",
        "b.source",
        selectFrom("import_count as c")
          .whereRef("c.batch", "=", "b.id")
          .select(sql<number>`coalesce(sum(c.observed), 0)::integer`.as("records"))
          .as("records"),
      ])
      .where("b.state", "=", "committed")
      .orderBy("b.committed_at", "desc")
      .limit(1)
      .executeTakeFirst(),
    Promise.all(["records.import", "monitoring.run"].map((name) => jobs.list(name, 3))),
  ]);
  return {
    hasRecords: last !== undefined,
    ...(run ? { asOf: run.asOf, workedOutAt: run.finishedAt.toISOString() } : {}),
    ...(last?.committed_at
      ? {
          lastImport: {
            at: last.committed_at.toISOString(),
            source: last.source,
            records: last.records ?? 0,
          },
        }
      : {}),
    underWay: recent
      .flat()
      .flatMap(({ name, state, percent, words }) =>
        state === "waiting" || state === "running"
          ? [{ name, state, percent, ...(words ? { words } : {}) }]
          : [],
      ),
  };
}
