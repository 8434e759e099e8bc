import { z } from "zod";
import { type Bilingual, Refusal, type Sql, sql } from "../platform/index.ts";
import {
  type ColumnOf,
  type FactColumn,
  type FactName,
  facts,
  kinds,
  type TableName,
} from "../records/index.ts";
import type { ChartKind } from "./chart.ts";
import type { Basis, Scheme } from "./schemes.ts";

export type AnyTable = TableName | FactName;
type AnyColumn<Table extends AnyTable> = Table extends TableName
  ? ColumnOf<Table>
  : Table extends FactName
    ? FactColumn<Table>
    : never;

/** Tables and the columns in them without which a detector cannot say anything. */
type Reads = { readonly [Table in AnyTable]?: readonly AnyColumn<Table>[] };

/** Every table a query may name; those without rows are there and empty. */
export type Tables = { readonly [Table in AnyTable]: Sql };

export const tables = Object.fromEntries(
  [...kinds.map(({ table }) => table), ...Object.keys(facts)].map((table) => [table, sql.table(table)]),
) as Tables;

/** The run a query belongs to. `asOf` is the last day that counts, YYYY-MM-DD. */
export interface Run {
  readonly asOf: string;
  /** The month, 1 to 12, with which the company's fiscal year begins; January unless given. */
  readonly fiscalYearStart?: number;
  /** Tables that are known to have no row: a query may leave out what rests on one of them. */
  readonly empty?: ReadonlySet<AnyTable>;
}

/**
 * What a query returns, one row a finding. Either `p_value`, or `z` (one-sided, large is suspicious; the runner turns it
 * into p by the normal tail), or neither for a rule without a null distribution. `evidence` lists rids, the most telling
 * first, at most 200; `evidence_total` counts them all. `facts` is a struct that fits the detector's `facts` schema.
 */
export const queryRow = z.object({
  subject_kind: z.enum([
    "seller",
    "customer",
    "product",
    "order",
    "order-line",
    "invoice",
    "invoice-line",
    "contract",
    "activity",
    "data-set",
  ]),
  subject_id: z.string(),
  key: z.string(),
  score: z.number().min(0).max(1),
  p_value: z.number().min(0).max(1).optional(),
  z: z.number().optional(),
  amount: z.union([z.bigint(), z.int()]).optional(),
  currency: z.string().optional(),
  seller: z.string().optional(),
  customer: z.string().optional(),
  evidence: z.array(z.int()),
  evidence_total: z.int().optional(),
  facts: z.record(z.string(), z.unknown()),
});
export type QueryRow = z.infer<typeof queryRow>;

/** A relation of the baseline by its name: what a query reads of everybody. */
export type Known = (name: string) => Sql;

/**
 * Whether a detector's findings can be told from one customer's rows. `customer`: each finding that names the customer
 * depends only on the customer's own rows, on the documents they lead to, and on the baseline. `all`: it cannot be judged
 * from less than everything, and runs in whole runs only.
 */
type Locality<Params> = LocalToCustomer<Params> | NotLocal;

export interface NotLocal {
  readonly unit: "all";
  readonly because: Bilingual;
}

interface LocalToCustomer<Params> {
  readonly unit: "customer";
  /**
   * What depends on everybody (medians, peers, guards): relations that a whole run computes once, in this order, and
   * keeps under its number. The query reads them and nothing else of everybody, so that the same baseline and the same
   * rows give the same findings however they are run. One may read those before it.
   */
  readonly baseline?: Readonly<
    Record<string, (params: Params, tables: Tables, run: Run, known: Known) => Sql>
  >;
  /** Name of the relation of the baseline, `customer, party`, by which several customers are judged as one. */
  readonly together?: string;
  /** One row `idle`: whether by this baseline nothing can be found of any customer, so that nobody need ask. */
  readonly idle?: (params: Params, known: Known) => Sql;
  /**
   * Rows `rid` of which one at least is in the evidence of every finding: where there is none, nothing is found, and the
   * query need not be asked. Only where it is much cheaper than that.
   */
  readonly sieve?: (params: Params, tables: Tables, run: Run, known: Known) => Sql;
  /** Of the tables it reads those that may have no row about a customer, because it is that which speaks. */
  readonly absent?: readonly AnyTable[];
  /** How much of a customer's history tells whether its new rows may bring about a finding: see `Recent`. */
  readonly recent: Recent<Params>;
  /** Set where a deal that is not yet booked can be judged by it: what would lower the risk. */
  readonly beforehand?: Bilingual;
  /** Findings that a customer's rows can tell; the others come with the next whole run. All of them unless given. */
  readonly tells?: (row: Pick<QueryRow, "key" | "subject_kind">) => boolean;
}

/**
 * Reading the whole history of everybody who buys something is more than a stream of events leaves time for. What has
 * just come in is first looked at beside recent rows; whoever may be found something about is then judged by all.
 */
interface Recent<Params> {
  /** Within so many days before and after a new row lies all that it is suspicious together with, documents apart. */
  readonly days: (params: Params) => number;
  /** Rows `customer, rid`: where one of them is new, the customer has to be judged. */
  readonly asks?: (params: Params, tables: Tables, run: Run, known: Known) => Sql;
  /**
   * Whether the query need not be asked of recent rows. It is unless this is set: fewer old rows must not hide a finding
   * that rests on a new one then.
   */
  readonly asksAlone?: boolean;
}

interface ChartRequest<Params, Facts> {
  readonly kind: ChartKind;
  readonly title: Bilingual;
  readonly x?: Bilingual;
  readonly y?: Bilingual;
  readonly scale?: "linear" | "log";
  /** Rows as `chartRows[kind]` wants them, at most a few thousand; run only for findings that are shown. */
  readonly query: (
    finding: { readonly facts: Facts; readonly evidence: readonly number[]; readonly subject_id: string },
    params: Params,
    tables: Tables,
    run: Run,
  ) => Sql;
}

export interface Detector<Params extends z.ZodObject = z.ZodObject, Facts extends z.ZodObject = z.ZodObject> {
  /** The file's name; never reused. */
  readonly id: string;
  readonly scheme: Scheme;
  readonly basis: Basis;
  readonly title: Bilingual;
  /** Why this pattern speaks of falsification. */
  readonly why: Bilingual;
  /** The formula in words and symbols, with its bounds and guards. */
  readonly formula: Bilingual;
  readonly innocent: readonly Bilingual[];
  readonly blindTo: readonly Bilingual[];
  readonly nextChecks: readonly Bilingual[];
  readonly source: string;
  readonly severity: "low" | "medium" | "high";
  readonly reads: Reads;
  /** Every parameter has a default and a `.describe("中文 | English")`. */
  readonly params: Params;
  readonly facts: Facts;
  /** Whether it can be judged from one customer's rows as they come in, and what it reads of everybody then. */
  readonly locality: Locality<z.output<Params>>;
  readonly query: (params: z.output<Params>, tables: Tables, run: Run, known: Known) => Sql;
  /** One number `tests`: how many hypotheses the query looked at, for the false discovery control. Absent for rules. */
  readonly tests?: (params: z.output<Params>, tables: Tables, run: Run) => Sql;
  /** For what needs more than a query: a pure function from its rows to findings. */
  readonly judge?: (
    rows: readonly Record<string, unknown>[],
    params: z.output<Params>,
    run: Run,
  ) => QueryRow[];
  readonly sentence: {
    readonly zh: (facts: z.output<Facts>, row: QueryRow) => string;
    readonly en: (facts: z.output<Facts>, row: QueryRow) => string;
  };
  readonly chart?: ChartRequest<z.output<Params>, z.output<Facts>>;
}

/** Checks what types cannot: an id in kebab-case, defaults for every parameter. */
export function defineDetector<Params extends z.ZodObject, Facts extends z.ZodObject>(
  detector: Detector<Params, Facts>,
): Detector {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(detector.id)) {
    throw new Refusal("invalid", `Detector id ${detector.id} is not in kebab-case.`);
  }
  const defaults = detector.params.safeParse({});
  if (!defaults.success)
    throw new Refusal("invalid", `Detector ${detector.id} has a parameter without a default.`);
  // From here on parameters and facts pass through the detector's own schemas, so their types may be forgotten.
  return detector as unknown as Detector;
}
