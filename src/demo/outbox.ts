import { dayAt, type Month, monthOf, shortMonth } from "./calendar.ts";
import type { Doc, DocKind, DocOf } from "./documents.ts";
import { keyed } from "./keyed.ts";
import type { Span } from "./options.ts";

// Kinds in the order in which a month is written: a document stands after those that it names.
const numbered: Record<DocKind, { prefix: string; width: number }> = {
  opportunity: { prefix: "SJ", width: 4 },
  quote: { prefix: "BJ", width: 4 },
  contract: { prefix: "HT", width: 4 },
  order: { prefix: "SO", width: 5 },
  delivery: { prefix: "FH", width: 5 },
  invoice: { prefix: "KP", width: 5 },
  payment: { prefix: "SK", width: 5 },
  receivable: { prefix: "YS", width: 5 },
  "credit-note": { prefix: "TH", width: 5 },
  stock: { prefix: "JXC", width: 6 },
  commission: { prefix: "TC", width: 5 },
  expense: { prefix: "FY", width: 5 },
  target: { prefix: "MB", width: 4 },
  approval: { prefix: "SP", width: 5 },
  complaint: { prefix: "KS", width: 5 },
  activity: { prefix: "BF", width: 6 },
  change: { prefix: "LOG", width: 6 },
};
const docKinds = Object.keys(numbered) as DocKind[];

export interface Batch<Kind extends DocKind = DocKind> {
  readonly kind: Kind;
  readonly docs: readonly DocOf[Kind][];
}

type Bucket = Map<DocKind, Doc[]>;

/**
 * Documents wait here by month until nothing more can be added to it, so that memory holds a few months and not
 * the whole history. What would happen after the last day never enters; what is older than the open months
 * (a contract signed before the files begin) goes with the oldest open month.
 */
export class Outbox {
  private readonly buckets = new Map<Month, Bucket>();
  private readonly counters = new Map<string, number>();
  private readonly endMoment: number;
  private oldestOpen: Month;

  constructor(span: Span) {
    this.endMoment = (span.end + 1) * 86_400;
    this.oldestOpen = span.first;
  }

  put<Kind extends DocKind>(kind: Kind, doc: DocOf[Kind]): void {
    if (doc.at >= this.endMoment) return;
    const month = Math.max(this.oldestOpen, monthOf(dayAt(doc.at)));
    keyed(
      keyed(this.buckets, month, () => new Map()),
      kind,
      (): Doc[] => [],
    ).push(doc);
  }

  /** Gives numbers, in the order of time, to what has none yet. */
  number(month: Month, only?: DocKind): void {
    for (const [kind, docs] of this.buckets.get(month) ?? []) {
      if (only !== undefined && kind !== only) continue;
      docs.sort((a, b) => a.at - b.at);
      const { prefix, width } = numbered[kind];
      for (const doc of docs) {
        if (doc.id !== "") continue;
        const series = prefix + shortMonth(monthOf(dayAt(doc.at)));
        const next = (this.counters.get(series) ?? 0) + 1;
        this.counters.set(series, next);
        doc.id = series + String(next).padStart(width, "0");
      }
    }
  }

  *close(month: Month): Generator<Batch> {
    this.number(month);
    const bucket = this.buckets.get(month);
    for (const kind of docKinds) {
      const docs = bucket?.get(kind);
      if (docs) yield { kind, docs: docs as DocOf[DocKind][] };
    }
    this.buckets.delete(month);
    this.oldestOpen = month + 1;
  }
}
