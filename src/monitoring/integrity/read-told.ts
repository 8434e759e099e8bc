import type pg from "pg";
import { z } from "zod";
import { parsedOrNothing } from "../../platform/index.ts";

/** An entry, with what its commitment opens to; `after` is absent where that was erased. */
export interface Told {
  /** `null` while it waits for its index. */
  readonly index: bigint | null;
  readonly type: string;
  readonly actor: string;
  readonly subject: string;
  readonly time: string;
  readonly seals: Readonly<Record<string, string>>;
  readonly after: unknown;
}

const entrySchema = z.object({
  type: z.string(),
  actor: z.string(),
  subject: z.string(),
  time: z.string(),
  seals: z.record(z.string(), z.string()).default({}),
});

/** Entries of some types in the order of the log; those that wait come last. `types` is a part of a regular expression. */
export async function readTold(session: pg.Client, types: string): Promise<Told[]> {
  const pattern = `"type":"(${types})"`;
  const { rows } = await session.query<{ index: bigint | null; entry: string; after: string | null }>(
    `SELECT e.index, e.entry, o.value AS after FROM (
       SELECT index, NULL::bigint AS position, event_id, entry FROM log WHERE entry ~ $1
       UNION ALL SELECT NULL, position, event_id, before_index || '0' || after_index FROM outbox WHERE after_index ~ $1) e
     LEFT JOIN log_opening o ON o.event_id = e.event_id AND o.side = 'after' ORDER BY e.index NULLS LAST, e.position`,
    [pattern],
  );
  return rows.flatMap(({ index, entry, after }) => {
    const told = entrySchema.safeParse(parsedOrNothing(entry)).data;
    return told ? [{ ...told, index, after: after === null ? undefined : parsedOrNothing(after) }] : [];
  });
}
