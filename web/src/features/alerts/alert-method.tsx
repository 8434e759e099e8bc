import { Link } from "react-router";
import { Day, Section, useText, useWords } from "../../ui/index.ts";
import type { AlertDetail } from "./types.ts";

const words = {
  zh: {
    title: "如何得出",
    why: "为何可疑",
    formula: "算法与参数",
    blind: "看不到的情形",
    source: "依据",
    detector: "检测器说明",
    p: "p 值",
    q: "q 值（错误发现率）",
    byRule: "由规则判定，没有误报率估计。",
    run: (tests: string, rate: string) => `本次检测共检验 ${tests} 个假设，错误发现率控制在 ${rate}。`,
    expected: (tested: number, expected: string) =>
      `统计检验所得 ${tested} 个疑点中，预计约 ${expected} 个为误报。`,
    asOf: "数据截至",
    version: "程序版本",
  },
  en: {
    title: "How it was found",
    why: "Why it is suspicious",
    formula: "Formula and parameters",
    blind: "What it does not see",
    source: "Source",
    detector: "About the detector",
    p: "p-value",
    q: "q-value (false discovery rate)",
    byRule: "By rule; there is no estimate of false alarms.",
    run: (tests: string, rate: string) =>
      `The run tested ${tests} hypotheses and held the false discovery rate at ${rate}.`,
    expected: (tested: number, expected: string) =>
      `Of ${tested} ${tested === 1 ? "finding" : "findings"} by statistical test about ${expected} are expected to be false alarms.`,
    asOf: "Data up to",
    version: "Program version",
  },
};

/** Why one may believe it, and how far. */
export function AlertMethod({ alert }: { readonly alert: AlertDetail }) {
  const text = useWords(words);
  const say = useText();
  const { detectorInfo: info, run, pValue, qValue } = alert;
  if (!info) return null;
  return (
    <Section title={text.title} extra={<Link to={`/detectors/${alert.detector}`}>{text.detector}</Link>}>
      <dl className="method">
        <dt>{text.why}</dt>
        <dd>{say(info.why)}</dd>
        <dt>{text.blind}</dt>
        <dd>
          <ul className="plain-list">
            {info.blindTo.map((one) => (
              <li key={one.en}>{say(one)}</li>
            ))}
          </ul>
        </dd>
        <dt>{text.formula}</dt>
        <dd>
          <details>
            <summary>{say(info.formula).slice(0, 90)}…</summary>
            {say(info.formula)}
          </details>
        </dd>
        <dt>{text.source}</dt>
        <dd>{info.source}</dd>
      </dl>
      <p className="chart-about">
        {pValue === undefined ? text.byRule : `${text.p} ${small(pValue)} · ${text.q} ${small(qValue ?? 1)}`}{" "}
        {pValue !== undefined && (
          <>
            {text.run(run.tests.toLocaleString("en"), `${(100 * run.falseDiscoveryRate).toFixed(1)} %`)}{" "}
            {text.expected(run.findingsTested, run.expectedFalseAlarms.toFixed(1))}
          </>
        )}{" "}
        {text.asOf} <Day day={run.asOf} /> · {text.version} {run.version}
      </p>
    </Section>
  );
}

const small = (value: number) => (value < 0.001 ? value.toExponential(1) : value.toFixed(3));
