import type { Holding } from "../platform/index.ts";

export const deskHoldings: readonly Holding[] = [
  { table: "saved_view", is: "private", redact: ["definition", "name"], codes: ["owner", "kind"] },
];
