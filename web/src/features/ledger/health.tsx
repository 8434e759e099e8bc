import { Alert } from "antd";
import { formatMoment, useLanguage, useText, useTimeZone, useWords } from "../../ui/index.ts";
import type { LedgerView } from "./types.ts";
import { words } from "./words.ts";

/** In one sentence how the ledger stands; what is wrong, each in one of its own. */
export function Health({ ledger }: { readonly ledger: LedgerView }) {
  const text = useWords(words);
  const say = useText();
  const language = useLanguage();
  const timeZone = useTimeZone();
  const { concerns, entries, lastCheck } = ledger;
  if (concerns.length === 0) {
    const count = entries.toLocaleString(language === "zh" ? "zh-CN" : "en");
    const checked =
      lastCheck?.faults === 0
        ? text.lastClean(formatMoment(lastCheck.at, timeZone).slice(0, 16))
        : lastCheck
          ? text.lastSettled
          : text.notChecked;
    return (
      <Alert className="ledger-health" type="success" showIcon title={`${text.well(count)}${checked}`} />
    );
  }
  const isHigh = concerns.some(({ severity }) => severity === "high");
  return (
    <Alert
      className="ledger-health"
      role="alert"
      type={isHigh ? "error" : "warning"}
      showIcon
      title={concerns.map((concern) => <div key={concern.en}>{say(concern)}</div>)}
    />
  );
}
