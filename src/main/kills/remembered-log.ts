import type pg from "pg";
import { CompactRange, hashLeaf } from "../../ledger/index.ts";

/** The log as an outsider has read it so far: it may grow, and nothing in it may ever change. */
export interface RememberedLog {
  /** Reads what is new; gives what is wrong with it. */
  readOn(client: pg.Client): Promise<string[]>;
  /** Reads all of it again: what differs from what was read before. */
  readAgain(client: pg.Client): Promise<string[]>;
  size(): number;
  /** Root of the tree of the first so many entries; absent while it was not read so far. */
  rootAt(size: number): Buffer | undefined;
  /** Whether an event of this type about `alert/revision` stands in it. */
  holdsStep(place: string): boolean;
}

interface Row {
  readonly place: string;
  readonly event_id: string;
  readonly entry: string;
}

const atOnce = 5_000;
const select =
  "SELECT index::text AS place, event_id, entry FROM log WHERE index >= $1 ORDER BY index LIMIT $2";

export function rememberLog(): RememberedLog {
  const leaves: Buffer[] = [];
  const roots: Buffer[] = [Buffer.from(new CompactRange().root())];
  const range = new CompactRange();
  const events = new Set<string>();
  const steps = new Set<string>();
  const take = (row: Row): string[] => {
    const entry = JSON.parse(row.entry);
    const wrong: string[] = [];
    if (Number(row.place) !== leaves.length)
      wrong.push(`the log has ${row.place} after ${leaves.length - 1}`);
    if (entry.index !== row.place) wrong.push(`entry ${row.place} calls itself ${entry.index}`);
    if (entry.id !== row.event_id || events.has(row.event_id)) wrong.push(`event ${row.event_id} twice`);
    events.add(row.event_id);
    if (entry.subject.startsWith("alert:") && entry.seals?.revision !== undefined) {
      steps.add(`${entry.subject.slice("alert:".length)}/${entry.seals.revision}`);
    }
    const leaf = Buffer.from(hashLeaf(Buffer.from(row.entry)));
    leaves.push(leaf);
    range.append(leaf);
    roots.push(Buffer.from(range.root()));
    return wrong;
  };
  return {
    async readOn(client) {
      const wrong: string[] = [];
      for (;;) {
        const { rows } = await client.query<Row>(select, [leaves.length, atOnce]);
        for (const row of rows) wrong.push(...take(row));
        if (rows.length < atOnce) return wrong;
      }
    },
    async readAgain(client) {
      for (let at = 0; at < leaves.length; at += atOnce) {
        const { rows } = await client.query<Row>(select, [at, Math.min(atOnce, leaves.length - at)]);
        const changed = rows.findIndex(
          ({ entry }, i) => !leaves[at + i]?.equals(hashLeaf(Buffer.from(entry))),
        );
        if (changed >= 0) return [`entry ${at + changed} has changed since it was first read`];
      }
      return [];
    },
    size: () => leaves.length,
    rootAt: (size) => roots[size],
    holdsStep: (place) => steps.has(place),
  };
}
