import type { Holding } from "../platform/index.ts";

export const ledgerHoldings: readonly Holding[] = [
  {
    table: "integrity_fault",
    is: "derived",
    redact: ["sentence", "settled_because"],
    codes: ["place", "settled_by"],
  },
  { table: "integrity_check", is: "plain" },
  { table: "ledger_stamp", is: "plain" },
  { table: "ledger_anchor", is: "plain" },
  { table: "ledger_anchor_sending", is: "plain" },
  { table: "ledger_tally", is: "plain" },
  { table: "ledger_checkpoint", is: "plain" },
  {
    table: "hold",
    is: "private",
    redact: ["targets", "reference", "reason", "lifted_because"],
    codes: ["set_by", "lifted_by"],
  },
];
