import type pg from "pg";
import { opens } from "./commitment.ts";
import { type LogEntry, parseEntry } from "./entry.ts";

/** Something in the log's own tables that does not fit what the entries say. */
export interface LogTableFault {
  readonly what: "entry" | "opening-changed" | "opening-gone" | "opening-unknown" | "head";
  /** Of the entry; absent for what belongs to none. */
  readonly index?: number;
  readonly event?: string;
  readonly side?: string;
}

export interface LogTableCheck {
  /** Commitments that were opened. */
  readonly openings: number;
  readonly faults: readonly LogTableFault[];
}

const atOnce = 2_000;
const mostFaults = 1_000;

/**
 * The log's tables against the entries: every entry names its own row, every commitment opens to the value that is
 * kept of it, nothing is kept that no entry commits to, and the head counts the entries. `isErased` tells of values
 * that were destroyed for a reason that the log knows (`entry:<event>/<side>`).
 */
export async function checkLogTables(
  session: pg.Client,
  signal: AbortSignal,
  isErased: (place: string) => boolean = () => false,
): Promise<LogTableCheck> {
  const faults: LogTableFault[] = [];
  let openings = 0;
  for (let from = 0n; faults.length < mostFaults; ) {
    signal.throwIfAborted();
    const { rows } = await session.query<Row>(select, [from, atOnce]);
    for (const row of rows) {
      const { index, event_id: event, kept } = row;
      const entry = parsedOrNothing(row.entry);
      if (entry?.id !== event || BigInt(entry.index) !== index) {
        faults.push({ what: "entry", index: Number(index) });
        continue;
      }
      openings += kept.length;
      faults.push(...checkOpenings(entry, kept, isErased));
    }
    const last = rows.at(-1);
    if (!last) break;
    from = last.index + 1n;
  }
  return { openings, faults: [...faults, ...(await checkRest(session))] };
}

interface Row {
  readonly index: bigint;
  readonly event_id: string;
  readonly entry: string;
  readonly kept: readonly { readonly side: string; readonly salt: string; readonly value: string }[];
}

const select = `
  SELECT l.index, l.event_id, l.entry, coalesce((
    SELECT jsonb_agg(jsonb_build_object('side', o.side, 'salt', encode(o.salt, 'hex'), 'value', o.value))
    FROM log_opening o WHERE o.event_id = l.event_id), '[]') AS kept
  FROM log l WHERE l.index >= $1 ORDER BY l.index LIMIT $2`;

function checkOpenings(
  entry: LogEntry,
  kept: Row["kept"],
  isErased: (place: string) => boolean,
): LogTableFault[] {
  const { index, id: event } = entry;
  const sides = ["before", "after"] as const;
  return sides.flatMap((side): LogTableFault[] => {
    const digest = entry[side];
    const found = kept.find((one) => one.side === side);
    if (digest === undefined) return found ? [{ what: "opening-unknown", index, event, side }] : [];
    if (!found)
      return isErased(`entry:${event}/${side}`) ? [] : [{ what: "opening-gone", index, event, side }];
    const opening = { salt: Buffer.from(found.salt, "hex"), value: found.value };
    return found.salt.length === 64 && opens(digest, opening)
      ? []
      : [{ what: "opening-changed", index, event, side }];
  });
}

async function checkRest(session: pg.Client): Promise<LogTableFault[]> {
  const { rows: unknown } = await session.query<{ event_id: string; side: string }>(`
    SELECT event_id, side FROM log_opening o
    WHERE NOT EXISTS (SELECT FROM log l WHERE l.event_id = o.event_id)
      AND NOT EXISTS (SELECT FROM outbox w WHERE w.event_id = o.event_id) LIMIT 100`);
  const { rows } = await session.query<{ fits: boolean }>(`
    SELECT count(*) = 1 AND bool_and(size = (SELECT count(*) FROM log)
      AND size = (SELECT coalesce(max(index), -1) + 1 FROM log)) IS TRUE AS fits FROM log_head`);
  return [
    ...unknown.map(({ event_id: event, side }): LogTableFault => ({ what: "opening-unknown", event, side })),
    ...(rows[0]?.fits === true ? [] : [{ what: "head" } as const]),
  ];
}

function parsedOrNothing(text: string): LogEntry | undefined {
  try {
    return parseEntry(text);
  } catch {
    return undefined;
  }
}
