import {
  countAnchors,
  countStamps,
  type ErrandView,
  type HouseLedger,
  readTallies,
} from "../../ledger/index.ts";
import type { Database, Metrics } from "../../platform/index.ts";

/** The ledger's figures for `/metrics`. */
export function measureLedger(
  metrics: Metrics,
  { reader }: Pick<Database, "reader">,
  ledger: HouseLedger,
): void {
  const tally = async (name: "failed-open") => (await readTallies(reader))[name].count;
  metrics.gauge(
    "plumbline_ledger_sealed",
    "Entries under the newest signed checkpoint.",
    () => ledger.state().sealed,
  );
  metrics.gauge(
    "plumbline_ledger_published",
    "Entries under the newest published checkpoint.",
    () => ledger.published()?.checkpoint.size ?? 0,
  );
  metrics.gauge(
    "plumbline_ledger_failed_open",
    "Checkpoints published without the witnesses' quorum, over all starts.",
    () => tally("failed-open"),
  );
  metrics.gauge("plumbline_ledger_stamps", "Time stamps that are kept.", () => countStamps(reader));
  metrics.gauge("plumbline_ledger_anchors", "Confirmed anchors.", () => countAnchors(reader));
  metrics.gauges(
    "plumbline_ledger_errand_failed",
    "Attempts that failed, over all starts.",
    "errand",
    async () => {
      const tallies = await readTallies(reader);
      return {
        stamp: tallies["stamp-failed"].count,
        anchor: tallies["anchor-failed"].count,
        mirror: tallies["mirror-failed"].count,
      };
    },
  );
  metrics.gauges(
    "plumbline_ledger_errand_overdue",
    "1 where stamps, anchors or mirrors fail for longer than is well.",
    "errand",
    () => {
      const worst = (views: readonly ErrandView[]) => (views.some(({ isOverdue }) => isOverdue) ? 1 : 0);
      return {
        stamp: worst(ledger.stamping?.views() ?? []),
        anchor: worst(ledger.anchoring ? [ledger.anchoring.view()] : []),
        mirror: worst(ledger.mirrors.map((mirror) => mirror.view())),
      };
    },
  );
  metrics.gauges("plumbline_ledger_mirror_lag", "Published entries that a mirror lacks.", "place", () =>
    Object.fromEntries(ledger.mirrors.map((mirror) => mirror.view()).map(({ place, lag }) => [place, lag])),
  );
}
