import { randomUUID } from "node:crypto";
import { randomFrom } from "../../detection/index.ts";
import { type Database, sql } from "../../platform/index.ts";

/**
 * Twelve sellers and ten products at steady prices. P8 and P9 are made to measure: their prices are anything, honestly.
 * What is falsified is sold too dear by half or more, mostly by S11 and S12.
 */
export function rankedCompany(orders: number) {
  const random = randomFrom(7);
  const heads = ["order_id,customer_id,seller_id,ordered_at,gross,currency"];
  const lines = ["line_id,order_id,product_id,quantity,unit_price,gross"];
  const falsified = new Set<string>();
  for (let i = 0; i < orders; i++) {
    const isCrook = i % 12 > 9;
    const isFalse = random() < (isCrook ? 0.45 : 0.05);
    const product = isFalse ? Math.floor(random() * 8) : Math.floor(random() * 10);
    const usual = 10 * (product + 1);
    const price =
      product > 7
        ? usual * (0.2 + 6 * random())
        : usual * (0.95 + 0.1 * random()) * (isFalse ? 1.5 + random() : 1);
    const quantity = 1 + Math.floor(40 * random());
    const [id, unit] = [`SO-${i}`, price.toFixed(2)];
    const gross = (quantity * Number(unit)).toFixed(2);
    if (isFalse) falsified.add(id);
    const day = `2026-${String(1 + (i % 10)).padStart(2, "0")}-${String(1 + (i % 27)).padStart(2, "0")}`;
    heads.push(`${id},C${i % 90},S${String(1 + (i % 12)).padStart(2, "0")},${day},${gross},CNY`);
    lines.push(`${id}-1,${id},P${product},${quantity},${unit},${gross}`);
  }
  return { files: { "orders.csv": heads.join("\n"), "order_lines.csv": lines.join("\n") }, falsified };
}

interface Judged {
  readonly orders: readonly string[];
  readonly falsified: ReadonlySet<string>;
  /** Milliseconds; a second apart from here on. */
  readonly from: number;
  /** Judged the wrong way round. */
  readonly lies?: boolean;
}

/** Inspections as though they had been drawn and judged. */
export async function judgeOrders(
  { writer }: Pick<Database, "writer">,
  { orders, falsified, from, lies = false }: Judged,
): Promise<void> {
  const list = randomUUID();
  const given = JSON.stringify(
    orders.map((id, i) => ({
      number: i + 1,
      id,
      outcome: falsified.has(id) === lies ? "honest" : "falsified",
      at: new Date(from + 1_000 * i).toISOString(),
    })),
  );
  await sql`INSERT INTO inspection_list (id, run, unit, capacity, random_share, seed, fitted_to, frame_digest, drawn_by, drawn_at)
    VALUES (${list}, ${list}, 'document', 1, 1, 1, 0, '', 'test', now())`.execute(writer);
  await sql`INSERT INTO inspection_frame (list, number, subjects, suspected, population)
    SELECT ${list}, 1, '{}', false, count(DISTINCT key) FROM record_version WHERE kind = 'order'`.execute(
    writer,
  );
  await sql`INSERT INTO inspection_item (list, number, why, kind, item, record, suspected, score, chance, subjects)
    SELECT ${list}, g.number, 'random', 'order', g.id, r.record, false, 0, 0, '{}' FROM jsonb_to_recordset(${given}::jsonb) AS g(number int, id text)
    JOIN record_version r ON r.kind = 'order' AND r.key = g.id`.execute(writer);
  await sql`INSERT INTO inspection_outcome (list, number, revision, outcome, reason, judged_by, judged_at)
    SELECT ${list}, g.number, 1, g.outcome, 'test', 'test', g.at FROM jsonb_to_recordset(${given}::jsonb) AS g(number int, outcome text, at timestamptz)`.execute(
    writer,
  );
}
