import { followMonitoring } from "../monitoring/index.ts";
import type { RoomParts } from "../people/index.ts";
import { followRecords } from "../records/index.ts";

/**
 * Which event leads to which act. Whoever acts follows the log by a name of its own, in the log's order, and each
 * entry takes effect once; closing the log ends it.
 */
export function subscribe(parts: RoomParts): void {
  // records.imported, records.observed, record.entered, record.corrected
  //   → "records": the batch gets the index from which it is known
  //   → "records-now": the table of records as they stand now is brought up to it
  followRecords(parts);

  // records.imported → "monitoring.runs": the detectors run, once for what comes close together
  // records.observed → "monitoring.runs": the same, once an hour at most
  // records.observed, record.entered, record.corrected → "live": the customers they touch are judged as they come in
  // settings.changed → "monitoring.runs": the detectors' schedule is set anew
  // detection.run, alerts.raised, alerts.updated, alerts.ceased → "alerts": the table of alerts, by findings
  // alert.reviewed, alert.confirmed, alert.cleared, alert.assigned … → "alerts": the table of alerts, by people's steps
  followMonitoring(parts);

  // erasure.approved → "erasure": it is carried out
  // records.expired → "erasure": what retention has erased is taken off the disk (main/erasure, which knows the keys)
}
