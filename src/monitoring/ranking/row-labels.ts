import { createHash } from "node:crypto";
import { type Labels, negative, positive, type Sales, unlabelled } from "../../detection/index.ts";
import type { Reader, Warehouse } from "../../platform/index.ts";
import { type Judgement, type Outcome, standingAt } from "./judgements.ts";
import { rowsAbout } from "./rows-about.ts";

/** What is known of the rows at a moment: the outcome, and since when. */
export interface KnownLabels {
  readonly labels: Labels;
  /** Milliseconds; NaN where there is no label. */
  readonly at: Float64Array;
}

/** A judgement with the rows that it is about, and since when they have said what they say now. */
interface Placed {
  readonly judgement: Judgement;
  readonly rows: readonly { readonly row: number; readonly since: number }[];
}

/**
 * Labels of rows at any moment. A record that was corrected after it was judged is no longer what was judged, and what
 * was found of it teaches nothing about the figures that it shows now.
 */
export async function labelReader(
  db: Reader,
  warehouse: Warehouse,
  sales: Sales,
  judgements: readonly Judgement[],
): Promise<(moment: number) => KnownLabels> {
  const placed = await placeAll(db, warehouse, sales, judgements);
  const rowsOf = new Map(placed.map(({ judgement, rows }) => [judgement, rows]));
  return (moment) => {
    const known = new Map<number, { outcome: Outcome; at: number; weight: number }>();
    for (const judgement of standingAt(judgements, moment)) {
      const at = judgement.at.getTime();
      for (const { row, since } of rowsOf.get(judgement) ?? []) {
        if (since > at) continue;
        const own = { outcome: judgement.outcome as Outcome, at, weight: weightOf(judgement) };
        const other = known.get(row);
        if (!other || own.weight > other.weight || (own.weight === other.weight && at > other.at))
          known.set(row, own);
      }
    }
    const labels = new Int8Array(sales.ids.length).fill(unlabelled);
    const since = new Float64Array(sales.ids.length).fill(Number.NaN);
    for (const [row, { outcome, at }] of known) {
      labels[row] = outcome === "falsified" ? positive : negative;
      since[row] = at;
    }
    return { labels, at: since };
  };
}

/** An inspection looks at the whole; an alert that was cleared says that one suspicion was wrong, and another may be right. */
const weightOf = ({ source, outcome }: Judgement): number =>
  source === "inspection" ? 3 : outcome === "falsified" ? 2 : 1;

async function placeAll(
  db: Reader,
  warehouse: Warehouse,
  sales: Sales,
  judgements: readonly Judgement[],
): Promise<Placed[]> {
  const touched = await rowsAbout(db, warehouse, sales, judgements);
  const asked = touched.flatMap(({ rows, heads }) => [
    ...[...rows].map((row) => sales.ids[row] as string),
    ...heads,
  ]);
  const since = await knownSince(db, [...new Set(asked)]);
  return touched.map(({ rows, heads }, i) => {
    const head = Math.max(-Infinity, ...heads.map((rid) => since.get(rid) ?? Infinity));
    return {
      judgement: judgements[i] as Judgement,
      rows: [...rows].map((row) => ({
        row,
        since: Math.max(head, since.get(sales.ids[row] as string) ?? Infinity),
      })),
    };
  });
}

const atOnce = 5_000;

/** When each version became known, in milliseconds. */
async function knownSince(db: Reader, rids: readonly string[]): Promise<Map<string, number>> {
  const since = new Map<string, number>();
  for (let i = 0; i < rids.length; i += atOnce) {
    const rows = await db
      .selectFrom("record_version as v")
      .innerJoin("import_batch as b", "b.id", "v.batch")
      .select(["v.id", "b.committed_at"])
      .where("v.id", "in", rids.slice(i, i + atOnce).map(BigInt))
      .execute();
    for (const { id, committed_at } of rows) since.set(String(id), committed_at?.getTime() ?? Infinity);
  }
  return since;
}

export interface LabelCounts {
  readonly falsified: number;
  readonly honest: number;
}

/** Documents by what was found of them; one that has a falsified line is falsified. */
export function labelsOfDocuments(
  { documents }: Pick<Sales, "documents">,
  labels: Labels,
): Map<number, number> {
  const found = new Map<number, number>();
  for (const [row, label] of labels.entries()) {
    if (label === unlabelled) continue;
    const key = keyOf(documents, row);
    found.set(key, Math.max(found.get(key) ?? negative, label));
  }
  return found;
}

/** A row that names no document is one. */
export const keyOf = (documents: Int32Array, row: number): number =>
  (documents[row] as number) < 0 ? -1 - row : (documents[row] as number);

/** SHA-256 over who was taught what; hex. */
export function digestOfLabels({ ids }: Pick<Sales, "ids">, { labels, at }: KnownLabels): string {
  const lines = [...labels.entries()].flatMap(([row, label]) =>
    label === unlabelled ? [] : [`${ids[row]} ${label} ${at[row]}\n`],
  );
  return createHash("sha256").update(lines.join("")).digest("hex");
}
