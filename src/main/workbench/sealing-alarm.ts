import { reportFault, type SealingFault } from "../../ledger/index.ts";
import type { ContextMaker, Logger } from "../../platform/index.ts";

/** Sealing has stopped: it is told in the list of faults, once a day for each reason, and is an event. */
export function sealingAlarm(contexts: ContextMaker, log: Logger): (fault: SealingFault) => void {
  return ({ code, sentence }) => {
    const context = contexts.contextFor({ kind: "system", id: "system:ledger" });
    const place = `sealing:${code}/${context.now.toISOString().slice(0, 10)}`;
    void reportFault(context, { place, sentence }).catch((error) =>
      log.error({ err: error }, "that sealing has stopped could not be written down"),
    );
  };
}
