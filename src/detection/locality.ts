import type { Bilingual, Sql } from "../platform/index.ts";
import type { QueryRow, Run, Tables } from "./define-detector.ts";

/** A relation of the baseline by its name: what a query reads of everybody. */
export type Known = (name: string) => Sql;

/**
 * Whether a detector's findings can be told from one customer's rows. `customer`: each finding that names the customer
 * depends only on the customer's own rows, on the documents they lead to, and on the baseline. `all`: it cannot be judged
 * from less than everything, and runs in whole runs only.
 */
export type Locality<Params> = LocalToCustomer<Params> | NotLocal;

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
  /** Set where a deal that is not yet booked can be judged by it: what would lower the risk. */
  readonly beforehand?: Bilingual;
  /** Findings that a customer's rows can tell; the others come with the next whole run. All of them unless given. */
  readonly tells?: (row: Pick<QueryRow, "key" | "subject_kind">) => boolean;
}

const notLocal = (zh: string, en: string): NotLocal => ({ unit: "all", because: { zh, en } });

/** Reasons that several detectors share. */
export const comparesUnits = notLocal(
  "把每名销售员的全部记录与其他所有人比较，只在全量检测中运行。",
  "It compares all of a seller's records with everybody else's, and runs in whole runs only.",
);
export const readsDistributions = notLocal(
  "看的是全部金额的分布，只在全量检测中运行。",
  "It looks at how all amounts are distributed, and runs in whole runs only.",
);
export const linksCustomers = notLocal(
  "在全体客户、员工或单据之间寻找联系，只在全量检测中运行。",
  "It looks for links between all customers, employees or documents, and runs in whole runs only.",
);
export const readsPeriods = notLocal(
  "按整个期间汇总后才能判断，只在全量检测中运行。",
  "It judges whole periods once they are summed up, and runs in whole runs only.",
);

/** Where the runner keeps a relation of a detector's baseline. */
export const baselineTable = (detector: string, name: string): string => `baseline ${detector} ${name}`;
