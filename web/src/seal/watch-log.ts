import { client } from "../api/index.ts";
import { histories, tellDoubt } from "./check-seal.ts";
import { recallLog } from "./memory.ts";
import { HistoryDiffers, readNewest, StrangeKey, seeCheckpoint } from "./see-log.ts";

/** For whoever may read the ledger: looks at the newest checkpoint as a witness would, and says so where it differs. */
export async function watchLog(): Promise<void> {
  const { data } = recallLog() ? {} : await client.GET("/api/ledger", {});
  const claimed = recallLog()?.keys ?? data?.keys.map(({ verifier }) => verifier) ?? [];
  if (claimed.length === 0) return;
  try {
    await seeCheckpoint(await readNewest(), claimed);
  } catch (error) {
    if (error instanceof HistoryDiffers) {
      const sentence = histories[error.reason.code] ?? histories["bad-proof"];
      tellDoubt("history", sentence, { kind: "log" });
    } else if (error instanceof StrangeKey) {
      tellDoubt("history", strange, { kind: "log" });
    }
    // Anything else, such as a server that is away, leaves the question open until the next time.
  }
}

const strange = {
  zh: "账本由这个浏览器不认识的密钥签署：请向审计负责人核对密钥。",
  en: "The log is signed by a key that this browser does not know: compare it with the lead auditor.",
};
