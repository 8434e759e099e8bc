import type { Holding } from "./holding.ts";

export const platformHoldings: readonly Holding[] = [
  { table: "migration", is: "plain" },
  { table: "outbox", is: "plain" },
  { table: "log", is: "plain" },
  { table: "log_opening", is: "private", own: ["value", "salt"], codes: ["side"] },
  { table: "log_head", is: "plain" },
  { table: "log_follower", is: "plain" },
  {
    table: "job",
    is: "private",
    redact: ["input", "words", "checkpoint"],
    codes: ["name", "actor", "state"],
  },
];
