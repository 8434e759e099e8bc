import { sql, type Warehouse } from "../platform/index.ts";
import { type AnyTable, type Detector, type Run, tables } from "./define-detector.ts";
import type { Finding } from "./finding.ts";
import { baselineTable, knownOf } from "./locality.ts";
import { findingsOf } from "./run-detectors.ts";

export interface LocalOptions {
  readonly run: Run;
  /** As the run of the baseline had them. */
  readonly params: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** About whom something may be said; rows of others are there only because they share a document. */
  readonly customers: ReadonlySet<string>;
  /** The largest p that the false discovery control of the baseline's run let pass. */
  readonly mostP: number;
  /** Only findings are wanted that rest on a row of this id or a higher one. */
  readonly restingOn?: number;
  /** A second connection, so that two detectors are asked at a time. */
  readonly beside?: Asking;
}

type Asking = Pick<Warehouse, "all" | "first">;

export interface LocalDetection {
  readonly findings: readonly Finding[];
  /** Detectors that failed, with what they said: of their findings nothing is known. */
  readonly failed: ReadonlyMap<string, string>;
}

/** Tables whose rows belong to no customer: what a local detector takes from them stands in its baseline. */
const ofNobody: ReadonlySet<string> = new Set(["prices", "products", "stocks", "targets"]);

/** Detectors that can tell from a customer's rows, of those that ran in the run of the baseline. */
export const localDetectors = (detectors: readonly Detector[], ran: ReadonlySet<string>): Detector[] =>
  detectors.filter(({ id, locality }) => locality.unit === "customer" && ran.has(id));

/** Of local detectors those that can find anything by the baseline in the warehouse. */
export async function awakeDetectors(
  warehouse: Warehouse,
  detectors: readonly Detector[],
  params: LocalOptions["params"],
): Promise<Detector[]> {
  const awake: Detector[] = [];
  for (const detector of detectors) {
    const { id, locality } = detector;
    if (locality.unit === "all") continue;
    const own = detector.params.parse(params[id] ?? {});
    const asked = locality.idle?.(own, knownOf(id));
    const row = asked && (await warehouse.first<{ idle: boolean }>(asked));
    if (!row?.idle) awake.push(detector);
  }
  return awake;
}

/** Within so many days of a new row lies all that any of these finds suspicious together with it. */
export const recentDays = (detectors: readonly Detector[], params: LocalOptions["params"]): number =>
  Math.max(
    0,
    ...detectors.map(({ id, locality, params: schema }) =>
      locality.unit === "all" ? 0 : locality.recent.days(schema.parse(params[id] ?? {})),
    ),
  );

/** Whether a finding is among those that a customer's rows can tell. */
export function isTold({ id, locality }: Detector, key: string, kind: Finding["subject"]["kind"]): boolean {
  if (locality.unit === "all") return false;
  return locality.tells?.({ key: key.slice(id.length + 1), subject_kind: kind }) ?? true;
}

/** Runs detectors over the rows of some customers, with the baseline's relations already in the warehouse. */
export async function runLocal(
  warehouse: Asking,
  detectors: readonly Detector[],
  options: LocalOptions,
): Promise<LocalDetection> {
  const { told, failed } = await askEach(warehouse, detectors, options.beside, (lane, detector, empty) =>
    findingsAbout(lane, detector, withEmpty(options, empty)),
  );
  return { findings: told.flat(), failed };
}

/** Who has to be judged by all of their rows, told from recent ones. */
interface Suspects {
  /** By detector the customers about whom a new row may bring it to find something; those that find nothing are left out. */
  readonly by: ReadonlyMap<string, ReadonlySet<string>>;
  /** Detectors that failed, with what they said. */
  readonly failed: ReadonlyMap<string, string>;
}

/** Asks of recent rows, among which those from the id `restingOn` on are new. */
export async function suspectsOf(
  warehouse: Asking,
  detectors: readonly Detector[],
  options: LocalOptions & { readonly restingOn: number },
): Promise<Suspects> {
  const { told, failed } = await askEach(
    warehouse,
    detectors,
    options.beside,
    async (lane, detector, empty) => {
      const asked = await suspectsBy(lane, detector, withEmpty(options, empty));
      return [detector.id, new Set(asked.filter((customer) => options.customers.has(customer)))] as const;
    },
  );
  return { by: new Map(told.filter(([, customers]) => customers.size > 0)), failed };
}

const withEmpty = <Options extends LocalOptions>(
  options: Options,
  empty: ReadonlySet<AnyTable>,
): Options => ({
  ...options,
  run: { ...options.run, empty },
});

async function suspectsBy(
  lane: Asking,
  detector: Detector,
  options: LocalOptions & { readonly restingOn: number },
): Promise<string[]> {
  const { id, locality } = detector;
  if (locality.unit === "all") return [];
  const { asks, asksAlone } = locality.recent;
  const { run, params, restingOn } = options;
  const own = detector.params.parse(params[id] ?? {});
  const asked = asks
    ? await lane.all<{ customer: string | undefined }>(sql`
        SELECT DISTINCT CAST(customer AS VARCHAR) AS customer FROM (${asks(own, tables, run, knownOf(id))}) WHERE rid >= ${restingOn}`)
    : [];
  const found = asksAlone ? [] : await findingsAbout(lane, detector, options);
  const resting = found.filter(({ evidence }) => evidence.some((rid) => rid >= restingOn));
  return [...asked, ...resting].flatMap(({ customer }) => customer ?? []);
}

/** Tables without which a query leaves out parts of itself. */
const oftenEmpty: readonly AnyTable[] = [
  "billings",
  "deliveries",
  "payments",
  "order_lines",
  "invoice_lines",
];

/** Asks those that have a row in all the tables they need, in two lanes; most rows that come in concern few detectors. */
async function askEach<Answer>(
  warehouse: Asking,
  detectors: readonly Detector[],
  beside: Asking | undefined,
  ask: (lane: Asking, detector: Detector, empty: ReadonlySet<AnyTable>) => Promise<Answer>,
): Promise<{ readonly told: readonly Answer[]; readonly failed: ReadonlyMap<string, string> }> {
  const read = new Set([
    ...oftenEmpty,
    ...detectors.flatMap(({ reads }) => Object.keys(reads) as AnyTable[]),
  ]);
  const filled = await filledTables(warehouse, read);
  const empty = new Set([...read].filter((table) => !filled.has(table)));
  const asked = detectors.filter(({ reads, locality }) => {
    const absent = new Set<string>(locality.unit === "all" ? [] : locality.absent);
    return Object.keys(reads).every((table) => filled.has(table) || ofNobody.has(table) || absent.has(table));
  });
  const told = new Map<Detector, Answer>();
  const failed = new Map<string, string>();
  const next = asked.values();
  const askOneByOne = async (lane: Asking) => {
    for (const detector of next) {
      try {
        told.set(detector, await ask(lane, detector, empty));
      } catch (error) {
        failed.set(detector.id, error instanceof Error ? error.message : String(error));
      }
    }
  };
  await Promise.all([warehouse, ...(beside ? [beside] : [])].map(askOneByOne));
  // In the order of the detectors, whichever answered first.
  return {
    told: asked.flatMap((detector) => (told.has(detector) ? [told.get(detector) as Answer] : [])),
    failed,
  };
}

async function findingsAbout(
  warehouse: Asking,
  detector: Detector,
  { run, params, customers, mostP, restingOn = 0 }: LocalOptions,
): Promise<Finding[]> {
  const own = detector.params.parse(params[detector.id] ?? {});
  if (!(await passesSieve(warehouse, detector, own, run, restingOn))) return [];
  const findings = await findingsOf(warehouse, detector, own, run);
  return findings.filter(
    ({ customer, pValue, key, subject }) =>
      customer !== undefined &&
      customers.has(customer) &&
      (pValue === undefined || pValue <= mostP) &&
      isTold(detector, key, subject.kind),
  );
}

async function passesSieve(
  warehouse: Asking,
  { id, locality }: Detector,
  params: Record<string, unknown>,
  run: Run,
  restingOn: number,
): Promise<boolean> {
  if (locality.unit === "all" || !locality.sieve) return true;
  const rows = locality.sieve(params, tables, run, knownOf(id));
  return (
    (await warehouse.first(sql`SELECT 1 AS one FROM (${rows}) WHERE rid >= ${restingOn} LIMIT 1`)) !==
    undefined
  );
}

async function filledTables(warehouse: Asking, names: ReadonlySet<AnyTable>): Promise<ReadonlySet<string>> {
  if (names.size === 0) return names;
  const asked = [...names].map((name) => sql`EXISTS (FROM ${tables[name]}) AS ${sql.ref(name)}`);
  const row = await warehouse.first<Record<string, boolean>>(sql`SELECT ${sql.join(asked)}`);
  return new Set([...names].filter((name) => row?.[name]));
}

/** Customers that a baseline judges as one with others. */
export interface Party {
  readonly partyOf: ReadonlyMap<string, string>;
  readonly membersOf: ReadonlyMap<string, readonly string[]>;
}

/** Parties of several customers, by each relation of these detectors that knows some; most customers are in none. */
export async function readParties(warehouse: Warehouse, detectors: readonly Detector[]): Promise<Party[]> {
  const parties: Party[] = [];
  for (const { id, locality } of detectors) {
    if (locality.unit === "all" || locality.together === undefined) continue;
    const relation = sql.ref(baselineTable(id, locality.together));
    const rows = await warehouse.all<{ customer: string; party: string }>(sql`
      SELECT customer, CAST(party AS VARCHAR) AS party FROM ${relation}
      WHERE party IN (SELECT party FROM ${relation} GROUP BY party HAVING count(*) > 1) ORDER BY party, customer`);
    parties.push({
      partyOf: new Map(rows.map(({ customer, party }) => [customer, party])),
      membersOf: new Map(
        [...Map.groupBy(rows, ({ party }) => party)].map(([party, members]) => [
          party,
          members.map(({ customer }) => customer),
        ]),
      ),
    });
  }
  return parties;
}

/** Of the customers given, all that are judged as one with any of them: by each relation that says so. */
export const together = (relations: readonly Party[], customers: readonly string[]): string[] =>
  [...new Set([...companionsOf(relations, customers).values()].flat())].sort();

/** Each of these customers with whoever is judged as one with it, itself first. */
export function companionsOf(
  relations: readonly Party[],
  customers: readonly string[],
): ReadonlyMap<string, readonly string[]> {
  const all = new Map(customers.map((customer) => [customer, new Set([customer])]));
  for (const relation of relations)
    for (const customer of customers) {
      const party = relation.partyOf.get(customer);
      if (party === undefined) continue;
      for (const other of relation.membersOf.get(party) ?? []) all.get(customer)?.add(other);
    }
  return new Map([...all].map(([customer, others]) => [customer, [...others]]));
}
