/** A row of the store, as far as its way to other rows goes. References are `kind:key`. */
export interface LinkedRow {
  readonly id: number;
  readonly kind: string;
  readonly key: string;
  readonly refs: readonly string[];
  /** The key of the record that it tells of, whatever its kind: of a change, of an approval. */
  readonly subject: string | undefined;
}

/** The latest versions that are one of these records, refer to one, or tell of one. */
export type FindRows = (asked: readonly string[]) => Promise<readonly LinkedRow[]>;

const documents = new Set(["order", "invoice", "contract"]);
/** Order → its invoice → the invoice's payment; and of a contract, all the orders drawn on it. */
const steps = 2;

/**
 * Everything about these customers: their own records, and the documents those lead to with all that refers to these.
 * Records of other customers are among them where they share a document; nothing is to be said about those.
 */
export async function neighbourhoodOf(
  customers: readonly string[],
  find: FindRows,
): Promise<ReadonlyMap<number, LinkedRow>> {
  const rows = new Map<number, LinkedRow>();
  const known = new Set<string>();
  let asked = customers.map((customer) => `customer:${customer}`);
  for (let step = 0; asked.length > 0 && step <= steps; step++) {
    for (const one of asked) known.add(one);
    const found = await find(asked);
    const next = new Set<string>();
    for (const row of found) {
      rows.set(row.id, row);
      for (const one of [`${row.kind}:${row.key}`, ...row.refs])
        if (documents.has(one.slice(0, one.indexOf(":"))) && !known.has(one)) next.add(one);
    }
    asked = [...next];
  }
  return rows;
}

/**
 * The customers whom these rows touch: whom they name, or whose documents they name or tell of.
 * A row that leads to no customer is judged by the next whole run.
 */
export async function customersOf(touched: readonly LinkedRow[], find: FindRows): Promise<string[]> {
  const customers = new Set<string>();
  const take = (row: LinkedRow) => {
    if (row.kind === "customer") customers.add(row.key);
    for (const ref of row.refs) if (ref.startsWith(prefix)) customers.add(ref.slice(prefix.length));
  };
  let rows = touched;
  for (let step = 0; step <= steps; step++) {
    const asked = new Set<string>();
    for (const row of rows) {
      take(row);
      for (const ref of row.refs) if (documents.has(ref.slice(0, ref.indexOf(":")))) asked.add(ref);
      if (row.subject === undefined) continue;
      for (const kind of ["customer", ...documents]) asked.add(`${kind}:${row.subject}`);
    }
    if (asked.size === 0) break;
    // Upwards only: the documents themselves, not all that hangs on them.
    rows = (await find([...asked])).filter(({ kind, key }) => asked.has(`${kind}:${key}`));
  }
  return [...customers].sort();
}

const prefix = "customer:";
