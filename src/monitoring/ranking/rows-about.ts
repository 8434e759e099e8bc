import type { Sales } from "../../detection/index.ts";
import { type Reader, sql, type Warehouse } from "../../platform/index.ts";

/** What something is about: documents with all their lines, or single records. */
export interface About {
  readonly documents: readonly { readonly kind: string; readonly id: string }[];
  readonly records: readonly string[];
}

export interface RowsAbout {
  readonly rows: ReadonlySet<number>;
  /** Versions of the heads of the documents. */
  readonly heads: readonly string[];
}

/** The rows that each is about: a record that is the head of a document stands for all its lines. */
export async function rowsAbout(
  db: Reader,
  warehouse: Warehouse,
  sales: Sales,
  all: readonly About[],
): Promise<RowsAbout[]> {
  const rowOf = new Map(sales.ids.map((id, row) => [id, row]));
  const rowsOfDocument = Map.groupBy(sales.documents.keys(), (row) => sales.documents[row] as number);
  const codeOf = new Map(sales.documentNames.map(({ kind, id }, code) => [`${kind} ${id}`, code]));
  const versions = await versionsOf(db, [...new Set(all.flatMap(({ records }) => records))]);
  const heads = await readHeads(warehouse, codeOf, {
    codes: all.flatMap(({ documents }) =>
      documents.flatMap(({ kind, id }) => codeOf.get(`${kind} ${id}`) ?? []),
    ),
    rids: [...versions.values()].flat(),
  });
  return all.map((about) => {
    const rids = about.records.flatMap((record) => versions.get(record) ?? []);
    const codes = new Set([
      ...about.documents.flatMap(({ kind, id }) => codeOf.get(`${kind} ${id}`) ?? []),
      ...rids.flatMap((rid) => heads.codeOf.get(rid) ?? []),
    ]);
    return {
      rows: new Set([
        ...rids.flatMap((rid) => rowOf.get(rid) ?? []),
        ...[...codes].flatMap((code) => rowsOfDocument.get(code) ?? []),
      ]),
      heads: [...codes].flatMap((code) => heads.ridsOf.get(code) ?? []),
    };
  });
}

/** Every version of each record. */
async function versionsOf(db: Reader, records: readonly string[]): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  for (let i = 0; i < records.length; i += atOnce) {
    const rows = await db
      .selectFrom("record_version")
      .select(["id", "record"])
      .where("record", "in", records.slice(i, i + atOnce))
      .execute();
    for (const { id, record } of rows) found.set(record, [...(found.get(record) ?? []), String(id)]);
  }
  return found;
}

const atOnce = 5_000;

/** Heads of documents, asked for by document and by version. */
async function readHeads(
  warehouse: Warehouse,
  codeOf: ReadonlyMap<string, number>,
  { codes, rids }: { readonly codes: readonly number[]; readonly rids: readonly string[] },
) {
  const wantedCodes = new Set(codes);
  const wantedRids = new Set(rids);
  const ofRid = new Map<string, number>();
  const ofCode = new Map<number, string[]>();
  if (wantedCodes.size === 0 && wantedRids.size === 0) return { codeOf: ofRid, ridsOf: ofCode };
  const query = sql`SELECT CAST(rid AS VARCHAR), replace(doc_kind, '-line', ''), doc_id FROM sales WHERE doc_id IS NOT NULL ORDER BY rid`;
  const all: [string, number][] = [];
  for await (const { rows, columns } of warehouse.columns(query)) {
    for (let i = 0; i < rows; i++) {
      const code = codeOf.get(`${columns[1]?.[i]} ${columns[2]?.[i]}`);
      const rid = String(columns[0]?.[i]);
      if (code === undefined) continue;
      if (wantedRids.has(rid)) ofRid.set(rid, code);
      if (wantedCodes.has(code) || wantedRids.has(rid)) all.push([rid, code]);
    }
  }
  for (const [rid, code] of all) ofCode.set(code, [...(ofCode.get(code) ?? []), rid]);
  return { codeOf: ofRid, ridsOf: ofCode };
}
