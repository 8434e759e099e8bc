/** A row of the store, as far as its way to other rows goes. References are `kind:key`. */
export interface LinkedRow {
  readonly id: number;
  readonly kind: string;
  readonly key: string;
  readonly refs: readonly string[];
  /** The key of the record that it tells of, whatever its kind: of a change, of an approval. */
  readonly subject: string | undefined;
}

/** A row that has just come in, or what stood in its place before. */
export interface TouchedRow extends LinkedRow {
  readonly version: number;
  /** It stands no more: the source has it no longer, or something else is in its place. */
  readonly isPast: boolean;
  /** The day of which it tells, YYYY-MM-DD. */
  readonly day: string | undefined;
}

/**
 * The latest versions that are one of these records, refer to one, or tell of one; of those that refer to one, only what
 * happened from the day `since` on where it is given.
 */
export type FindRows = (asked: readonly string[], since?: string) => Promise<readonly LinkedRow[]>;

const documents = new Set(["order", "invoice", "contract"]);
/** Order → its invoice → the invoice's payment; and of a contract, all the orders drawn on it. */
const steps = 2;

/**
 * Everything about these customers: their own records, and the documents those lead to with all that refers to these.
 * Records of other customers are among them where they share a document; nothing is to be said about those.
 */
export function neighbourhoodOf(
  customers: readonly string[],
  find: FindRows,
): Promise<ReadonlyMap<number, LinkedRow>> {
  const asked = customers.map((customer) => `customer:${customer}`);
  return followed(find, () => find(asked), asked);
}

/**
 * The recent part of it: these rows, what happened to these customers from the day `since` on, and the documents that
 * either leads to, whenever those were.
 */
export function recentOf(
  touched: readonly LinkedRow[],
  customers: readonly string[],
  since: string,
  find: FindRows,
): Promise<ReadonlyMap<number, LinkedRow>> {
  const asked = customers.map((customer) => `customer:${customer}`);
  return followed(find, async () => [...touched, ...(await find(asked, since))], asked);
}

/** What is found at first, with the documents it leads to and all that hangs on these. */
async function followed(
  find: FindRows,
  first: () => Promise<readonly LinkedRow[]>,
  asked: readonly string[],
): Promise<ReadonlyMap<number, LinkedRow>> {
  const rows = new Map<number, LinkedRow>();
  const known = new Set(asked);
  let found = await first();
  for (let step = 0; ; step++) {
    const next = new Set<string>();
    for (const row of found) {
      rows.set(row.id, row);
      for (const one of leadsTo(row)) if (!known.has(one)) next.add(one);
    }
    if (next.size === 0 || step === steps) return rows;
    for (const one of next) known.add(one);
    found = await find([...next]);
  }
}

/** The documents that a row is, or names. */
const leadsTo = ({ kind, key, refs }: LinkedRow): string[] =>
  [`${kind}:${key}`, ...refs].filter((one) => documents.has(one.slice(0, one.indexOf(":"))));

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
