/** Columns as in the migration `summaries`. JSON columns are written as text and read as values. */
declare module "../../platform/index.ts" {
  interface Tables {
    summary_sales: SummarySalesTable;
    summary_group: SummaryGroupTable;
    summary_party: SummaryPartyTable;
    summary_peers: SummaryPeersTable;
    summary_month: SummaryMonthTable;
    board_visit: { account: string; looked_at: Date; looked_before: Date | null };
    detector_revision: DetectorRevisionTable;
  }
}

export type PartyKind = "seller" | "customer";
type Grain = "year" | "month" | "week" | "day";
type PeerLevel = "narrow" | "broad" | "all";

interface SummarySalesTable {
  run: string;
  grain: Grain;
  starts_on: string;
  seller: string | null;
  legal_entity: string;
  currency: string;
  sales: bigint;
  returns: bigint;
  documents: number;
  reversals: number;
}

interface SummaryGroupTable {
  run: string;
  dimension: "region" | "category" | "channel";
  name: string;
  seller: string | null;
  legal_entity: string;
  currency: string;
  sales: bigint;
  sales_before: bigint;
  documents: number;
}

interface SummaryPartyTable {
  run: string;
  kind: PartyKind;
  id: string;
  name: string | null;
  region: string | null;
  team: string | null;
  manager: string | null;
  seller: string;
  sellers: string[];
  currency: string;
  sales: bigint;
  sales_before: bigint | null;
  returns: bigint;
  documents: number;
  first_on: string | null;
  last_on: string | null;
  search: string;
  figures: unknown;
}

interface SummaryPeersTable {
  run: string;
  kind: PartyKind;
  measure: string;
  level: PeerLevel;
  place: string;
  values: number[];
}

interface SummaryMonthTable {
  run: string;
  kind: PartyKind;
  id: string;
  seller: string;
  currency: string;
  starts_on: string;
  sales: bigint;
  returns: bigint;
  payments: bigint;
  documents: number;
  reversals: number;
  visits: number;
  listed: number;
  priced: number;
}

interface DetectorRevisionTable {
  detector: string;
  revision: number;
  params: unknown;
  is_off: boolean;
  reason: string;
  changed_by: string;
  changed_at: Date;
}
