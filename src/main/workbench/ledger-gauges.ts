import type { Metrics } from "../../platform/index.ts";
import { countOpenFaults, type HealthParts } from "../system/ledger-health.ts";

/** What a monitor rings about. */
export function addLedgerGauges(metrics: Metrics, { database, events, ledger }: HealthParts): void {
  metrics.gauge(
    "plumbline_ledger_unsealed",
    "Entries of the log that do not yet lie under a signed checkpoint.",
    async () => (await events.state()).size - ledger.ring().base - ledger.state().sealed,
  );
  metrics.gauge("plumbline_ledger_stopped", "1 where sealing has stopped.", () =>
    ledger.state().fault ? 1 : 0,
  );
  metrics.gauge(
    "plumbline_ledger_open_faults",
    "Differences from what was sealed that nobody has settled.",
    () => countOpenFaults(database),
  );
}
