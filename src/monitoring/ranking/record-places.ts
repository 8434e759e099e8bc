import type { Prepared, Sales } from "../../detection/index.ts";
import { type Reader, sql, type Warehouse } from "../../platform/index.ts";

interface Place {
  readonly kind: string;
  readonly id: string;
  readonly record?: string;
}

/** Which record each row and document is, and which employees they name. */
export interface RecordPlaces {
  of(row: number): Place;
  documentOf(row: number): Place;
  /** Whoever the row and its document's head name. */
  employeesOf(row: number): string[];
}

interface Version {
  readonly record: string;
  readonly kind: string;
  readonly key: string;
  readonly employees: readonly string[];
}

interface Given {
  readonly sales: Sales;
  readonly prepared: Prepared;
}

/** Of the rows that are spoken of alone: nobody asks the store for millions. */
export async function readPlaces(
  db: Reader,
  warehouse: Warehouse,
  { sales, prepared }: Given,
  spoken: Iterable<number>,
): Promise<RecordPlaces> {
  const rows = [...new Set(spoken)];
  const heads = await headsOf(
    warehouse,
    sales,
    new Set(rows.map((row) => prepared.documents[row] as number)),
  );
  const rids = [...rows.map((row) => prepared.ids[row] as string), ...[...heads.values()].flat()];
  const versions = await readVersions(db, [...new Set(rids)]);
  const placeOf = (rid: string): Place => {
    const version = versions.get(rid);
    // A version is in the store for as long as nobody is erased, and nobody is while records are read.
    if (version === undefined) throw new Error(`The store has no version ${rid}.`);
    return { kind: version.kind, id: version.key, record: version.record };
  };
  const { seller } = prepared.transactions.parties;
  return {
    of(row) {
      const place = placeOf(prepared.ids[row] as string);
      const document = sales.documentNames[prepared.documents[row] as number];
      // A head is called by the number of its document; its key in the store may be a digest.
      return document?.kind === place.kind ? { ...place, id: document.id } : place;
    },
    documentOf(row) {
      const code = prepared.documents[row] as number;
      const name = sales.documentNames[code];
      if (name === undefined) return placeOf(prepared.ids[row] as string);
      const places = (heads.get(code) ?? []).map(placeOf);
      // A document that is known by its lines alone is shown by the first of them.
      const head = places.find(({ kind }) => kind === name.kind) ?? places[0];
      return head?.record === undefined ? name : { kind: head.kind, id: name.id, record: head.record };
    },
    employeesOf(row) {
      const own = seller?.names[seller.codes[row] ?? -1];
      const named = [prepared.ids[row] as string, ...(heads.get(prepared.documents[row] as number) ?? [])];
      const all = named.flatMap((rid) => versions.get(rid)?.employees ?? []);
      return [...new Set(own === undefined ? all : [...all, own])].sort();
    },
  };
}

/** Versions of the heads of some documents, by their codes. */
async function headsOf(
  warehouse: Warehouse,
  { documentNames }: Sales,
  wanted: ReadonlySet<number>,
): Promise<Map<number, string[]>> {
  const codeOf = new Map(
    documentNames.flatMap(({ kind, id }, code) =>
      wanted.has(code) ? [[`${kind} ${id}`, code] as const] : [],
    ),
  );
  const heads = new Map<number, string[]>();
  const query = sql`SELECT CAST(rid AS VARCHAR), replace(doc_kind, '-line', ''), doc_id FROM sales WHERE doc_id IS NOT NULL ORDER BY rid`;
  for await (const { rows, columns } of warehouse.columns(query)) {
    for (let i = 0; i < rows; i++) {
      const code = codeOf.get(`${columns[1]?.[i]} ${columns[2]?.[i]}`);
      if (code !== undefined) heads.set(code, [...(heads.get(code) ?? []), String(columns[0]?.[i])]);
    }
  }
  return heads;
}

const atOnce = 5_000;
const employee = "employee:";

async function readVersions(db: Reader, rids: readonly string[]): Promise<Map<string, Version>> {
  const versions = new Map<string, Version>();
  for (let i = 0; i < rids.length; i += atOnce) {
    const rows = await db
      .selectFrom("record_version")
      .select(["id", "record", "kind", "key", "refs"])
      .where("id", "in", rids.slice(i, i + atOnce).map(BigInt))
      .execute();
    for (const { id, record, kind, key, refs } of rows) {
      const employees = refs.flatMap((ref) => (ref.startsWith(employee) ? [ref.slice(employee.length)] : []));
      versions.set(String(id), { record, kind, key, employees });
    }
  }
  return versions;
}
