import { StatusTag, type Tone, useText, useWords } from "../../ui/index.ts";
import type { Row } from "./types.ts";

const words = {
  zh: {
    severity: { low: "严重程度低", medium: "严重程度中", high: "严重程度高" },
    off: "已停用",
    failed: "上次出错",
    notRun: "上次未运行",
    changed: "参数已改",
    own: "自编",
    notInForce: "未生效",
  },
  en: {
    severity: { low: "low severity", medium: "medium severity", high: "high severity" },
    off: "switched off",
    failed: "failed last time",
    notRun: "did not run",
    changed: "parameters changed",
    own: "written here",
    notInForce: "not in force",
  },
};

const tones = { low: "neutral", medium: "neutral", high: "warning" } as const satisfies Record<string, Tone>;

/** What there is to know of a detector at a glance. */
export function StateTags({
  row,
}: {
  readonly row: Pick<Row, "severity" | "isOff" | "changed" | "lastRun" | "own">;
}) {
  const text = useWords(words);
  const told = useText();
  const { severity, isOff, changed, lastRun, own } = row;
  const reason = lastRun?.reason && told(lastRun.reason);
  return (
    <span className="tags" title={reason}>
      <StatusTag tone={tones[severity]}>{text.severity[severity]}</StatusTag>
      {own && <StatusTag tone="active">{text.own}</StatusTag>}
      {own && !own.isInForce && <StatusTag tone="neutral">{text.notInForce}</StatusTag>}
      {isOff && <StatusTag tone="neutral">{text.off}</StatusTag>}
      {!isOff && lastRun?.state === "failed" && <StatusTag tone="bad">{text.failed}</StatusTag>}
      {!isOff && lastRun?.state === "not-run" && <StatusTag tone="neutral">{text.notRun}</StatusTag>}
      {changed > 0 && <StatusTag tone="active">{text.changed}</StatusTag>}
    </span>
  );
}
